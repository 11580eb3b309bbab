"""Jobcenter Berlin Lichtenberg: Kommunikation mit Kunden, AZ II-1000/5303."""

from collections.abc import Sequence

from wiedervorlage import Konzept, hookimpl, load_konzepte


@hookimpl
def jobcenter_konzepte() -> Sequence[Konzept]:
    """Every version of the concept that this package ships."""
    return load_konzepte(__name__)

"""Jobcenter Nordtal: an invented directive with a no-show chain and two parallel clocks, written as a plugin is."""

from collections.abc import Sequence

from wiedervorlage import Konzept, hookimpl, load_konzepte


@hookimpl
def jobcenter_konzepte() -> Sequence[Konzept]:
    """Every version of the concept that this package ships."""
    return load_konzepte(__name__)

"""Jobcenter Göttingen: Konzept Jobakademie, lfd. Nr. 4."""

from collections.abc import Sequence

from wiedervorlage import Konzept, hookimpl, load_konzepte


@hookimpl
def jobcenter_konzepte() -> Sequence[Konzept]:
    """Every version of the concept that this package ships."""
    return load_konzepte(__name__)

"""Jobcenter StädteRegion Aachen: Absolventenmanagement bei Maßnahmen und Projekten, II-5021.2."""

from collections.abc import Sequence

from wiedervorlage import Konzept, hookimpl, load_konzepte


@hookimpl
def jobcenter_konzepte() -> Sequence[Konzept]:
    """Every version of the concept that this package ships."""
    return load_konzepte(__name__)

"""One day out of several, or near another one."""

from collections.abc import Iterable
from datetime import date

from wiedervorlage.frist import OFFEN


def fruehester(tage: Iterable[date | None]) -> date | None:
    """The earliest of those that are there."""
    return min((t for t in tage if t is not None), default=None)


def spaetester(tage: Iterable[date | None]) -> date | None:
    """The latest of those that are there."""
    return max((t for t in tage if t is not None), default=None)


def naechster(tag: int, monat: int, lage: str, bei: date | None) -> date | None:
    """The nearest day of that name placed so to `bei`: before, after, from or up to it."""
    if bei is None:
        return None
    if bei.year == OFFEN.year:  # the year after it is beyond the calendar
        return OFFEN
    heuer = date(bei.year, monat, tag)
    if lage in ("ab", "nach"):
        return heuer if heuer > bei or (heuer == bei and lage == "ab") else date(bei.year + 1, monat, tag)
    return heuer if heuer < bei or (heuer == bei and lage == "bis") else date(bei.year - 1, monat, tag)

"""Dates as files have them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from re import ASCII, compile
from typing import Final

from wiedervorlage.frist import OFFEN
from wiedervorlage.readers import mangel
from wiedervorlage.readers.cleaning import KEINE
from wiedervorlage.readers.mangel import Mangel

# The time of day is dropped. An offset is not understood: which day it is would depend on the time zone.
_UHRZEIT: Final = r"(?:(?: |T)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: Uhr)?)?"
_DEUTSCH: Final = compile(rf"(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{4}}|\d{{2}}){_UHRZEIT}", ASCII)
_ISO: Final = compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_UHRZEIT}", ASCII)
_SERIE: Final = compile(r"(\d{5}|2958465)(?:[.,]\d+)?", ASCII)

_TAG_NULL: Final = date(1899, 12, 30)  # Excel counts from 1900-01-01 = 1 and has a 29.02.1900 that never was
_SERIEN: Final = range(20_000, 80_001)
_SERIE_OFFEN: Final = 2_958_465
_FRUEHESTES_JAHR: Final = 1900  # what is earlier is a typing error: 15.03.0206
_JAHRHUNDERT: Final = 30  # two-digit years below it lie in 20xx

Tag = date | None | Mangel


def day_reader(geburt: bool = False, stichtag: date | None = None) -> Callable[[object], Tag]:
    """Build the reading of one column of dates.

    `geburt`: a day of birth, which lies on or before the Stichtag (not tested without one) and is never shown.
    """

    def read_day(roh: object) -> Tag:
        tag = _of_text(roh, geburt, stichtag) if isinstance(roh, str) else _of_value(roh)
        if not isinstance(tag, date):
            return tag
        if tag.year < _FRUEHESTES_JAHR:
            return mangel.unmoegliches_datum(f"{tag.day:02}.{tag.month:02}.{tag.year:04}", geburt)
        if geburt and tag > (stichtag or OFFEN - timedelta(days=1)):
            return mangel.geburt_nach_stichtag()
        return tag

    return read_day


def _of_value(roh: object) -> Tag:
    if isinstance(roh, datetime):
        return roh.date()
    if isinstance(roh, date):
        return roh
    if isinstance(roh, int | float) and not isinstance(roh, bool) and 0 < roh <= _SERIE_OFFEN:
        return _of_serial(int(roh)) or mangel.kein_datum(roh)
    return mangel.kein_datum(roh)


def _of_text(text: str, geburt: bool, stichtag: date | None) -> Tag:
    if treffer := _DEUTSCH.fullmatch(text):
        tag, monat, jahr = treffer.groups()
        return _of_numbers(text, tag, monat, jahr, geburt, stichtag)
    if treffer := _ISO.fullmatch(text):
        jahr, monat, tag = treffer.groups()
        return _of_numbers(text, tag, monat, jahr, geburt, stichtag)
    if treffer := _SERIE.fullmatch(text):
        return _of_serial(int(treffer[1])) or mangel.kein_datum(int(treffer[1]))
    return None if text.casefold() in KEINE else mangel.kein_datum(text)


def _of_numbers(text: str, tag: str, monat: str, jahr: str, geburt: bool, stichtag: date | None) -> Tag:
    t, m, j = int(tag), int(monat), int(jahr)
    if t == m == j == 0:
        return None
    kurz = len(jahr) == 2
    try:
        wert = date(j + (2000 if j < _JAHRHUNDERT else 1900) if kurz else j, m, t)
        # Nobody is born in the future: 15.03.28 is 1928
        return wert.replace(year=1900 + j) if kurz and geburt and stichtag and wert > stichtag else wert
    except ValueError:
        return mangel.unmoegliches_datum(text, geburt)


def _of_serial(zahl: int) -> date | None:
    if zahl == _SERIE_OFFEN:
        return OFFEN
    return _TAG_NULL + timedelta(days=zahl) if zahl in _SERIEN else None

"""The Kundennummer: the one cell without which a row is nobody's."""

from re import ASCII, IGNORECASE, compile
from typing import Final

from wiedervorlage.kunde import FEHLT, Fehlt
from wiedervorlage.readers import mangel
from wiedervorlage.readers.cleaning import KEINE, number_text
from wiedervorlage.readers.mangel import Mangel

# 1E+123 or 1,23457E+11. A number such as 123E456789, as the administration gives them, has no sign and is left alone.
_EXPONENT: Final = compile(r"\d+(?:[.,]\d+)?E[+-]\d+", ASCII | IGNORECASE)
_BEMERKUNG: Final = compile(r"\D* \D*|.* \d{1,2}\.\d{1,2}\.\d{2,4}.*", ASCII)
_GENAU_BIS: Final = 10**15  # beyond, a spreadsheet has rounded the last digits away
_LAENGE: Final = 50


def read_kundennummer(roh: object) -> str | Fehlt | Mangel:
    """Read a Kundennummer from cleaned text or from what a spreadsheet made of it.

    Words without a digit, sentences with a date in them and long texts are remarks below a list, no Kundennummern.
    """
    match roh:
        case str():
            return _of_text(roh)
        case bool():
            return mangel.keine_kundennummer(roh)
        case int() | float():
            if abs(roh) < _GENAU_BIS and roh == int(roh):
                return number_text(roh)
            return mangel.umgewandelte_kundennummer()
    return mangel.keine_kundennummer(roh)


def _of_text(text: str) -> str | Fehlt | Mangel:
    if _EXPONENT.fullmatch(text):
        return mangel.umgewandelte_kundennummer()
    if text.casefold() in KEINE:
        return FEHLT
    if len(text) > _LAENGE or _BEMERKUNG.fullmatch(text):
        return mangel.keine_kundennummer(text)
    return text

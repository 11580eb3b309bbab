"""One cell: for each Feld the reading that makes a value of what stands there.

Readings are built once per column. They serve cells of a table (text, numbers, dates) and values of JSON and TOML.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import isfinite
from re import compile
from typing import Final, cast

from wiedervorlage.konzept.model import Feld
from wiedervorlage.kunde import FEHLT, Fehlt, Wert
from wiedervorlage.readers import mangel
from wiedervorlage.readers.cleaning import KEINE, clean, is_error_value, number_text
from wiedervorlage.readers.days import day_reader
from wiedervorlage.readers.headings import fold
from wiedervorlage.readers.kundennummer import read_kundennummer
from wiedervorlage.readers.mangel import Mangel

Zelle = Wert | Fehlt | Mangel
Parse = Callable[[object], Zelle]

_JA: Final = frozenset({"ja", "j", "x", "1", "wahr", "true"})
_NEIN: Final = frozenset({"nein", "n", "0", "falsch", "false"}) | KEINE
_TRENNER: Final = (compile(r"[;,\n]"), compile(r"[;\n]"))  # the finer first


class Reading(dict[object, Zelle]):
    """The reading of one column: `reading[cell]`.

    Text met before is a key, so it costs one look-up; a list of 20,000 Kunden has some hundred different dates.
    """

    def __init__(self, parse: Parse) -> None:
        super().__init__({None: FEHLT, "": FEHLT})
        self.parse = parse

    def __missing__(self, roh: object) -> Zelle:
        wert = self.parse(roh)
        if isinstance(roh, str):  # only text: 1, 1.0 and True would be one key
            self[roh] = wert
        return wert


def cell_reader(feld: Feld, stichtag: date | None = None) -> Reading:
    """Build the reading of one column; FEHLT is an empty cell, None is known to be none."""
    return Reading(_parse_of(feld, stichtag))


def _parse_of(feld: Feld, stichtag: date | None) -> Parse:
    if feld.name == "kundennummer":
        return _cleaned(read_kundennummer)
    match feld.typ:
        case "text":
            return _cleaned(_read_text)
        case "datum":
            return _cleaned(day_reader(feld.name == "geburtsdatum", stichtag))
        case "ja_nein":
            return _cleaned(_read_ja_nein)
        case "auswahl":
            return _cleaned(_auswahl(feld, feld.offen))
        case "daten":
            return _menge(day_reader())
        case "auswahlen":
            return _menge(_auswahl(feld, feld.offen), feld.offen)
        case "texte":
            return _menge(_auswahl(feld, offen=True), offen=True)


def _cleaned(parse: Parse) -> Parse:
    """Let `parse` see only what is there, and text only without what people do not see."""

    def read_cleaned(roh: object) -> Zelle:
        if not isinstance(roh, str):
            return FEHLT if roh is None else parse(roh)
        text = clean(roh)
        if not text:
            return FEHLT
        return mangel.fehlerwert(text) if is_error_value(text) else parse(text)

    return read_cleaned


def _read_text(roh: object) -> Zelle:
    if isinstance(roh, str):
        return None if roh.casefold() in KEINE else roh
    if isinstance(roh, int | float) and not isinstance(roh, bool) and isfinite(roh):
        return number_text(roh)
    return mangel.kein_text(roh)


def _read_ja_nein(roh: object) -> Zelle:
    if isinstance(roh, bool):
        return roh
    text = roh if isinstance(roh, str) else number_text(roh) if isinstance(roh, int | float) else ""
    text = text.casefold()
    return text in _JA if text in _JA or text in _NEIN else mangel.kein_ja_nein(roh)


def _auswahl(feld: Feld, offen: bool) -> Parse:
    bekannt = {fold(text): wert for wert, texte in feld.werte.items() for text in (*texte, wert)}
    bekannt |= {fold(wert): wert for wert in feld.werte}
    erlaubt = {wert: texte[0] if texte else wert for wert, texte in feld.werte.items()}

    def read_auswahl(roh: object) -> Zelle:
        if isinstance(roh, int | float) and not isinstance(roh, bool):
            roh = number_text(roh)
        key = fold(roh) if isinstance(roh, str) else ""
        if key in bekannt:
            return bekannt[key]
        if key in KEINE:
            return None
        return (
            key if offen and key else mangel.kein_wert(roh, tuple(erlaubt.values()), _naechster(key, bekannt, erlaubt))
        )

    return read_auswahl


def _naechster(key: str, bekannt: Mapping[str, str], erlaubt: Mapping[str, str]) -> str | None:
    from difflib import get_close_matches  # only where something is wrong

    return next((erlaubt[bekannt[treffer]] for treffer in get_close_matches(key, bekannt, n=1)), None)


def _menge(einzeln: Parse, offen: bool = False) -> Parse:
    """Build the reading of a set: `Q, L`, `Q; L` or a list.

    A known value may itself hold a comma (`integriert, aber hilfebedürftig`), so the coarser split is tried where the
    finer makes no sense. A free text always makes sense: there a semicolon, if any, is what separates.
    """
    lies = _cleaned(einzeln)

    def read_menge(roh: object) -> Zelle:
        if isinstance(roh, list | tuple):
            menge = _set_of(map(lies, roh))
            return None if menge is FEHLT else menge
        if not isinstance(roh, str):
            return _set_of([lies(roh)])
        trenner = _TRENNER[1:] if offen and _TRENNER[1].search(roh) else _TRENNER
        versuche = [_set_of(map(lies, t.split(roh))) for t in trenner]
        lesbar = (v for v in versuche if not isinstance(v, Mangel | Fehlt))
        return next(lesbar, next((v for v in versuche if isinstance(v, Mangel)), FEHLT))

    return read_menge


def _set_of(zellen: Iterable[Zelle]) -> Zelle:
    werte = [wert for wert in zellen if wert is not FEHLT]
    schlecht = next((wert for wert in werte if isinstance(wert, Mangel)), None)
    if schlecht or not werte:
        return schlecht or FEHLT
    if None in werte:
        return None if werte.count(None) == len(werte) else mangel.keine_neben_werten()
    return frozenset(cast(list[str], werte))

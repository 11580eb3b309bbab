"""Which input fields a concept needs: named by its rows, directly or through its facts."""

from collections.abc import Iterator
from typing import Any, Final

from attrs import fields, has

from wiedervorlage.konzept.expressions import Bedingung, Ereignis, Summe, Test
from wiedervorlage.konzept.model import Feld, Konzept, Tatsache
from wiedervorlage.konzept.names import MERKMALE

IMMER: Final = frozenset({"kundennummer", "betreuer", "massnahme", "datum", "wiedervorlage_am", "ausgesetzt_bis"})
"""Fields that every concept uses: who it is, and what the caseworker has set himself."""


def used_fields(konzept: Konzept) -> tuple[Feld, ...]:
    """The fields on which an answer of this concept can depend, in the order of their declaration."""
    tatsachen = {t.name: t for t in konzept.tatsachen}
    namen: set[str] = set()
    offen: list[Any] = [
        *konzept.kontaktbegriffe, *konzept.pflichten, *konzept.regeln, *konzept.zusaetze, *konzept.verschiebungen,
        *konzept.kontrollen, konzept.kapazitaet,
    ]  # fmt: skip
    while offen:
        for name in set(names_in(offen.pop())) - namen:
            namen.add(name)
            offen += [tatsachen[name]] if name in tatsachen else []
    namen |= _implied(namen, tatsachen)
    felder = tuple(f for f in konzept.felder if f.name in namen | IMMER)
    # a Teilnahme has an `art` too, and many a concept asks for that of a Kontakt only
    teilnahmen = any(f.an == "teilnahme" and f.name not in (*IMMER, *MERKMALE) for f in felder)
    teilnahmen = teilnahmen or any(p.je == "teilnahme" for p in konzept.pflichten)
    return felder if teilnahmen else tuple(f for f in felder if f.an != "teilnahme")


def asks_for_each_kontakt(konzept: Konzept) -> bool:
    """Whether it counts Kontakte or asks for others than the last, so that a flat list does not do."""
    ereignisse = (e for t in konzept.tatsachen for e in (t.zaehlt, t.erster, t.gibt_es))
    return any(e is not None and e.kontakt is not None for e in ereignisse)


def _implied(namen: set[str], tatsachen: dict[str, Tatsache]) -> set[str]:
    """Fields behind what the interpreter itself works out."""
    zusatz = {"geburtsdatum"} if "alter" in namen else set()
    # any Kontakt is judged by whether it was held; a flat list names the last one
    return zusatz | {"ergebnis", "letzter_kontakt", "letzter_kontakt_art"}


def names_in(wert: Any) -> Iterator[str]:
    """Every fact or field that a row or a part of one names, possibly more than once."""
    return (name for name, _ in mentions(wert))


def mentions(wert: Any) -> Iterator[tuple[str, Test | None]]:
    """Every fact or field that a row or a part of one names, with the test it is put to; None: its value is used."""
    if isinstance(wert, tuple):
        for einer in wert:
            yield from mentions(einer)
    elif isinstance(wert, Bedingung):
        for alternative in wert.alternativen:
            for name, test in alternative:
                yield name, test
                yield from mentions(test)
    elif isinstance(wert, Summe):
        yield wert.anker, None
    elif has(type(wert)):
        yield from ((name, None) for name in _plain_names(wert))
        for feld in fields(type(wert)):
            yield from mentions(getattr(wert, feld.name))


def _plain_names(wert: Any) -> Iterator[str]:
    if isinstance(wert, Ereignis) and wert.datum is not None:
        yield wert.datum
    if isinstance(wert, Tatsache):
        yield from (*(wert.erste_bekannte or ()), *(wert.volle_monate or ()), *((wert.sonst,) if wert.sonst else ()))

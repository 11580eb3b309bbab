"""Headings as people write them: in any case, with any punctuation, umlauts spelt either way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from unicodedata import normalize

from attrs import frozen

from wiedervorlage.konzept.model import Feld

KOPFZEILEN: Final = 20
"""So many rows at the top of a table are searched for the header; above it stand titles."""

_UMLAUTE: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def fold(text: str) -> str:
    """Fold a heading, or the spelling of a value, to what its spellings share: `Art d. Maßnahme` is `artdmassnahme`."""
    text = text.casefold()
    if not text.isascii():
        text = normalize("NFC", text).translate(_UMLAUTE)
    return "".join(filter(str.isalnum, text))


def known_headings(felder: Iterable[Feld]) -> dict[str, str]:
    """Map each folded heading to its field; a name or a heading goes before an alias of another field."""
    felder = tuple(felder)
    bekannt = {fold(text): feld.name for feld in felder for text in (feld.name, feld.ueberschrift)}
    for feld in felder:
        for alias in feld.aliase:
            bekannt.setdefault(fold(alias), feld.name)
    return bekannt


@frozen
class Kopf:
    """The header of a table: at which index which field stands, the headings as written, and those nobody needs."""

    index: Mapping[str, int]
    ueberschriften: Mapping[str, str]
    unbeachtet: tuple[str, ...]
    doppelt: tuple[str, str] | None
    breite: int


def read_header(zeile: Sequence[object], bekannt: Mapping[str, str]) -> Kopf:
    """Read one row as a header; `doppelt` holds the first two headings that mean the same field."""
    index: dict[str, int] = {}
    texte: dict[str, str] = {}
    unbeachtet: list[str] = []
    doppelt: tuple[str, str] | None = None
    for i, zelle in enumerate(zeile):
        text = " ".join(zelle.split()) if isinstance(zelle, str) else ""
        name = bekannt.get(fold(text))
        if name is None:
            unbeachtet += [text] if text else []
        elif name in index:
            doppelt = doppelt or (texte[name], text)
        else:
            index[name], texte[name] = i, text
    return Kopf(index, texte, tuple(unbeachtet), doppelt, len(zeile))


def find_header(zeilen: Iterable[Sequence[object]], bekannt: Mapping[str, str]) -> tuple[int, Kopf] | None:
    """Find the row with most known headings, the Kundennummer among them, and return its index; the first of equals."""
    koepfe = [(i, read_header(zeile, bekannt)) for i, zeile in enumerate(zeilen)]
    koepfe = [(i, kopf) for i, kopf in koepfe if "kundennummer" in kopf.index]
    return max(koepfe, key=lambda paar: len(paar[1].index), default=None)

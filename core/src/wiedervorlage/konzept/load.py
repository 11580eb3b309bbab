"""A concept file becomes a Konzept, or one KonzeptError that names everything wrong with it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from wiedervorlage.errors import KonzeptError, gemeint, kein_toml, zitat
from wiedervorlage.konzept.haus import Gruppentermine, Kapazitaet, Kontrolle, NichtAbgebildet
from wiedervorlage.konzept.model import (
    Einstellung,
    Feld,
    Kontaktbegriff,
    Konzept,
    Pflicht,
    Regel,
    Tatsache,
    Verschiebung,
    Zusatz,
)
from wiedervorlage.konzept.references import check_references
from wiedervorlage.konzept.structure import structure
from wiedervorlage.laender import LAENDER

FORMAT: Final = 1
"""The format of concept files this version reads."""

TABELLEN: Final[Mapping[str, tuple[str, type]]] = {
    "feld": ("felder", Feld),
    "kontaktbegriff": ("kontaktbegriffe", Kontaktbegriff),
    "tatsache": ("tatsachen", Tatsache),
    "pflicht": ("pflichten", Pflicht),
    "regel": ("regeln", Regel),
    "zusatz": ("zusaetze", Zusatz),
    "verschiebung": ("verschiebungen", Verschiebung),
    "lesart": ("lesarten", Einstellung),
    "einstellung": ("einstellungen", Einstellung),
    "kontrolle": ("kontrollen", Kontrolle),
    "nicht_abgebildet": ("nicht_abgebildet", NichtAbgebildet),
}
"""The tables of which a file may have many; each with the attribute of a Konzept that holds its rows, and its class."""
OHNE_NAMEN: Final = ("zusatz", "nicht_abgebildet")
"""The tables whose rows have no name: nothing can lead to them."""
EINZELNE: Final[Mapping[str, type]] = {"kapazitaet": Kapazitaet, "gruppentermine": Gruppentermine}
"""The tables of which a file has at most one."""
_OHNE_KOPF: Final = Konzept(jobcenter="", titel="", quelle="", gilt_ab=date.min, land=LAENDER[0])
"""What the references of a concept are checked with whose head could not be read."""
KOPF: Final = ("format", "jobcenter", "titel", "quelle", "gilt_ab", "gilt_bis", "land")


def load_konzept(quelltext: str, datei: str) -> Konzept:
    """Read one concept file; `datei` is its name for messages.

    Raises KonzeptError listing every mistake with row, key, what was found and what is allowed.
    """
    roh = _parse_toml(quelltext, datei)
    roh.pop("$schema", None)  # tells editors where the schema is
    wie_geschrieben = dict(roh)
    maengel: list[str] = []
    grund = grundlagen()
    konzept = _kopf(roh.pop("konzept", None), datei, maengel) or _OHNE_KOPF
    einzelne = {
        name: structure(roh.pop(name), klasse, f"[{name}]", maengel) for name, klasse in EINZELNE.items() if name in roh
    }
    tabellen = _tabellen(roh, maengel)
    ungelesen = set(_ungelesen(roh, tabellen))
    for name, eigene in tabellen.items():
        konzept = evolve(konzept, **{name: grund[name] + eigene})  # type: ignore[arg-type]
    konzept = evolve(konzept, datei=datei, roh=wie_geschrieben, **einzelne)  # type: ignore[arg-type]
    if None not in ungelesen:  # else what seems to lead nowhere may lead to the row without a name
        maengel += check_references(konzept, ungelesen)
    if maengel:
        raise KonzeptError(datei, maengel)
    return konzept


def load_konzepte(paket: str) -> tuple[Konzept, ...]:
    """Every concept a package ships: all its files `konzept*.toml`, oldest `gilt_ab` first.

    This is what a plugin's `jobcenter_konzepte` returns. Raises KonzeptError.
    """
    dateien = sorted(
        (d for d in files(paket).iterdir() if d.name.startswith("konzept") and d.name.endswith(".toml")),
        key=lambda d: d.name,
    )
    konzepte = (load_konzept(_text(d.read_bytes(), d.name), f"{paket}/{d.name}") for d in dateien)
    return tuple(sorted(konzepte, key=lambda k: k.gilt_ab))


@cache
def grundlagen() -> Mapping[str, tuple[Any, ...]]:
    """The fields and facts that every concept can build on."""
    name = "grundlagen.toml"
    roh = _parse_toml(files("wiedervorlage.konzept").joinpath(name).read_text(encoding="utf-8"), name)
    maengel: list[str] = []
    tabellen = _tabellen(roh, maengel)
    if maengel:
        raise KonzeptError(name, maengel)
    return tabellen


def load_datei(pfad: Path) -> Konzept:
    """Read one concept file from disk; errors as in load_konzept."""
    return load_konzept(_text(pfad.read_bytes(), pfad.name), pfad.name)


def _text(inhalt: bytes, datei: str) -> str:
    try:
        return inhalt.decode("utf-8-sig")
    except UnicodeDecodeError as fehler:
        raise KonzeptError(datei, [kein_toml(fehler)]) from None


def _parse_toml(quelltext: str, datei: str) -> dict[str, Any]:
    try:
        return tomllib.loads(quelltext)
    except tomllib.TOMLDecodeError as fehler:
        raise KonzeptError(datei, [kein_toml(fehler)]) from None


def _kopf(roh: Any, datei: str, maengel: list[str]) -> Konzept | None:
    if not isinstance(roh, dict):
        maengel.append("[konzept]: die Tabelle mit jobcenter, titel, quelle, gilt_ab und land fehlt")
        return None
    if (stand := roh.get("format", FORMAT)) != FORMAT:
        # what else stands in a file of another format cannot be judged
        mangel = f"[konzept] format: gefunden {zitat(stand)}; diese Fassung von wiedervorlage kennt nur Format {FORMAT}"
        zu_alt = "wiedervorlage" if isinstance(stand, int) and stand > FORMAT else "das Plugin"
        raise KonzeptError(datei, [f"{mangel}. Bitte {zu_alt} aktualisieren."])
    for fremd in sorted(roh.keys() - set(KOPF)):
        maengel.append(f"[konzept] {fremd}: unbekannter Schlüssel{gemeint(fremd, KOPF)}")
    return structure({k: v for k, v in roh.items() if k in KOPF}, Konzept, "[konzept]", maengel)


def _tabellen(roh: Mapping[str, Any], maengel: list[str]) -> dict[str, tuple[Any, ...]]:
    for fremd in sorted(roh.keys() - TABELLEN.keys()):
        maengel.append(f"[[{fremd}]]: unbekannte Tabelle{gemeint(fremd, ('konzept', *TABELLEN))}")
    ergebnis: dict[str, tuple[Any, ...]] = {}
    for name, (ziel, klasse) in TABELLEN.items():
        zeilen = roh.get(name, [])
        if not isinstance(zeilen, list):
            maengel.append(f"[[{name}]]: gefunden [{name}], erwartet [[{name}]] (eine Liste von Tabellen)")
            continue
        gelesen = (structure(z, klasse, _ort(name, nr, z), maengel) for nr, z in enumerate(zeilen, 1))
        ergebnis[ziel] = tuple(z for z in gelesen if z is not None)
    return ergebnis


def _ungelesen(roh: Mapping[str, Any], tabellen: Mapping[str, tuple[Any, ...]]) -> Iterator[str | None]:
    """The names of the rows that could not be read; None for one without a name."""
    gelesen = {getattr(z, "id", None) or getattr(z, "name", None) for zeilen in tabellen.values() for z in zeilen}
    for name, tabelle in roh.items():
        if name not in OHNE_NAMEN:
            namen = {_kennung(zeile) for zeile in (tabelle if isinstance(tabelle, list) else [tabelle])}
            yield from (n for n in namen if n is None or n not in gelesen)


def _kennung(zeile: Any) -> str | None:
    kennung = (zeile.get("id") or zeile.get("name")) if isinstance(zeile, dict) else None
    return kennung if isinstance(kennung, str) else None


def _ort(tabelle: str, nummer: int, zeile: Any) -> str:
    kennung = _kennung(zeile)
    return f"[[{tabelle}]] {kennung or f'Nr. {nummer}'}"

"""A concept file becomes a Konzept, or one KonzeptError that names everything wrong with it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, Final, Literal, TypeVar, get_args, get_origin

from attrs import evolve, fields, has
from cattrs import AttributeValidationNote, ClassValidationError, Converter, IterableValidationNote
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

from wiedervorlage.errors import KonzeptError, gemeint, zitat
from wiedervorlage.konzept import expressions, parse
from wiedervorlage.konzept.model import (
    Einstellung,
    Feld,
    Kontaktbegriff,
    Kontrolle,
    Konzept,
    Pflicht,
    Regel,
    Tatsache,
    Verschiebung,
    Zusatz,
)
from wiedervorlage.konzept.references import check_references

T = TypeVar("T")

FORMAT: Final = 1
"""The format of concept files this version reads."""

_TABELLEN: Final[Mapping[str, tuple[str, type]]] = {
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
}
_KOPF: Final = ("format", "jobcenter", "titel", "quelle", "gilt_ab", "gilt_bis", "land")


def load_konzept(quelltext: str, datei: str) -> Konzept:
    """Read one concept file; `datei` is its name for messages.

    Raises KonzeptError listing every mistake with row, key, what was found and what is allowed.
    """
    roh = _parse_toml(quelltext, datei)
    maengel: list[str] = []
    grund = grundlagen()
    kopf = roh.pop("konzept", None)
    tabellen = _tabellen(roh, maengel)
    konzept = _kopf(kopf, maengel)
    if maengel or konzept is None:
        raise KonzeptError(datei, maengel)
    for name, eigene in tabellen.items():
        konzept = evolve(konzept, **{name: grund[name] + eigene})  # type: ignore[arg-type]
    konzept = evolve(konzept, datei=datei)
    if maengel := check_references(konzept):
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
    konzepte = (load_konzept(d.read_text(encoding="utf-8"), f"{paket}/{d.name}") for d in dateien)
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
    return load_konzept(pfad.read_text(encoding="utf-8"), pfad.name)


def _parse_toml(quelltext: str, datei: str) -> dict[str, Any]:
    try:
        return tomllib.loads(quelltext)
    except tomllib.TOMLDecodeError as fehler:
        raise KonzeptError(datei, [f"kein gültiges TOML: {fehler}"]) from None


def _kopf(roh: Any, maengel: list[str]) -> Konzept | None:
    if not isinstance(roh, dict):
        maengel.append("[konzept]: die Tabelle mit jobcenter, titel, quelle, gilt_ab und land fehlt")
        return None
    if (stand := roh.get("format", FORMAT)) != FORMAT:
        maengel.append(
            f"[konzept] format: gefunden {zitat(stand)}; diese Fassung von wiedervorlage kennt nur Format {FORMAT}"
        )
        return None
    for fremd in roh.keys() - set(_KOPF):
        maengel.append(f"[konzept] {fremd}: unbekannter Schlüssel{gemeint(fremd, _KOPF)}")
    return _structure({k: v for k, v in roh.items() if k in _KOPF}, Konzept, "[konzept]", maengel)


def _tabellen(roh: Mapping[str, Any], maengel: list[str]) -> dict[str, tuple[Any, ...]]:
    for fremd in roh.keys() - _TABELLEN.keys():
        maengel.append(f"[[{fremd}]]: unbekannte Tabelle{gemeint(fremd, _TABELLEN)}")
    ergebnis: dict[str, tuple[Any, ...]] = {}
    for name, (ziel, klasse) in _TABELLEN.items():
        zeilen = roh.get(name, [])
        if not isinstance(zeilen, list):
            maengel.append(f"[[{name}]]: gefunden [{name}], erwartet [[{name}]] (eine Liste von Tabellen)")
            continue
        gelesen = (_structure(z, klasse, _ort(name, nr, z), maengel) for nr, z in enumerate(zeilen, 1))
        ergebnis[ziel] = tuple(z for z in gelesen if z is not None)
    return ergebnis


def _ort(tabelle: str, nummer: int, zeile: Mapping[str, Any]) -> str:
    kennung = zeile.get("id") or zeile.get("name")
    return f"[[{tabelle}]] {kennung or f'Nr. {nummer}'}"


# --- structuring: strict, and every mistake with its place ----------------------------------------------------------


def _structure(roh: Mapping[str, Any], klasse: type[T], ort: str, maengel: list[str]) -> T | None:
    try:
        return _converter().structure(roh, klasse)
    except ClassValidationError as fehler:
        maengel.extend(f"{ort} {m}" for m in _messages(fehler, klasse, roh))
        return None


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for typ, name in ((str, "ein Text"), (bool, "true oder false"), (int, "eine ganze Zahl")):
        converter.register_structure_hook(typ, _strict(typ, name))
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook(expressions.Bedingung, lambda roh, _: parse.parse_bedingung(roh))
    converter.register_structure_hook(expressions.Ereignis, lambda roh, _: parse.parse_ereignis(roh))
    converter.register_structure_hook_func(_is_ausdruck, lambda roh, _: parse.parse_ausdruck(roh))
    converter.register_structure_hook_func(_is_faellig, lambda roh, _: parse.parse_faellig(roh))
    converter.register_structure_hook_func(lambda t: t == tuple[str, ...] | str, _names)
    converter.register_structure_hook_func(lambda t: t == str | bool, _text_or_bool)
    converter.register_structure_hook_func(_is_tuple, lambda roh, typ: _list(roh, typ, converter))
    return converter


def _strict(typ: type, name: str) -> Any:
    def hook(roh: Any, _: Any) -> Any:
        if type(roh) is not typ:
            raise ValueError(name)
        return roh

    return hook


def _date(roh: Any, _: Any) -> date:
    if not isinstance(roh, date) or isinstance(roh, datetime):
        raise ValueError("ein Datum wie 2026-01-31, ohne Anführungszeichen")
    return roh


def _names(roh: Any, _: Any) -> tuple[str, ...] | str:
    if isinstance(roh, str):
        return roh
    if isinstance(roh, list) and all(isinstance(n, str) for n in roh):
        return tuple(roh)
    raise ValueError("ein Text oder eine Liste von Texten")


def _text_or_bool(roh: Any, _: Any) -> str | bool:
    if isinstance(roh, str | bool):
        return roh
    raise ValueError("ein Text oder true/false")


def _is_ausdruck(typ: Any) -> bool:
    return _members(typ) - {type(None)} == set(get_args(expressions.Ausdruck))


def _is_faellig(typ: Any) -> bool:
    return _members(typ) == {*get_args(expressions.Ausdruck), expressions.Antwort}


def _members(typ: Any) -> set[Any]:
    return set(get_args(typ)) if isinstance(typ, UnionType) else set()


def _is_tuple(typ: Any) -> bool:
    return get_origin(typ) is tuple and typ.__args__[-1] is ...


def _list(roh: Any, typ: Any, converter: Converter) -> tuple[Any, ...]:
    # cattrs would take a text for a list of its letters
    if not isinstance(roh, list):
        raise ValueError("eine Liste [ ... ]")
    return tuple(converter.structure(roh, list[typ.__args__[0]]))


def _messages(fehler: BaseException, klasse: Any, roh: Any, pfad: str = "") -> Iterator[str]:
    if isinstance(fehler, ForbiddenExtraKeysError):
        erlaubt = [f.name for f in fields(klasse)] if has(klasse) else []
        for fremd in sorted(fehler.extra_fields):
            yield f"{fremd}: unbekannter Schlüssel{gemeint(fremd, erlaubt)}"
    elif isinstance(fehler, BaseValidationError):
        for einer in fehler.exceptions:
            schritt = next(iter(getattr(einer, "__notes__", ())), None)
            if isinstance(schritt, AttributeValidationNote):
                wert = roh.get(schritt.name, roh) if isinstance(roh, dict) else roh
                fehlt = isinstance(einer, KeyError)
                typ = schritt.type
                if fehlt:
                    yield f"{schritt.name}: fehlt"
                else:
                    yield from _messages(einer, typ, wert, f"{pfad}{schritt.name}")
            elif isinstance(schritt, IterableValidationNote):
                yield from _messages(einer, schritt.type, roh[schritt.index], f"{pfad}[{schritt.index}]")
            else:
                yield from _messages(einer, klasse, roh, pfad)
    else:
        yield f"{pfad}: gefunden {zitat(roh)}, erlaubt: {_erlaubt(fehler, klasse)}"


def _erlaubt(fehler: BaseException, typ: Any) -> str:
    if get_origin(typ) is Literal:
        return ", ".join(map(str, get_args(typ)))
    return str(fehler)

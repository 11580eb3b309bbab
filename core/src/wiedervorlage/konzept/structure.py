"""A table of a concept file becomes a frozen value: strictly, and every mistake with its place."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin

from attrs import fields, has
from cattrs import AttributeValidationNote, ClassValidationError, Converter, IterableValidationNote
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

from wiedervorlage.errors import gemeint, zitat
from wiedervorlage.frist import Dauer
from wiedervorlage.konzept import expressions, parse

T = TypeVar("T")


def structure(roh: Any, klasse: type[T], ort: str, maengel: list[str]) -> T | None:
    """Make a frozen value of one table; None where it has mistakes, each of which joins `maengel` with its place."""
    if not isinstance(roh, dict):
        maengel.append(f"{ort}: gefunden {zitat(roh)}, erlaubt: eine Tabelle")
        return None
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
    converter.register_structure_hook(Dauer, _duration)
    converter.register_structure_hook(expressions.Bedingung, lambda roh, _: parse.parse_bedingung(roh))
    converter.register_structure_hook(expressions.Ereignis, lambda roh, _: parse.parse_ereignis(roh))
    converter.register_structure_hook_func(_is_ausdruck, lambda roh, _: parse.parse_ausdruck(roh))
    converter.register_structure_hook_func(_is_faellig, lambda roh, _: parse.parse_faellig(roh))
    converter.register_structure_hook_func(lambda t: t == tuple[str, ...] | str, _names)
    converter.register_structure_hook_func(lambda t: t == str | bool, _text_or_bool)
    converter.register_structure_hook_func(_is_tuple, lambda roh, typ: _list(roh, typ, converter))
    converter.register_structure_hook_func(_is_mapping, lambda roh, typ: _table(roh, typ, converter))
    return converter


def _strict(typ: type, name: str) -> Any:
    def hook(roh: Any, _: Any) -> Any:
        if type(roh) is not typ:
            raise ValueError(name)
        return roh

    return hook


def _duration(roh: Any, _: Any) -> Dauer:
    erlaubt = 'eine Dauer wie "3 Monate"'
    if not isinstance(roh, str):
        raise ValueError(erlaubt)
    return parse.parse_dauer(roh, erlaubt)


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
    return get_origin(typ) is tuple


def _list(roh: Any, typ: Any, converter: Converter) -> tuple[Any, ...]:
    # cattrs would take a text for a list of its letters
    laenge = None if typ.__args__[-1] is ... else len(typ.__args__)
    if not isinstance(roh, list) or laenge not in (None, len(roh)):
        raise ValueError("eine Liste [ ... ]" if laenge is None else f"eine Liste mit {laenge} Werten")
    return tuple(converter.structure(roh, list[typ.__args__[0]]))


def _is_mapping(typ: Any) -> bool:
    return get_origin(typ) is Mapping


def _table(roh: Any, typ: Any, converter: Converter) -> dict[str, Any]:
    if not isinstance(roh, dict):
        raise ValueError("eine Tabelle { ... }")
    return dict(converter.structure(roh, dict[str, typ.__args__[1]]))


def _messages(fehler: BaseException, klasse: Any, roh: Any, pfad: str = "") -> Iterator[str]:
    davor = f"{pfad}." if pfad else ""
    if isinstance(fehler, ForbiddenExtraKeysError):
        erlaubt = [f.name for typ in (klasse, *get_args(klasse)) if has(typ) for f in fields(typ)]
        for fremd in sorted(fehler.extra_fields):
            yield f"{davor}{fremd}: unbekannter Schlüssel{gemeint(fremd, erlaubt)}"
    elif isinstance(fehler, BaseValidationError):
        for einer in fehler.exceptions:
            schritt = next(iter(getattr(einer, "__notes__", ())), None)
            if isinstance(schritt, AttributeValidationNote):
                wert = roh.get(schritt.name, roh) if isinstance(roh, dict) else roh
                fehlt = isinstance(einer, KeyError)
                typ = schritt.type
                if fehlt:
                    yield f"{davor}{schritt.name}: fehlt"
                else:
                    yield from _messages(einer, typ, wert, f"{davor}{schritt.name}")
            elif isinstance(schritt, IterableValidationNote):
                stelle = f"[{schritt.index + 1}]" if isinstance(schritt.index, int) else f".{schritt.index}"
                yield from _messages(einer, schritt.type, roh[schritt.index], pfad + stelle)
            else:
                yield from _messages(einer, klasse, roh, pfad)
    else:
        yield f"{pfad}: gefunden {zitat(roh)}, erlaubt: {_erlaubt(fehler, klasse)}"


def _erlaubt(fehler: BaseException, typ: Any) -> str:
    literal = next((t for t in (typ, *get_args(typ)) if get_origin(t) is Literal), None)
    return ", ".join(map(str, get_args(literal))) if literal is not None else str(fehler)

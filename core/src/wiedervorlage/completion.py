"""JSON Schemas of the concept file and of the case file, made of the classes these become, for editors.

The files beside `wiedervorlage.konzept` are written by docs/generate.py. A schema knows the shape of a file; whether
what it names is there only loading it tells.
"""

import inspect
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from wiedervorlage.cases import VERGLEICH, Fall, Falldatei
from wiedervorlage.forecast.result import Wiedervorlage
from wiedervorlage.frist import Dauer, Einheit
from wiedervorlage.konzept import FORMAT, grundlagen
from wiedervorlage.konzept.expressions import Ausdruck, Bedingung, Ereignis, Welche
from wiedervorlage.konzept.load import EINZELNE, KOPF, TABELLEN
from wiedervorlage.konzept.model import ALLE_FOLGENDEN, Feld, Konzept
from wiedervorlage.konzept.parse import NAME
from wiedervorlage.laender import LAENDER

Schema = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
KONZEPT_FILE: Final = "konzept.schema.json"
CASES_FILE: Final = "faelle.schema.json"

_TAG: Final[Schema] = {"type": "string", "format": "date"}
_WERTE: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"}, bool: {"type": "boolean"}, int: {"type": "integer"}, date: _TAG, Any: {},
}  # fmt: skip


def schemas() -> dict[str, Schema]:
    """Each schema by the name of its file."""
    return {KONZEPT_FILE: _konzept(), CASES_FILE: _cases()}


def _konzept() -> Schema:
    tabellen = {name: _many(_class(klasse)) for name, (_, klasse) in TABELLEN.items()}
    einzelne = {name: _class(klasse) for name, klasse in EINZELNE.items()}
    kopf = _class(Konzept, KOPF)
    kopf["properties"]["format"] |= {"const": FORMAT}
    kopf["properties"]["land"] |= {"enum": list(LAENDER)}
    tabellen["regel"]["items"]["properties"]["vorrang_vor"]["anyOf"][1] = {"const": ALLE_FOLGENDEN}
    return _file("konzept", "Konzept", {"konzept": kopf, **tabellen, **einzelne}, ["konzept"], _GRAMMATIK)


def _cases() -> Schema:
    fall = _class(Fall)
    fall["properties"]["kunde"] |= _kunde()
    fall["properties"]["erwartet"]["items"] = _object(
        {name: _expected(name) for name in VERGLEICH}, ["pflicht"], inspect.getdoc(Wiedervorlage)
    )
    fall["properties"]["stichtag"] |= _TAG
    tabellen = {"jobcenter": {"type": "string"}, "fall": {**_many(fall), "minItems": 1}}
    return _file("faelle", "Falldatei", tabellen, ["jobcenter", "fall"], {}, inspect.getdoc(Falldatei))


def _file(
    name: str, titel: str, felder: Schema, noetig: list[str], defs: Schema, beschreibung: str | None = None
) -> Schema:
    kopf = {"$schema": DRAFT, "$id": f"urn:wiedervorlage:{name}:{FORMAT}", "title": titel}
    rest = _object({"$schema": {"type": "string"}, **felder}, noetig, beschreibung or inspect.getdoc(Konzept))
    return {**kopf, **rest, **({"$defs": defs} if defs else {})}


# --- classes ----------------------------------------------------------------------------------------------------------


def _class(klasse: type, nur: Iterable[str] | None = None) -> Schema:
    """The table that becomes an object of this class; `nur`: only these of its attributes."""
    hinweise = _meanings(klasse)
    typen = get_type_hints(klasse)
    felder = [f for f in attrs.fields(klasse) if nur is None or f.name in nur]
    eigenschaften = {f.name: {**_type(typen[f.name]), **_default(f), **hinweise.get(f.name, {})} for f in felder}
    return _object(eigenschaften, [f.name for f in felder if f.default is attrs.NOTHING], inspect.getdoc(klasse))


def _object(eigenschaften: Schema, noetig: list[str], beschreibung: str | None) -> Schema:
    schema = {"type": "object", "properties": eigenschaften, "required": noetig, "additionalProperties": False}
    return {**schema, "description": " ".join(beschreibung.split())} if beschreibung else schema


def _many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _default(f: "attrs.Attribute[Any]") -> Schema:
    return {"default": f.default} if isinstance(f.default, str | bool | int) else {}


_NAMEN: Final = r"`\w+`(?:, `\w+`)*: "


def _meanings(klasse: type) -> dict[str, Schema]:
    """What the docstring says of each attribute: after "`name`: " or "`one`, `two`: ", up to the next of these."""
    text = " ".join((inspect.getdoc(klasse) or "").split())
    treffer = re.finditer(rf"({_NAMEN})(.*?)(?= {_NAMEN}|$)", text)
    return {name: {"description": t[2].rstrip(". ")} for t in treffer for name in re.findall(r"`(\w+)`", t[1])}


def _type(typ: Any) -> Schema:
    """What TOML may give for an attribute of this type; there is no null, a key that is not there is left out."""
    if typ in _WERTE:
        return dict(_WERTE[typ])
    if typ in _NAMENTLICH:
        return {"$ref": f"#/$defs/{_NAMENTLICH[typ]}"}
    if typ is Dauer:
        return {"type": "string", "pattern": f"^{_DAUER}$"}
    if attrs.has(typ):
        return _class(typ)
    if isinstance(typ, type) and issubclass(typ, Enum):
        return {"enum": [einer.value for einer in typ]}
    return _generic(typ, get_origin(typ), get_args(typ))


def _generic(typ: Any, art: Any, teile: tuple[Any, ...]) -> Schema:
    if art is Literal:
        return {"enum": list(teile)}
    if art in (UnionType, Union):
        return _one_of([teil for teil in teile if teil is not type(None)])
    if art is tuple and teile[-1] is not ...:
        return {"type": "array", "prefixItems": [_type(t) for t in teile], "items": False, "minItems": len(teile)}
    if art in (tuple, frozenset):
        return _many(_type(teile[0]))
    if art is Mapping:
        return {"type": "object", "additionalProperties": _type(teile[1])}
    raise TypeError(typ)


def _one_of(typen: list[Any]) -> Schema:
    ausdruck = get_args(Ausdruck)
    rest = [t for t in typen if t not in ausdruck]
    moeglich = [*([{"$ref": "#/$defs/ausdruck"}] if len(rest) < len(typen) else []), *map(_type, rest)]
    return moeglich[0] if len(moeglich) == 1 else {"anyOf": moeglich}


# --- the small language of a concept file, as wiedervorlage.konzept.parse reads it ------------------------------------

_NAMENTLICH: Final = {Bedingung: "bedingung", Ereignis: "ereignis"}
_DAUER: Final = (
    rf"\d+ ({'|'.join(f'{einheit}?' for einheit in get_args(Einheit))})"  # the singular lacks the last letter
)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _table(mindestens: int, **schluessel: Schema) -> Schema:
    return {
        "type": "object", "properties": schluessel, "additionalProperties": False, "minProperties": mindestens
    }  # fmt: skip


_GRENZEN: Final = {grenze: _ref("ausdruck") for grenze in ("vor", "nach", "ab", "bis")}
_ZAHL_ODER_NAME: Final = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": r"^\$"}]}

_GRAMMATIK: Final[Schema] = {
    "ausdruck": {
        "description": "a day: an anchor and what is added to it, or one of the tables",
        "anyOf": [
            {"type": "string", "pattern": rf"^{NAME}( [+−-] {_DAUER})*$"},
            *(
                {**_table(1, **{welche: {**_many(_ref("ausdruck")), "minItems": 1}}), "required": [welche]}
                for welche in get_args(Welche)
            ),
            {
                **_table(2, tag={"type": "string", "pattern": r"^\d{1,2}\.\d{1,2}\.$"}, **_GRENZEN),
                "required": ["tag"],
                "maxProperties": 2,
            },
            {**_table(2, tabelle={**_many(_TAG), "minItems": 1}, **_GRENZEN), "required": ["tabelle"]},
            {**_table(2, datum=_ref("ausdruck"), **_GRENZEN), "required": ["datum"]},
        ],
    },
    "test": {
        "description": "what is asked of one fact",
        "anyOf": [
            {"type": "string", "pattern": rf"^([^<>=].*|(<=|>=|<|>) (\d+|\$[a-z][a-z0-9_]*|{_DAUER}))$"},
            {"type": ["boolean", "integer"]},
            {"type": "array", "items": {"type": ["string", "integer", "boolean"]}, "minItems": 1},
            *({**_table(1, **{wort: _ref("test")}), "required": [wort]} for wort in ("nicht", "bekannt")),
            _table(1, monat={"type": ["string", "integer"]}, **_GRENZEN),
        ],
    },
    "alle": {"type": "object", "minProperties": 1, "additionalProperties": _ref("test")},
    "bedingung": {
        "description": "tests by the name of the fact, all of which must hold; in a list, those of one table must",
        "anyOf": [_ref("alle"), {**_many(_ref("alle")), "minItems": 1}],
    },
    "ereignis": {
        "description": " ".join((Ereignis.__doc__ or "").split()),
        **_table(
            1,
            kontakt={"type": "string"},
            teilnahme={"const": True},
            kunde={"const": True},
            datum={"type": "string"},
            wenn=_ref("bedingung"),
            anzahl=_ZAHL_ODER_NAME,
            **_GRENZEN,
        ),
    },
}


# --- the case ---------------------------------------------------------------------------------------------------------


def _kunde() -> Schema:
    """What every concept can be told of a Kunde; a concept may have fields of its own."""
    felder = {an: {f.name: _field(f) for f in grundlagen()["felder"] if f.an == an} for an in ("kunde", "kontakt")}
    teilnahme = {f.name: _field(f) for f in grundlagen()["felder"] if f.an == "teilnahme"}
    listen = {
        "kontakte": _many(_object(felder["kontakt"], ["datum"], None)),
        "teilnahmen": _many({"type": "object", "properties": teilnahme, "required": ["massnahme"]}),
    }
    return {"type": "object", "properties": {**felder["kunde"], **listen}, "required": ["kundennummer"]}


def _field(feld: Feld) -> Schema:
    """A case may hold what cannot be read, so only the meaning is told, and what would be read."""
    werte = {"examples": list(feld.werte)} if feld.werte else {}
    return {"description": feld.bedeutung, **werte}


def _expected(name: str) -> Schema:
    if name == "begruendung":
        return _many({"type": "string"})
    schema = _type(get_type_hints(Wiedervorlage)[name])
    return {"anyOf": [schema, {"const": ""}]} if schema == _TAG else schema  # "" stands for no day

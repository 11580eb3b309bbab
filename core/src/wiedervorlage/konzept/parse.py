"""From what TOML gives to expressions.

Every function returns a frozen value, or raises ValueError with the German text of what would have been allowed there.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, cast

from wiedervorlage.frist import Dauer
from wiedervorlage.konzept.expressions import (
    Antwort,
    Ausdruck,
    Bedingung,
    Eines,
    Ereignis,
    Lage,
    Nicht,
    Operator,
    Seit,
    Spanne,
    Summe,
    Test,
    Vorhanden,
    Wahl,
    Wenn,
    Zahl,
)

NAME: Final = r"\$?[a-z][a-z0-9_]*"

_SUMME = re.compile(rf"({NAME})((?: [+−-] \d+ [A-Za-z]+)*)")

_SCHRITT = re.compile(r" ([+−-]) (\d+ [A-Za-z]+)")

_VERGLEICH = re.compile(rf"(<=|>=|<|>) (\d+|{NAME})")

_DAUER_SEIT = re.compile(r"(<=|>=|<|>) (\d+ [A-Za-z]+)")

_SPANNE = re.compile(r"(\d+)\.\.(\d+)")

AUSDRUCK_ERLAUBT: Final = (
    "`anker`, `anker + n Tage|Wochen|Monate|Arbeitstage`, { frueheste = [...] }, { spaeteste = [...] } "
    "oder { datum = ..., nach|ab|bis|vor = ... }"
)


def parse_ausdruck(roh: Any) -> Ausdruck:
    """A date expression; see AUSDRUCK_ERLAUBT."""
    match roh:
        case str() if (treffer := _SUMME.fullmatch(roh)) is not None:
            schritte = tuple((_vorzeichen(z), _dauer(d)) for z, d in _SCHRITT.findall(treffer[2]))
            return Summe(treffer[1], schritte)
        case {"frueheste": [_, *_] as aus, **rest} if not rest:
            return Wahl("frueheste", tuple(map(parse_ausdruck, aus)))
        case {"spaeteste": [_, *_] as aus, **rest} if not rest:
            return Wahl("spaeteste", tuple(map(parse_ausdruck, aus)))
        case {"datum": datum, **rest} if rest and rest.keys() <= _GRENZEN:
            return Wenn(parse_ausdruck(datum), _lage(cast(Mapping[str, Any], rest)))
    raise ValueError(AUSDRUCK_ERLAUBT)


def _vorzeichen(zeichen: str) -> Literal[1, -1]:
    return 1 if zeichen == "+" else -1


def _dauer(text: str) -> Dauer:
    try:
        return Dauer.parse(text)
    except ValueError:
        raise ValueError(AUSDRUCK_ERLAUBT) from None


def parse_faellig(roh: Any) -> Ausdruck | Antwort:
    """What a row says: a date expression or one of the four answers."""
    if isinstance(roh, str) and roh in set(Antwort):
        return Antwort(roh)
    try:
        return parse_ausdruck(roh)
    except ValueError as fehler:
        raise ValueError(f"{fehler}; oder {', '.join(Antwort)}") from None


_GRENZEN: Final = frozenset({"vor", "nach", "ab", "bis"})

TEST_ERLAUBT: Final = (
    "ein Wert, eine Liste von Werten, `< 25`, `25..40`, `>= 12 Monate`, `vorhanden`, `nicht vorhanden`, "
    "{ nicht = ... } oder { vor|nach|ab|bis = ... }"
)


def parse_test(roh: Any) -> Test:
    """One test on one fact; see TEST_ERLAUBT."""
    match roh:
        case "vorhanden":
            return Vorhanden()
        case "nicht vorhanden":
            return Nicht(Vorhanden())
        case str():
            return _parse_text_test(roh)
        case bool() | int() | date():
            return Eines(frozenset({roh}))
        case [_, *_] if all(isinstance(w, str | int | date) for w in roh):
            return Eines(frozenset(roh))
        case {"nicht": verneint, **rest} if not rest:
            return Nicht(parse_test(verneint))
        case dict() if roh and roh.keys() <= _GRENZEN:
            return _lage(cast(Mapping[str, Any], roh))
    raise ValueError(TEST_ERLAUBT)


def _parse_text_test(text: str) -> Test:
    if treffer := _VERGLEICH.fullmatch(text):
        grenze = treffer[2]
        return Zahl(cast(Operator, treffer[1]), int(grenze) if grenze.isdecimal() else grenze)
    if treffer := _DAUER_SEIT.fullmatch(text):
        try:
            return Seit(cast(Operator, treffer[1]), Dauer.parse(treffer[2]))
        except ValueError:
            raise ValueError(TEST_ERLAUBT) from None
    if treffer := _SPANNE.fullmatch(text):
        return Spanne(int(treffer[1]), int(treffer[2]))
    if text.startswith("$"):
        return Eines(verweis=text)
    if not text or text[0] in "<>=":
        raise ValueError(TEST_ERLAUBT)
    return Eines(frozenset({text}))


def _lage(roh: Mapping[str, Any]) -> Lage:
    return Lage(**{grenze: parse_ausdruck(wert) for grenze, wert in roh.items()})


def parse_bedingung(roh: Any) -> Bedingung:
    """A table of tests, all of which must hold, or a list of such tables, one of which must hold."""
    tabellen = roh if isinstance(roh, list) else [roh]
    if not tabellen or not all(isinstance(t, dict) and t for t in tabellen):
        raise ValueError("eine Tabelle { tatsache = test } oder eine Liste solcher Tabellen")
    return Bedingung(tuple(tuple((name, _test(name, t)) for name, t in tabelle.items()) for tabelle in tabellen))


def _test(name: str, roh: Any) -> Test:
    try:
        return parse_test(roh)
    except ValueError as fehler:
        raise ValueError(f"für {name}: {fehler}") from None


EREIGNIS_ERLAUBT: Final = (
    "{ kontakt = Kontaktbegriff }, { teilnahme = true, datum = Feld }, { datum = Feld } oder { wenn = ... }, "
    "dazu wenn, vor, nach, ab, bis"
)


def parse_ereignis(roh: Any) -> Ereignis:
    """One event; see EREIGNIS_ERLAUBT."""
    if not isinstance(roh, dict) or not roh.keys() <= {"kontakt", "teilnahme", "datum", "wenn"} | _GRENZEN:
        raise ValueError(EREIGNIS_ERLAUBT)
    kontakt, teilnahme, datum = roh.get("kontakt"), roh.get("teilnahme", False), roh.get("datum")
    if (kontakt is not None and (datum is not None or teilnahme)) or not roh.keys() - _GRENZEN:
        raise ValueError(EREIGNIS_ERLAUBT)
    return Ereignis(
        kontakt=kontakt,
        teilnahme=teilnahme,
        datum=datum,
        wenn=parse_bedingung(roh["wenn"]) if "wenn" in roh else Bedingung(),
        lage=_lage({g: roh[g] for g in _GRENZEN & roh.keys()}),
    )

"""From what TOML gives to expressions.

Every function returns a frozen value, or raises ValueError with the German text of what would have been allowed there.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, Literal, cast, get_args

from wiedervorlage.frist import Dauer
from wiedervorlage.konzept.expressions import (
    Alle,
    Antwort,
    Ausdruck,
    Bedingung,
    Bekannt,
    Eines,
    Ereignis,
    Kalendertag,
    Lage,
    Monat,
    Nicht,
    Operator,
    Seit,
    Spanne,
    Summe,
    Tabelle,
    Test,
    Vorhanden,
    Wahl,
    Welche,
    Wenn,
    Zahl,
)

NAME: Final = r"\$?[a-z][a-z0-9_]*"

_SUMME = re.compile(rf"({NAME})((?: [+−-] \d+ [A-Za-z]+)*)")

_SCHRITT = re.compile(r" ([+−-]) (\d+ [A-Za-z]+)")

_VERGLEICH = re.compile(r"(<=|>=|<|>) (\d+|\$[a-z][a-z0-9_]*)")

_DAUER_SEIT = re.compile(r"(<=|>=|<|>) (\d+ [A-Za-z]+)")

_TAG_IM_JAHR = re.compile(r"(\d{1,2})\.(\d{1,2})\.")

_JAHRE = re.compile(r"(\d+) Jahr(?:e|en)?")

_ZAHL = re.compile(r"(\d+)")

_SPANNE = re.compile(r"(\d+)\.\.(\d+)")

AUSDRUCK_ERLAUBT: Final = (
    "`anker`, `anker + n Tage|Wochen|Monate|Arbeitstage`, { frueheste|spaeteste|erste = [...] }, "
    '{ datum = ..., nach|ab|bis|vor = ... }, { tag = "30.09.", nach|ab|bis|vor = ... } '
    "oder { tabelle = [2026-01-30, ...], nach|ab|bis|vor = ... }"
)


def parse_ausdruck(roh: Any) -> Ausdruck:
    """A date expression; see AUSDRUCK_ERLAUBT."""
    match roh:
        case str() if (treffer := _SUMME.fullmatch(roh)) is not None:
            schritte = tuple((_vorzeichen(z), _dauer(d)) for z, d in _SCHRITT.findall(treffer[2]))
            return Summe(treffer[1], schritte)
        case {**tabelle} if len(tabelle) == 1 and (welche := next(iter(tabelle))) in get_args(Welche):
            return _wahl(cast(Welche, welche), tabelle[welche])
        case {"tag": str() as tag, **rest} if len(rest) == 1 and rest.keys() <= _GRENZEN:
            return _kalendertag(tag, *rest.items())
        case {"tabelle": [_, *_] as tage, **rest} if rest and rest.keys() <= _GRENZEN and all(map(_ist_tag, tage)):
            return Tabelle(tuple(tage), _lage(cast(Mapping[str, Any], rest)))
        case {"datum": datum, **rest} if rest and rest.keys() <= _GRENZEN:
            return Wenn(parse_ausdruck(datum), _lage(cast(Mapping[str, Any], rest)))
    raise ValueError(AUSDRUCK_ERLAUBT)


def _wahl(welche: Welche, aus: Any) -> Wahl:
    if not isinstance(aus, list) or not aus:
        raise ValueError(AUSDRUCK_ERLAUBT)
    return Wahl(welche, tuple(map(parse_ausdruck, aus)))


def _kalendertag(text: str, grenze: tuple[Any, Any]) -> Kalendertag:
    treffer = _TAG_IM_JAHR.fullmatch(text)
    try:
        # 2001 was a common year: 29.02. does not come every year
        tag = date(2001, int(treffer[2]), int(treffer[1])) if treffer else None
    except ValueError:
        tag = None
    if tag is None:
        raise ValueError('ein Tag, den es jedes Jahr gibt, wie "30.09."')
    return Kalendertag(tag.day, tag.month, grenze[0], parse_ausdruck(grenze[1]))


def _ist_tag(wert: Any) -> bool:
    return isinstance(wert, date) and not isinstance(wert, datetime)


def _vorzeichen(zeichen: str) -> Literal[1, -1]:
    return 1 if zeichen == "+" else -1


def _dauer(text: str) -> Dauer:
    return parse_dauer(text, AUSDRUCK_ERLAUBT)


def parse_dauer(text: str, erlaubt: str) -> Dauer:
    """A period; a directive that counts in years is told how to write them."""
    try:
        return Dauer.parse(text)
    except ValueError:
        jahre = _JAHRE.fullmatch(text.strip())
        monate = f"Jahre als Monate schreiben: {int(jahre[1]) * 12} Monate" if jahre else erlaubt
        raise ValueError(monate) from None


def parse_faellig(roh: Any) -> Ausdruck | Antwort:
    """What a row says: a date expression or one of the four answers."""
    if isinstance(roh, str) and roh in set(Antwort):
        return Antwort(roh)
    try:
        return parse_ausdruck(roh)
    except ValueError as fehler:
        oder = f"; oder {', '.join(Antwort)}" if str(fehler) == AUSDRUCK_ERLAUBT else ""
        raise ValueError(f"{fehler}{oder}") from None


_ALS_VERGLEICH: Final = {"vor": "<", "nach": ">", "ab": ">=", "bis": "<="}

_GRENZEN: Final = _ALS_VERGLEICH.keys()

TEST_ERLAUBT: Final = (
    "ein Wert, eine Liste von Werten, `< 25`, `25..40`, `>= 12 Monate`, `vorhanden`, `nicht vorhanden`, `bekannt`, "
    '`nicht bekannt`, { monat = "6..9" }, { nicht|bekannt = ... } oder { vor|nach|ab|bis = ... }'
)


def parse_test(roh: Any) -> Test:
    """One test on one fact; see TEST_ERLAUBT."""
    match roh:
        case "vorhanden":
            return Vorhanden()
        case "nicht vorhanden":
            return Nicht(Vorhanden())
        case "bekannt":
            return Bekannt()
        case "nicht bekannt":
            return Nicht(Bekannt())
        case str():
            return _parse_text_test(roh)
        case bool() | int() | date():
            return Eines(frozenset({roh}))
        case [_, *_] if all(isinstance(w, str | int | date) for w in roh):
            return Eines(frozenset(roh))
        case {"bekannt": bekannt, **rest} if not rest:
            return Bekannt(parse_test(bekannt))
        case {"nicht": verneint, **rest} if not rest:
            return Nicht(parse_test(verneint))
        case {"monat": monat, **rest} if rest.keys() <= _GRENZEN:
            monate = _monat(monat)
            return Alle((monate, _lage(cast(Mapping[str, Any], rest)))) if rest else monate
        case dict() if roh and roh.keys() <= _GRENZEN:
            return _lage(cast(Mapping[str, Any], roh))
    raise ValueError(TEST_ERLAUBT)


def _monat(text: Any) -> Monat:
    treffer = _SPANNE.fullmatch(str(text)) or _ZAHL.fullmatch(str(text))
    von, bis = (int(treffer[1]), int(treffer[treffer.lastindex or 1])) if treffer else (0, 0)
    if not 1 <= von <= bis <= 12:
        raise ValueError('Monate wie "6..9" oder 10')
    return Monat(von, bis)


def _parse_text_test(text: str) -> Test:
    if treffer := _VERGLEICH.fullmatch(text):
        grenze = treffer[2]
        return Zahl(cast(Operator, treffer[1]), int(grenze) if grenze.isdecimal() else grenze)
    if treffer := _DAUER_SEIT.fullmatch(text):
        return Seit(cast(Operator, treffer[1]), parse_dauer(treffer[2], TEST_ERLAUBT))
    if treffer := _SPANNE.fullmatch(text):
        return Spanne(int(treffer[1]), int(treffer[2]))
    if text.startswith("$"):
        return Eines(verweis=text)
    if not text or text[0] in "<>=":
        raise ValueError(TEST_ERLAUBT)
    return Eines(frozenset({text}))


def _lage(roh: Mapping[str, Any]) -> Lage:
    for grenze, wert in roh.items():
        if _ZAHL.fullmatch(str(wert)):
            vergleich = f"{_ALS_VERGLEICH[grenze]} {wert}"
            raise ValueError(f'ein Tag bei {grenze}; eine Zahl vergleicht man mit "{vergleich}"')
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
    "{ kontakt = Kontaktbegriff }, { teilnahme = true, datum = Feld }, { kunde = true, wenn = ... }, { datum = Feld } "
    "oder { wenn = ... }, dazu wenn, vor, nach, ab, bis, anzahl"
)


def parse_ereignis(roh: Any) -> Ereignis:
    """One event; see EREIGNIS_ERLAUBT."""
    if isinstance(roh, dict) and isinstance(anzahl := roh.get("anzahl"), str) and _ZAHL.fullmatch(anzahl):
        raise ValueError(f"bei anzahl eine Zahl ohne Anführungszeichen: anzahl = {anzahl}")
    if not isinstance(roh, dict) or not _moegliches_ereignis(roh):
        raise ValueError(EREIGNIS_ERLAUBT)
    return Ereignis(
        kontakt=roh.get("kontakt"),
        teilnahme="teilnahme" in roh,
        kunde="kunde" in roh,
        datum=roh.get("datum"),
        wenn=parse_bedingung(roh["wenn"]) if "wenn" in roh else Bedingung(),
        lage=_lage({g: roh[g] for g in _GRENZEN & roh.keys()}),
        anzahl=roh.get("anzahl", 1),
    )


def _moegliches_ereignis(roh: Mapping[str, Any]) -> bool:
    quellen = roh.keys() & {"kontakt", "teilnahme", "kunde"}
    anzahl = roh.get("anzahl", 1)
    return (
        roh.keys() <= {"kontakt", "teilnahme", "kunde", "datum", "wenn", "anzahl"} | _GRENZEN
        and bool(roh.keys() - _GRENZEN - {"anzahl"})
        and all(isinstance(roh.get(name), str | None) for name in ("kontakt", "datum"))
        and all(roh.get(name, True) is True for name in ("teilnahme", "kunde"))
        and len(quellen) <= 1
        and not (roh.keys() & {"kontakt", "kunde"} and "datum" in roh)
        # only what has a day can lie within bounds
        and not (roh.keys().isdisjoint({"kontakt", "datum"}) and roh.keys() & _GRENZEN)
        and ((type(anzahl) is int and anzahl >= 1) or (isinstance(anzahl, str) and anzahl.startswith("$")))
    )

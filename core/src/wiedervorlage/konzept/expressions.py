"""The small language of a concept file: dates (`Ausdruck`), tests (`Bedingung`), events (`Ereignis`)."""

from datetime import date
from enum import StrEnum
from typing import Literal

from attrs import frozen

from wiedervorlage.frist import Dauer

Welche = Literal["frueheste", "spaeteste", "erste"]

Operator = Literal["<", "<=", ">", ">="]

Skalar = str | int | bool | date


class Antwort(StrEnum):
    """What a row may say instead of a date."""

    INDIVIDUELL = "individuell"
    NICHT_GEREGELT = "nicht_geregelt"
    ENTFAELLT = "entfaellt"
    OHNE_DATUM = "ohne_datum"


@frozen
class Summe:
    """A date and what is added to it: `letzter_kontakt + 1 Monat`, or just `ende`."""

    anker: str
    schritte: tuple[tuple[Literal[1, -1], Dauer], ...] = ()


@frozen
class Wahl:
    """The earliest, the latest or simply the first of several dates; dates that are not there do not count."""

    welche: Welche
    aus: tuple["Ausdruck", ...]


@frozen
class Wenn:
    """A date that counts only where it lies as told, otherwise none."""

    datum: "Ausdruck"
    lage: "Lage"


@frozen
class Kalendertag:
    """A day that comes every year, the nearest one so placed: `{ tag = "30.09.", ab = "stichtag" }`."""

    tag: int
    monat: int
    lage: Literal["vor", "nach", "ab", "bis"]
    bei: "Ausdruck"


@frozen
class Tabelle:
    """The earliest of some given days that lies as told, none where there is none."""

    tage: tuple[date, ...]
    lage: "Lage"


Ausdruck = Summe | Wahl | Wenn | Kalendertag | Tabelle


def anker_von(ausdruck: Ausdruck) -> list[str]:
    """The names a date expression starts from."""
    match ausdruck:
        case Summe(name, _):
            return [name]
        case Wahl(_, aus):
            return [name for einer in aus for name in anker_von(einer)]
        case Wenn(datum, _) | Kalendertag(bei=datum):
            return anker_von(datum)
        case Tabelle():
            return []


@frozen
class Eines:
    """The value is one of these; `verweis` names a setting that holds them."""

    werte: frozenset[Skalar] = frozenset()
    verweis: str | None = None


@frozen
class Zahl:
    """A whole number against another one, given or held by a setting (`$name`)."""

    operator: Operator
    grenze: int | str


@frozen
class Spanne:
    """A whole number between two others, both included."""

    von: int
    bis: int


@frozen
class Seit:
    """How long ago a date is on the Stichtag: `>= 12 Monate` holds from the day on which 12 Monate are full."""

    operator: Operator
    dauer: Dauer


@frozen
class Vorhanden:
    """There is a value."""


@frozen
class Lage:
    """A date against others: strictly before or after (`vor`, `nach`), or from and up to (`ab`, `bis`, both included).

    A bound that is not there does not restrict; no date at all is nowhere.
    """

    vor: Ausdruck | None = None
    nach: Ausdruck | None = None
    ab: Ausdruck | None = None
    bis: Ausdruck | None = None


@frozen
class Monat:
    """A day in one of these months of whatever year, both included."""

    von: int
    bis: int


@frozen
class Alle:
    """Several tests of the same value."""

    tests: tuple["Test", ...]


@frozen
class Bekannt:
    """The value is known, and where `test` is given passes it; what is not known fails, it leaves nothing open."""

    test: "Test | None" = None


@frozen
class Nicht:
    """The opposite of another test."""

    test: "Test"


Test = Eines | Zahl | Spanne | Seit | Vorhanden | Lage | Monat | Alle | Bekannt | Nicht


@frozen(cache_hash=True)
class Bedingung:
    """Alternatives, one of which must hold; within an alternative every test on a named fact must hold."""

    alternativen: tuple[tuple[tuple[str, Test], ...], ...] = ((),)


def namen_von(bedingung: Bedingung) -> tuple[str, ...]:
    """The names of the facts that a test asks for, each once."""
    return tuple(dict.fromkeys(name for alternative in bedingung.alternativen for name, _ in alternative))


@frozen
class Ereignis:
    """Something that happened: a Kontakt, a Teilnahme or a dated field, within bounds.

    Exactly one of `kontakt` (name of a Kontaktbegriff), `teilnahme` (true, with `datum` the field that dates it),
    `kunde` (true: a Kunde of the list, for the whole house) and `datum` alone (a date or set of dates of the case).
    `wenn` tests the Kontakt, the Teilnahme or the Kunde; alone, it is a test on the case and has no date. `anzahl`: how
    many of them it takes, or the setting (`$name`) that says so.
    """

    kontakt: str | None = None
    teilnahme: bool = False
    kunde: bool = False
    datum: str | None = None
    wenn: Bedingung = Bedingung()
    lage: Lage = Lage()
    anzahl: int | str = 1

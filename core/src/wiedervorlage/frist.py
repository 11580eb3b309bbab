"""All date arithmetic: §§ 187-193 BGB, applied to the administration by § 26 SGB X.

Nothing else in the project adds months or looks for a working day.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache, partial
from typing import Final, Literal, cast, get_args

from attrs import frozen

OFFEN: Final = date.max
"""31.12.9999: "open", later than every date."""

TAG: Final = timedelta(days=1)

WOCHENTAGE: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
"""In the order of `date.weekday`."""

Einheit = Literal["Tage", "Wochen", "Monate", "Arbeitstage"]

_DAUER = re.compile(r"(\d+) (Tag|Tage|Woche|Wochen|Monat|Monate|Arbeitstag|Arbeitstage)")
_PLURAL: dict[str, Einheit] = {e.removesuffix("n" if e == "Wochen" else "e"): e for e in get_args(Einheit)}
_PLURAL |= {e: e for e in get_args(Einheit)}


def schaltjahr(jahr: int) -> bool:
    """Whether 29.02. exists in this year."""
    return jahr % 4 == 0 and (jahr % 100 != 0 or jahr % 400 == 0)


def plus_monate(tag: date, monate: int) -> date:
    """Add calendar months (negative: go back), clamped to the end of the month (§ 188 (3) BGB).

    Raises OverflowError where the sum leaves the calendar.
    """
    jahr, monat0 = divmod(tag.year * 12 + tag.month - 1 + monate, 12)
    if not 1 <= jahr <= 9999:
        raise OverflowError("Datum außerhalb des Kalenders")
    return date(jahr, monat0 + 1, min(tag.day, _monatslaenge(jahr, monat0 + 1)))


def _monatslaenge(jahr: int, monat: int) -> int:
    if monat == 2:
        return 29 if schaltjahr(jahr) else 28
    return 30 if monat in (4, 6, 9, 11) else 31


def alter(geburtsdatum: date, stichtag: date) -> int:
    """Age in completed years; who was born on 29.02. has the birthday on 01.03. in common years (§ 187 (2) BGB)."""
    return stichtag.year - geburtsdatum.year - ((stichtag.month, stichtag.day) < (geburtsdatum.month, geburtsdatum.day))


def volle_monate(beginn: date, ende: date) -> int:
    """Full months of a span that counts both its first and its last day (§§ 187 (2), 188 (2), (3) BGB).

    01.01. to 30.06. is 6; from 31.03. the sixth month ends on 30.09. Never negative.
    """
    monate = max(0, (ende.year - beginn.year) * 12 + ende.month - beginn.month + 1)
    while monate > 0 and ende < _letzter_tag(beginn, monate):
        monate -= 1
    return monate


def _letzter_tag(beginn: date, monate: int) -> date:
    try:
        summe = plus_monate(beginn, monate)
    except OverflowError:
        return OFFEN
    return summe if summe.day < beginn.day else summe - TAG


@frozen
class Dauer:
    """A period as a directive writes it: `15 Arbeitstage`, `1 Monat`. Weeks are 7 days each, never part of a month."""

    anzahl: int
    einheit: Einheit

    @classmethod
    def parse(cls, text: str) -> "Dauer":
        """Read `n Tage | Wochen | Monate | Arbeitstage`, singular too; ValueError for anything else."""
        treffer = _DAUER.fullmatch(text.strip())
        if treffer is None:
            raise ValueError(text)
        return cls(int(treffer[1]), _PLURAL[treffer[2]])

    def __str__(self) -> str:
        singular = {"Wochen": "Woche"}.get(self.einheit, self.einheit.removesuffix("e"))
        return f"{self.anzahl} {singular if self.anzahl == 1 else self.einheit}"

    def nach(self, tag: date, kalender: "Kalender") -> date:
        """The day this long after `tag`, whose own day is day 0 (§ 187 (1) BGB)."""
        return self._schritt(tag, self.anzahl, kalender)

    def vor(self, tag: date, kalender: "Kalender") -> date:
        """The day this long before `tag`."""
        return self._schritt(tag, -self.anzahl, kalender)

    def _schritt(self, tag: date, anzahl: int, kalender: "Kalender") -> date:
        match self.einheit:
            case "Tage":
                return tag + timedelta(days=anzahl)
            case "Wochen":
                return tag + timedelta(weeks=anzahl)
            case "Monate":
                return plus_monate(tag, anzahl)
            case "Arbeitstage":
                return kalender.plus(tag, anzahl)


@cache
def feiertage(land: str, jahr: int) -> frozenset[date]:
    """The public holidays of a Land in a year."""
    return frozenset(_deutschland()(subdiv=land, years=jahr))


@cache
def _deutschland() -> Callable[..., Iterable[date]]:
    """The holidays of one country, imported only where a working day is asked for.

    Asked for it by name, the library first runs the modules of 250 other countries: half of what `due` takes to start.
    """
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    import holidays

    spec = PathFinder.find_spec("holidays.countries.germany", [f"{ordner}/countries" for ordner in holidays.__path__])
    if spec is None or spec.loader is None:  # a release that is arranged otherwise
        return partial(holidays.country_holidays, "DE")
    modul = module_from_spec(spec)
    spec.loader.exec_module(modul)
    return cast(Callable[..., Iterable[date]], modul.Germany)


@frozen
class Kalender:
    """The Arbeitstage of a house: Monday to Friday without the public holidays of its Land in that year.

    `geschlossen`: further closed days of every year as (day, month), e.g. (24, 12), or single dates.
    """

    land: str
    geschlossen: frozenset[tuple[int, int] | date] = frozenset()

    def ist_arbeitstag(self, tag: date) -> bool:
        """Whether the house works on that day."""
        return not (
            tag.weekday() >= 5
            or tag in feiertage(self.land, tag.year)
            or tag in self.geschlossen
            or (tag.day, tag.month) in self.geschlossen
        )

    def plus(self, tag: date, anzahl: int) -> date:
        """The n-th Arbeitstag after `tag` (negative: before it), not counting `tag` itself; 0 is `tag`."""
        schritt = TAG if anzahl > 0 else -TAG
        for _ in range(abs(anzahl)):
            tag = self._naechster(tag + schritt, schritt)
        return tag

    def ab(self, tag: date) -> date:
        """The first Arbeitstag on or after `tag`."""
        return self._naechster(tag, TAG)

    def bis(self, tag: date) -> date:
        """The last Arbeitstag on or before `tag`."""
        return self._naechster(tag, -TAG)

    def _naechster(self, tag: date, schritt: timedelta) -> date:
        while not self.ist_arbeitstag(tag):
            tag += schritt
        return tag


def vorschlag(faellig: date | None, oeffnet: date | None, stichtag: date, kalender: Kalender) -> date:
    """The last suitable day: the last Arbeitstag on or before `faellig`, for a maximum may not be stretched.

    Not before `oeffnet` (then the first Arbeitstag from it) and not before the Stichtag (likewise). Without `faellig`
    the first Arbeitstag from the later of Stichtag and `oeffnet`.
    """
    fruehestens = stichtag if oeffnet is None else max(stichtag, oeffnet)
    if faellig is None:
        return kalender.ab(fruehestens)
    tag = kalender.bis(faellig)
    return tag if tag >= fruehestens else kalender.ab(fruehestens)


def eintrag(vorschlag: date, oeffnet: date | None, stichtag: date, vorlauf: int, kalender: Kalender) -> date:
    """The day of the calendar entry: `vorlauf` Arbeitstage before `vorschlag`, so that an invitation can be sent.

    Never before the first Arbeitstag from the later of `oeffnet` and Stichtag.
    """
    fruehestens = kalender.ab(stichtag if oeffnet is None else max(stichtag, oeffnet))
    return max(kalender.plus(vorschlag, -vorlauf), fruehestens)

"""A calendar entry and its neutral German text.

A calendar is seen by delegates, so nothing here says who is concerned or why: of a Wiedervorlage only the pseudonym,
the dates, the kinds of contact and the checklist are read, never the name of a person, a Pflicht, a rule or a field.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from attrs import Attribute, field, frozen
from attrs.validators import ge, in_, instance_of, min_len, optional

from wiedervorlage.forecast.result import IM_KALENDER, Status, Wiedervorlage
from wiedervorlage.forecast.wording import ARTEN
from wiedervorlage.frist import WOCHENTAGE
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.writers.text import multi_line, single_line

KATEGORIE: Final = "Wiedervorlage"
"""The category of every entry, by which people filter and delete."""

ALARM: Final = timedelta(hours=-15)
"""09:00 on the day before an all-day entry."""

_ZEILE: Final = 200  # Outlook cuts a subject at 255 ([MS-OXCICAL] 2.1.3.1.1.20.24)
_BLOCK: Final = 2000

_KONTAKTART: Final = {
    "persoenlich": "persönlich",
    "telefonisch": "telefonisch",
    "video": "per Video",
    "schriftlich": "schriftlich",
    "email": "per E-Mail",
    "gruppe": "in der Gruppe",
}
_ZULETZT: Final = "Näheres im Fachverfahren"


def _zeile(text: str) -> str:
    return single_line(text, _ZEILE)


def _block(text: str) -> str:
    return multi_line(text, _BLOCK)


def _kategorien(namen: Iterable[str]) -> tuple[str, ...]:
    return tuple(zeile for name in namen if (zeile := _zeile(name)))


def _ein_tag(_: object, attribut: "Attribute[date]", wert: date) -> None:
    if type(wert) is not date or wert == date.max:  # a datetime is a date too; DTEND is the day after
        raise ValueError(f"{attribut.name}: a date before 31.12.9999, got {wert!r}")


def _utc(_: object, attribut: "Attribute[datetime]", wert: datetime) -> None:
    if wert.utcoffset() != timedelta():  # icalendar would label another time UTC unconverted
        raise ValueError(f"{attribut.name}: an aware datetime in UTC, got {wert!r}")


def _vorher(_: object, attribut: "Attribute[timedelta]", wert: timedelta | None) -> None:
    # Outlook takes the absolute value: an alarm after the start would ring before it ([MS-OXCICAL], VALARM)
    if wert is not None and wert > timedelta():
        raise ValueError(f"{attribut.name}: not after the start, got {wert!r}")


@frozen(kw_only=True)
class Entry:
    """One all-day entry, safe to write: every text is cleaned and cut when the value is made, by `evolve` too.

    `alarm`: relative to 00:00 of `tag`, never after it; None for no alarm. `priority`: 0 to 9, 1 is the highest
    (RFC 5545, section 3.8.1.9). `sequence` grows with the content, `stamp` is the time of its last change (3.8.7).
    """

    uid: str = field(converter=_zeile, validator=min_len(1))
    tag: date = field(validator=_ein_tag)
    summary: str = field(converter=_zeile, validator=min_len(1))
    description: str = field(converter=_block)
    stamp: datetime = field(validator=[instance_of(datetime), _utc])
    categories: tuple[str, ...] = field(default=(), converter=_kategorien)
    alarm: timedelta | None = field(default=ALARM, validator=_vorher)
    priority: int | None = field(default=None, validator=optional(in_(range(10))))
    sequence: int = field(default=0, validator=ge(0))


def entry_for(
    wiedervorlage: Wiedervorlage,
    uid: str,
    stichtag: date,
    *,
    regelnummer: int | None = None,
    bezug: str | None = None,
    haus_mit_pflicht: bool = False,
    alarm: timedelta | None = ALARM,
) -> Entry:
    """Write the entry of a Wiedervorlage that has an `eintrag`, a `vorgang` and one of the statuses of a calendar.

    `regelnummer`: where the rule stands in its concept, since its id may reveal (`reha`). `bezug`: what names the case
    instead of `Vorgang K7F2-QX3M`, for a house that chose to. `haus_mit_pflicht`: let an item of the whole house name
    its Pflicht; an item of a Kunde never does. As long as nothing remembers earlier runs, the stamp is the Stichtag
    at 00:00 UTC. Raises ValueError for a Wiedervorlage that must not stand in a calendar.
    """
    if wiedervorlage.eintrag is None or wiedervorlage.status not in IM_KALENDER:
        raise ValueError(f"not for a calendar: {wiedervorlage.status}, eintrag {wiedervorlage.eintrag}")
    return Entry(
        uid=uid,
        tag=wiedervorlage.eintrag,
        summary=_anlass(wiedervorlage, _bezug(wiedervorlage, bezug, haus_mit_pflicht)),
        description=_beschreibung(wiedervorlage, regelnummer, stichtag),
        stamp=datetime.combine(stichtag, time(), UTC),
        categories=(KATEGORIE,),
        alarm=alarm,
        priority=_priority(wiedervorlage.prioritaet),
    )


def _priority(rang: int | None) -> int | None:
    """The rank in a day's list as PRIORITY: 1, 3, 5, 7 (RFC 5545, section 3.8.1.9: 1 is highest, 5 is middle)."""
    return min(9, 2 * rang - 1) if rang is not None else None


def _bezug(wiedervorlage: Wiedervorlage, bezug: str | None, haus_mit_pflicht: bool) -> str:
    if bezug is None:
        if not wiedervorlage.vorgang:
            raise ValueError("neither vorgang nor bezug: nobody could tell whom the entry concerns")
        bezug = f"Vorgang {anzeige(wiedervorlage.vorgang)}"
    if haus_mit_pflicht and wiedervorlage.kundennummer is None:
        return f"{wiedervorlage.pflicht}, {bezug}"
    return bezug


def _anlass(wiedervorlage: Wiedervorlage, bezug: str) -> str:
    art = ARTEN.get(wiedervorlage.art, KATEGORIE)
    match wiedervorlage.status:
        case Status.UEBERFAELLIG:
            return f"Überfällig: {art} – {bezug}"
        case Status.UNBESTIMMT:
            return f"{art} zu klären – {bezug}"
        case _:
            return f"{art} fällig – {bezug}"


def _beschreibung(wiedervorlage: Wiedervorlage, regelnummer: int | None, stichtag: date) -> str:
    zeilen = "\n".join(_zeile(z) for z in _zeilen(wiedervorlage, regelnummer, stichtag))
    return multi_line(zeilen, _BLOCK - len(_ZULETZT) - 1) + "\n" + _ZULETZT


def _zeilen(wiedervorlage: Wiedervorlage, regelnummer: int | None, stichtag: date) -> Iterator[str]:
    yield _frist(wiedervorlage, stichtag)
    if wiedervorlage.kontaktarten:
        yield "Zulässig: " + ", ".join(_kontaktarten(wiedervorlage.kontaktarten))
    elif wiedervorlage.art == "kontakt":
        yield "Kontaktart: frei wählbar"
    if wiedervorlage.status is Status.UNBESTIMMT:
        yield "Es fehlen Angaben: siehe Liste"  # which ones may reveal: elternzeit_bis, reha_traeger
    if regelnummer is not None:
        yield f"Regel Nr. {regelnummer}"
    if wiedervorlage.checkliste:
        yield "Checkliste:"
        yield from (f"- {punkt}" for punkt in wiedervorlage.checkliste)


def _frist(wiedervorlage: Wiedervorlage, stichtag: date) -> str:
    tag, seit = wiedervorlage.faellig, wiedervorlage.oeffnet
    if tag is None:
        return "Ohne festes Datum" + (f", wartet seit {seit:%d.%m.%Y}" if seit is not None and seit <= stichtag else "")
    # of an unbestimmt item `faellig` is only the earliest date still possible
    wann = "Frühestens fällig" if wiedervorlage.status is Status.UNBESTIMMT else "Fällig bis"
    return f"{wann}: {WOCHENTAGE[tag.weekday()]}, {tag:%d.%m.%Y}"


def _kontaktarten(arten: frozenset[str]) -> Iterator[str]:
    yield from (wort for art, wort in _KONTAKTART.items() if art in arten)
    yield from sorted(arten - _KONTAKTART.keys())

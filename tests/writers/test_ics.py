"""The iCalendar file, byte by byte; its rules and what other programs read of it stand in tests/calendars."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from icalendar import CLASS, TRANSP, Alarm, Calendar, Event
from invented import STAMP, STICHTAG, entries, kontakt

from wiedervorlage.forecast.result import Status
from wiedervorlage.writers.entry import Entry, entry_for
from wiedervorlage.writers.ics import PRODID, render

GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//wiedervorlage//Wiedervorlage//DE
METHOD:PUBLISH
NAME:Kontaktfristen KW 7
X-WR-CALNAME:Kontaktfristen KW 7
BEGIN:VEVENT
SUMMARY:Kontakt fällig – Vorgang K7F2-QX3M
DTSTART;VALUE=DATE:20260213
DTEND;VALUE=DATE:20260214
DTSTAMP:20260210T000000Z
UID:508ede64059aa751c1e0cbfcb6b4de4e
SEQUENCE:0
CATEGORIES:Wiedervorlage
CLASS:PRIVATE
DESCRIPTION:Fällig bis: Freitag\\, 27.02.2026\\nZulässig: persönlich\\, te
 lefonisch\\nRegel Nr. 7\\nCheckliste:\\n- Profil prüfen\\; Plan fortschreiben
 \\nNäheres im Fachverfahren
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Kontakt fällig – Vorgang K7F2-QX3M
TRIGGER:-PT15H
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Überfällig: Aufgabe – Vorgang ABCD-EFGH
DTSTART;VALUE=DATE:20260227
DTEND;VALUE=DATE:20260228
DTSTAMP:20260210T000000Z
UID:00
SEQUENCE:3
CLASS:PRIVATE
DESCRIPTION:Näheres im Fachverfahren
PRIORITY:1
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
END:VCALENDAR
"""

NAME = "Kontaktfristen KW 7"


ERSTER = entry_for(kontakt(), "508ede64059aa751c1e0cbfcb6b4de4e", STICHTAG, regelnummer=7)
ZWEITER = Entry(
    uid="00",
    tag=date(2026, 2, 27),
    summary="Überfällig: Aufgabe – Vorgang ABCD-EFGH",
    description="Näheres im Fachverfahren",
    stamp=STAMP,
    alarm=None,
    priority=1,
    sequence=3,
)


def slowly(entries: list[Entry], name: str) -> bytes:
    """The same calendar through icalendar's constructors, the reference for `render`."""
    kalender = Calendar.new(prodid=PRODID, method="PUBLISH", name=name, uid="x")
    del kalender["UID"]
    for entry in sorted(entries, key=lambda e: (e.tag, e.uid)):
        alarme = [] if entry.alarm is None else [Alarm.new_display(description=entry.summary, trigger=entry.alarm)]
        event = Event.new(
            uid=entry.uid,
            stamp=entry.stamp,
            start=entry.tag,
            end=entry.tag + timedelta(days=1),
            summary=entry.summary,
            description=entry.description or None,
            categories=list(entry.categories) or (),
            classification=CLASS.PRIVATE,
            transparency=TRANSP.TRANSPARENT,
            priority=entry.priority,
            sequence=entry.sequence,
            subcomponents=alarme,
        )
        event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
        kalender.add_component(event)
    return bytes(kalender.to_ical())


def gelesen(inhalt: bytes) -> list[Event]:
    return list(Calendar.from_ical(inhalt).events)


def zeilen(inhalt: bytes) -> list[str]:
    """The content lines, unfolded."""
    return inhalt.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


class TestBytes:
    def test_are_exactly_these(self) -> None:
        assert render([ZWEITER, ERSTER], NAME) == GOLDEN.replace("\n", "\r\n").encode()

    def test_are_those_of_icalendars_own_constructors(self) -> None:
        assert render([ERSTER, ZWEITER], NAME) == slowly([ERSTER, ZWEITER], NAME)

    @given(st.lists(entries, min_size=1, max_size=4, unique_by=lambda e: e.uid))
    def test_are_those_of_icalendars_own_constructors_whatever_the_entries(self, eintraege: list[Entry]) -> None:
        schnell = render(eintraege, NAME)
        assert schnell == slowly(eintraege, NAME)
        assert Calendar.from_ical(schnell) == Calendar.from_ical(slowly(eintraege, NAME))

    def test_are_the_same_every_time_and_in_any_order(self) -> None:
        assert render([ERSTER, ZWEITER], NAME) == render([ZWEITER, ERSTER], NAME)

    def test_are_the_same_in_another_process(self) -> None:
        programm = (
            "import sys; from datetime import UTC, date, datetime;"
            "from wiedervorlage.writers.ics import render; from wiedervorlage.writers.entry import Entry;"
            "felder = dict(tag=date(2026, 2, 13), summary='x', description='', stamp=datetime(2026, 2, 1, tzinfo=UTC));"
            "entries = {Entry(uid=str(n), categories=('a', 'b'), **felder) for n in range(20)};"
            "sys.stdout.buffer.write(render(list(entries), 'N'))"
        )
        laeufe = {
            subprocess.run([sys.executable, "-c", programm], capture_output=True, check=True).stdout for _ in "ab"
        }
        assert len(laeufe) == 1


class TestCalendar:
    def test_is_named_for_the_calendar_that_outlook_opens(self) -> None:
        assert f"X-WR-CALNAME:{NAME}" in zeilen(render([ERSTER], NAME))

    @pytest.mark.parametrize("name", ["", "\0", " \r\n"])
    def test_has_a_name_in_any_case(self, name: str) -> None:
        assert "X-WR-CALNAME:Wiedervorlage" in zeilen(render([ERSTER], name))

    def test_takes_the_prodid_of_the_caller(self) -> None:
        assert "PRODID:-//x//y//DE" in zeilen(render([ERSTER], NAME, "-//x//y//DE"))

    def test_is_sorted_by_day_then_uid(self) -> None:
        reihe = [evolve(ZWEITER, uid=u, tag=date(2026, 3, t)) for u, t in [("b", 2), ("a", 2), ("c", 1)]]
        assert [str(e.uid) for e in gelesen(render(reihe, NAME))] == ["c", "a", "b"]

    def test_keeps_every_entry_of_a_uid_that_comes_twice(self) -> None:
        doppelt = [ZWEITER, evolve(ZWEITER, tag=date(2026, 3, 1)), evolve(ZWEITER, summary="Aufgabe")]
        events = gelesen(render(doppelt, NAME))
        assert [(str(e.uid), e.summary) for e in events] == [
            ("00", "Aufgabe"),
            ("00-2", ZWEITER.summary),
            ("00-3", ZWEITER.summary),
        ]
        assert render(doppelt, NAME) == render(doppelt[::-1], NAME)

    def test_without_entries_is_refused(self) -> None:
        with pytest.raises(ValueError, match="at least one entry"):
            render([], NAME)

    def test_reads_back_without_errors(self) -> None:
        kalender = Calendar.from_ical(render([ERSTER, ZWEITER], NAME))
        assert not kalender.errors
        assert not any(event.errors for event in kalender.events)


class TestEvent:
    def test_is_all_day_and_ends_the_next_day(self) -> None:
        (event,) = gelesen(render([evolve(ERSTER, tag=date(2028, 2, 29))], NAME))
        assert (event.start, event.end) == (date(2028, 2, 29), date(2028, 3, 1))

    def test_has_its_categories_on_one_line(self) -> None:
        assert "CATEGORIES:a\\,b,c" in zeilen(render([evolve(ERSTER, categories=("a,b", "c"))], NAME))

    def test_has_one_alarm_that_shows_a_text_and_stands_last(self) -> None:
        inhalt = zeilen(render([ERSTER], NAME))
        assert inhalt.count("BEGIN:VALARM") == inhalt.count("ACTION:DISPLAY") == inhalt.count("TRIGGER:-PT15H") == 1
        assert inhalt[-3:] == ["END:VALARM", "END:VEVENT", "END:VCALENDAR"]

    def test_without_alarm_has_none(self) -> None:
        assert b"VALARM" not in render([ZWEITER], NAME)

    @pytest.mark.parametrize(("sequence", "stamp"), [(0, STAMP), (4, datetime(2026, 3, 1, 9, 30, tzinfo=UTC))])
    def test_carries_stamp_and_sequence_of_the_caller(self, sequence: int, stamp: datetime) -> None:
        inhalt = zeilen(render([evolve(ERSTER, sequence=sequence, stamp=stamp)], NAME))
        assert {f"SEQUENCE:{sequence}", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"} <= set(inhalt)

    @pytest.mark.parametrize("priority", [None, 0, 1, 9])
    def test_has_a_priority_only_where_given(self, priority: int | None) -> None:
        inhalt = zeilen(render([evolve(ERSTER, priority=priority)], NAME))
        assert [z for z in inhalt if "PRIORITY" in z] == ([] if priority is None else [f"PRIORITY:{priority}"])


class TestPersonalData:
    MARKE = "Geheim"

    @pytest.mark.parametrize("status", [Status.OFFEN, Status.UEBERFAELLIG, Status.UNBESTIMMT, Status.INDIVIDUELL])
    @pytest.mark.parametrize("haus_mit_pflicht", [False, True])
    @pytest.mark.parametrize("art", ["kontakt", "aufgabe", "pruefung", "GeheimeArt"])
    def test_is_in_no_entry(self, status: Status, haus_mit_pflicht: bool, art: str) -> None:
        geheim = kontakt(
            status=status,
            art=art,
            kundennummer="000X1Geheim1",
            betreuer="GeheimBetreuer",
            pflicht="GeheimPflicht",
            massnahme="GeheimMassnahme",
            fundstelle="GeheimFundstelle",
            hinweise=("GeheimHinweis",),
            regel="geheim-regel",
            akteur="GeheimAkteur",
            fehlt=frozenset({"geheim_feld"}),
            ergebnis="GeheimErgebnis",
            gruende=lambda: ("GeheimBegruendung",),
        )
        entry = entry_for(geheim, "0f", STICHTAG, regelnummer=7, haus_mit_pflicht=haus_mit_pflicht)
        inhalt = "".join(zeilen(render([entry], NAME)))
        assert self.MARKE.lower() not in inhalt.lower()
        assert "000X" not in inhalt

    def test_reads_of_a_wiedervorlage_only_what_is_listed_here(self) -> None:
        """Whoever lets an entry tell more has to think about § 35 SGB I first."""
        gelesene: set[str] = set()

        class Spion:
            def __getattr__(self, name: str) -> object:
                gelesene.add(name)
                return getattr(kontakt(status=Status.UNBESTIMMT), name)

        entry_for(Spion(), "0f", STICHTAG, regelnummer=7)  # type: ignore[arg-type]
        erlaubt = {"art", "status", "eintrag", "faellig", "oeffnet", "kontaktarten", "checkliste", "vorgang"}
        assert gelesene == erlaubt | {"prioritaet"}


class TestImport:
    def test_of_the_text_alone_does_not_load_icalendar(self) -> None:
        programm = "import sys, wiedervorlage.writers.entry, wiedervorlage.files; print('icalendar' in sys.modules)"
        lauf = subprocess.run([sys.executable, "-c", programm], capture_output=True, text=True, check=True)
        assert lauf.stdout == "False\n"

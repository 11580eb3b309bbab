"""A calendar file as programs read it that had no part in writing it, each brought into the same plain form.

libical (in Evolution, KOrganizer, GNOME), ical.js (in Thunderbird and Nextcloud) and vobject (in Radicale and khard)
share no code. Each reader takes the bytes of a file and gives its name and its entries; what it cannot read it raises.
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_uint, c_void_p
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import pytest
from attrs import field, frozen

HERE = Path(__file__).parent


@frozen(kw_only=True)
class Eintrag:
    """An entry as read: days and times as ISO, local where there is a zone; alarms as (seconds, action, text)."""

    uid: str
    start: str
    end: str
    zone: str | None = None
    stamp: str
    sequence: int | None = None
    summary: str
    description: str | None = None
    location: str | None = None
    categories: tuple[str, ...] = ()
    klasse: str | None = None
    transp: str | None = None
    busy: str | None = None
    priority: int | None = None
    rrule: str | None = field(default=None, converter=lambda r: r and ";".join(sorted(r.split(";"))))
    alarms: tuple[tuple[int, str, str], ...] = ()


class Reader(Protocol):
    """One program that reads calendars."""

    name: str

    def read(self, inhalt: bytes) -> tuple[str, list[Eintrag]]:
        """Give the calendar's name and its entries in the order of the file."""

    def occurrences(self, inhalt: bytes, count: int) -> list[list[datetime]]:
        """Give the first days of each entry that comes again, in UTC."""


def missing(what: str) -> None:
    """Skip where a parser is not at hand; where CI is set, it has to be."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}; .ci/run installs it")
    pytest.skip(what)


# --- libical ---------------------------------------------------------------------------------------------------------


class _Zeit(Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", c_void_p),
    )


class _Dauer(Structure):
    """`struct icaldurationtype` of libical 3."""

    _fields_ = (("is_neg", c_int), *((name, c_uint) for name in ("days", "weeks", "hours", "minutes", "seconds")))


class _Spanne(Structure):
    """`struct icaltime_span`."""

    _fields_ = (("start", ctypes.c_long), ("end", ctypes.c_long), ("is_busy", c_int))


_JEDE = 0  # ICAL_ANY_PROPERTY
_Besuch = CFUNCTYPE(None, c_void_p, POINTER(_Spanne), c_void_p)


class Libical:
    """Debian's libical3, called through ctypes."""

    name = "libical"

    @cached_property
    def c(self) -> Any:
        try:
            c = ctypes.CDLL("libical.so.3")
        except OSError:
            missing("libical 3 is not installed (Debian: libical3)")
        zeiger, text = c_void_p, c_char_p
        for name, gibt, nimmt in (
            ("icalparser_parse_string", zeiger, (text,)),
            ("icalcomponent_string_to_kind", c_int, (text,)),
            ("icalcomponent_get_first_component", zeiger, (zeiger, c_int)),
            ("icalcomponent_get_next_component", zeiger, (zeiger, c_int)),
            ("icalcomponent_get_first_property", zeiger, (zeiger, c_int)),
            ("icalcomponent_get_next_property", zeiger, (zeiger, c_int)),
            ("icalcomponent_count_errors", c_int, (zeiger,)),
            ("icalcomponent_free", None, (zeiger,)),
            ("icalproperty_get_value", zeiger, (zeiger,)),
            ("icalproperty_get_value_as_string", text, (zeiger,)),
            ("icalproperty_get_property_name", text, (zeiger,)),
            ("icalproperty_get_parameter_as_string", text, (zeiger, text)),
            ("icalvalue_get_text", text, (zeiger,)),
            ("icaldurationtype_from_string", _Dauer, (text,)),
            ("icaldurationtype_as_int", c_int, (_Dauer,)),
            ("icaltime_from_string", _Zeit, (text,)),
            ("icalcomponent_foreach_recurrence", None, (zeiger, _Zeit, _Zeit, _Besuch, zeiger)),
        ):
            funktion = getattr(c, name)
            funktion.restype, funktion.argtypes = gibt, nimmt
        return c

    def read(self, inhalt: bytes) -> tuple[str, list[Eintrag]]:
        with self._calendar(inhalt) as kalender:
            return self._value(kalender, "X-WR-CALNAME") or "", [self._entry(e) for e in self._parts(kalender)]

    def occurrences(self, inhalt: bytes, count: int) -> list[list[datetime]]:
        alle: list[list[datetime]] = []
        with self._calendar(inhalt) as kalender:
            for event in self._parts(kalender):
                tage: list[datetime] = []

                def besuch(_event: int, spanne: Any, _daten: int, tage: list[datetime] = tage) -> None:
                    tage.append(datetime.fromtimestamp(spanne.contents.start, UTC))

                grenzen = (self.c.icaltime_from_string(t) for t in (b"20000101T000000Z", b"20301231T000000Z"))
                self.c.icalcomponent_foreach_recurrence(event, *grenzen, _Besuch(besuch), None)
                alle.append(tage[:count])
        return alle

    @contextmanager
    def _calendar(self, inhalt: bytes) -> Iterator[int]:
        kalender = self.c.icalparser_parse_string(inhalt)
        assert kalender, "libical reads no calendar"
        try:
            assert self.c.icalcomponent_count_errors(kalender) == 0
            yield kalender
        finally:
            self.c.icalcomponent_free(kalender)

    def _parts(self, component: int, name: bytes = b"VEVENT") -> Iterator[int]:
        kind = self.c.icalcomponent_string_to_kind(name)
        part = self.c.icalcomponent_get_first_component(component, kind)
        while part:
            yield part
            part = self.c.icalcomponent_get_next_component(component, kind)

    def _properties(self, component: int, name: str) -> Iterator[int]:
        prop = self.c.icalcomponent_get_first_property(component, _JEDE)
        while prop:
            if self.c.icalproperty_get_property_name(prop).decode() == name:
                yield prop
            prop = self.c.icalcomponent_get_next_property(component, _JEDE)

    def _value(self, component: int, name: str) -> str | None:
        werte = [self.c.icalproperty_get_value_as_string(p).decode() for p in self._properties(component, name)]
        assert len(werte) <= 1, f"{name} comes {len(werte)} times"
        return werte[0] if werte else None

    def _texts(self, component: int, name: str) -> list[str]:
        werte = (self.c.icalproperty_get_value(p) for p in self._properties(component, name))
        return [self.c.icalvalue_get_text(w).decode() for w in werte]

    def _entry(self, event: int) -> Eintrag:
        def text(name: str) -> str | None:
            return next(iter(self._texts(event, name)), None)

        def zahl(name: str) -> int | None:
            wert = self._value(event, name)
            return int(wert) if wert is not None else None

        (beginn,) = self._properties(event, "DTSTART")
        zone = self.c.icalproperty_get_parameter_as_string(beginn, b"TZID")
        return Eintrag(
            uid=text("UID"),
            start=_iso(self._value(event, "DTSTART")),
            end=_iso(self._value(event, "DTEND")),
            zone=zone.decode() if zone else None,
            stamp=_iso(self._value(event, "DTSTAMP")),
            sequence=zahl("SEQUENCE"),
            summary=text("SUMMARY"),
            description=text("DESCRIPTION"),
            location=text("LOCATION"),
            categories=tuple(self._texts(event, "CATEGORIES")),
            klasse=self._value(event, "CLASS"),
            transp=self._value(event, "TRANSP"),
            busy=self._value(event, "X-MICROSOFT-CDO-BUSYSTATUS"),
            priority=zahl("PRIORITY"),
            rrule=self._value(event, "RRULE"),
            alarms=tuple(self._alarm(a) for a in self._parts(event, b"VALARM")),
        )

    def _alarm(self, alarm: int) -> tuple[int, str, str]:
        vorher = self.c.icaldurationtype_from_string(self._value(alarm, "TRIGGER").encode())
        (text,) = self._texts(alarm, "DESCRIPTION")
        return self.c.icaldurationtype_as_int(vorher), self._value(alarm, "ACTION"), text


def _iso(wert: str) -> str:
    """`20260213` or `20260213T090000Z` as ISO 8601."""
    return str(date.fromisoformat(wert)) if len(wert) == 8 else datetime.fromisoformat(wert).isoformat()


# --- ical.js ---------------------------------------------------------------------------------------------------------


class IcalJs:
    """ical.js under Node, one process for all questions; `nox` puts both beside the tests' Python."""

    name = "ical.js"

    @cached_property
    def process(self) -> "subprocess.Popen[str]":
        node = shutil.which("node", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
        modul = Path(sys.prefix) / "node_modules" / "ical.js" / "dist" / "ical.es5.cjs"
        if node is None or not modul.exists():
            # not even in CI is there always a way to where npm gets it from
            pytest.skip("ical.js is not installed (the session `tests` of nox does it through npm)")
        return subprocess.Popen(
            [node, str(HERE / "ical.js"), str(modul)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def read(self, inhalt: bytes) -> tuple[str, list[Eintrag]]:
        antwort = self._ask(inhalt)
        return antwort["name"], [self._entry(e) for e in antwort["entries"]]

    def occurrences(self, inhalt: bytes, count: int) -> list[list[datetime]]:
        return [[datetime.fromisoformat(t) for t in tage] for tage in self._ask(inhalt, count)]

    def close(self) -> None:
        if "process" in self.__dict__:
            self.process.communicate()

    def _ask(self, inhalt: bytes, count: int = 0) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"text": inhalt.decode(), "count": count}) + "\n")
        self.process.stdin.flush()
        antwort = json.loads(self.process.stdout.readline())
        assert "error" not in antwort, antwort
        return antwort

    @staticmethod
    def _entry(roh: dict[str, Any]) -> Eintrag:
        alarme = tuple((*alarm,) for alarm in roh["alarms"])
        stamp = datetime.fromisoformat(roh["stamp"]).isoformat()
        return Eintrag(**roh | {"categories": tuple(roh["categories"]), "alarms": alarme, "stamp": stamp})


# --- vobject ---------------------------------------------------------------------------------------------------------


class Vobject:
    """vobject, from the package index."""

    name = "vobject"

    def read(self, inhalt: bytes) -> tuple[str, list[Eintrag]]:
        kalender = self._calendar(inhalt)
        return kalender.x_wr_calname.value, [self._entry(e) for e in kalender.contents.get("vevent", ())]

    def occurrences(self, inhalt: bytes, count: int) -> list[list[datetime]]:
        from itertools import islice

        events = self._calendar(inhalt).contents.get("vevent", ())
        return [[t.astimezone(UTC) for t in islice(e.getrruleset(), count)] for e in events]

    @staticmethod
    def _calendar(inhalt: bytes) -> Any:
        import vobject

        (kalender,) = vobject.readComponents(inhalt.decode())
        return kalender

    @staticmethod
    def _entry(event: Any) -> Eintrag:
        def wert(name: str) -> Any:
            zeilen = event.contents.get(name, [])
            assert len(zeilen) <= 1, f"{name} comes {len(zeilen)} times"
            return zeilen[0].value if zeilen else None

        def zahl(name: str) -> int | None:
            return int(wert(name)) if wert(name) is not None else None

        def tag(name: str) -> str:
            return (wert(name).replace(tzinfo=None) if zone else wert(name)).isoformat()

        zone = event.dtstart.params.get("X-VOBJ-ORIGINAL-TZID", [None])[0]
        return Eintrag(
            uid=wert("uid"),
            start=tag("dtstart"),
            end=tag("dtend"),
            zone=zone,
            stamp=wert("dtstamp").isoformat(),
            sequence=zahl("sequence"),
            summary=wert("summary"),
            description=wert("description"),
            location=wert("location"),
            categories=tuple(wert("categories") or ()),
            klasse=wert("class"),
            transp=wert("transp"),
            busy=wert("x-microsoft-cdo-busystatus"),
            priority=zahl("priority"),
            rrule=wert("rrule"),
            alarms=tuple(
                (a.trigger.value // timedelta(seconds=1), a.action.value, a.description.value)
                for a in event.contents.get("valarm", ())
            ),
        )


READERS: tuple[Reader, ...] = (Libical(), IcalJs(), Vobject())

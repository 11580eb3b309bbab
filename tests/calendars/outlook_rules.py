"""The rules that a calendar file has to keep so that Outlook and the others read it as it is meant.

Each looks at the bytes alone and shares no code with what writes them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from attrs import field, frozen

Zeile = tuple[str, dict[str, str], str]
"""Name, parameters and value of a content line, the value as it stands there."""


@frozen
class Teil:
    """A component: `inhalt` holds its lines and the components in it, in the order of the file."""

    name: str
    inhalt: "list[Zeile | Teil]" = field(factory=list)

    @property
    def teile(self) -> "list[Teil]":
        return [x for x in self.inhalt if isinstance(x, Teil)]

    @property
    def zeilen(self) -> list[Zeile]:
        return [x for x in self.inhalt if not isinstance(x, Teil)]

    def walk(self) -> "Iterator[Teil]":
        yield self
        for teil in self.teile:
            yield from teil.walk()

    def alle(self, name: str) -> list[str]:
        return [wert for n, _, wert in self.zeilen if n == name]

    def wert(self, name: str) -> str | None:
        """The value where the line stands once."""
        return werte[0] if len(werte := self.alle(name)) == 1 else None

    def parameter(self, name: str) -> dict[str, str]:
        return next((p for n, p, _ in self.zeilen if n == name), {})


Regel = Callable[[Teil], bool]
IN_BYTES: dict[str, Callable[[bytes], bool]] = {
    "whole characters of UTF-8 in each line": lambda b: all(map(_decodes, b.split(b"\r\n"))),
    "no BOM": lambda b: not b.startswith(b"\xef\xbb\xbf"),
    "CRLF": lambda b: b.endswith(b"\r\n") and b.count(b"\r\n") == b.count(b"\r") == b.count(b"\n"),
    "at most 75 octets": lambda b: all(len(zeile) <= 75 for zeile in b.split(b"\r\n")),
    "no control or directional marks": lambda b: (
        not _MARKEN.search(b.decode("utf-8", "replace").removeprefix("\ufeff"))
    ),
    "components closed, one calendar": lambda b: _tree(b) is not None,
}
_MARKEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
RULES: dict[str, Regel] = {}


def violations(inhalt: bytes) -> set[str]:
    """Name the rules that the file breaks; those on components are asked where it has any."""
    gebrochen = {name for name, haelt in IN_BYTES.items() if not haelt(inhalt)}
    baum = _tree(inhalt)
    return gebrochen | {name for name, haelt in RULES.items() if baum is not None and not haelt(baum)}


def rule(regel: Regel) -> Regel:
    assert regel.__doc__ is not None
    RULES[regel.__doc__.rstrip(".")] = regel
    return regel


def _decodes(inhalt: bytes) -> bool:
    try:
        inhalt.decode()
    except UnicodeDecodeError:
        return False
    return True


_ZEILE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:",]*))*):(.*)', re.DOTALL)


def _tree(inhalt: bytes) -> Teil | None:
    """The one calendar of the file, None where lines or components are not what they should be."""
    text = inhalt.decode("utf-8", "replace").removeprefix("\ufeff")
    offen = [Teil("")]
    for zeile in re.split(r"\r\n|\r|\n", re.sub(r"\r?\n[ \t]", "", text).rstrip("\r\n")):
        treffer = _ZEILE.fullmatch(zeile)
        if treffer is None:
            return None
        name, wert = treffer[1], treffer[3]
        if name == "BEGIN":
            teil = Teil(wert)
            offen[-1].inhalt.append(teil)
            offen.append(teil)
        elif name == "END":
            if offen.pop().name != wert:
                return None
        elif len(offen) == 1:
            return None
        else:
            parameter = dict(p.split("=", 1) for p in re.findall(r'[A-Z-]+=(?:"[^"]*"|[^;]*)', treffer[2]))
            offen[-1].inhalt.append((name, parameter, wert))
    teile = offen[0].teile
    return teile[0] if len(offen) == 1 and [t.name for t in teile] == ["VCALENDAR"] else None


def _events(kalender: Teil) -> list[Teil]:
    return [t for t in kalender.teile if t.name == "VEVENT"]


def _ganztaegig(event: Teil) -> bool:
    return event.parameter("DTSTART").get("VALUE") == "DATE"


def _tag(wert: str | None) -> date | None:
    return date.fromisoformat(wert) if re.fullmatch(r"\d{8}", wert or "") else None


@rule
def _version(kalender: Teil) -> bool:
    """VERSION:2.0 and a PRODID."""
    return kalender.wert("VERSION") == "2.0" and bool(kalender.wert("PRODID"))


@rule
def _published(kalender: Teil) -> bool:
    """METHOD:PUBLISH."""
    return kalender.alle("METHOD") == ["PUBLISH"]


@rule
def _named(kalender: Teil) -> bool:
    """a name for the calendar that Outlook opens."""
    return bool(kalender.wert("X-WR-CALNAME"))


@rule
def _components(kalender: Teil) -> bool:
    """entries and their time zone, nothing else."""
    return {t.name for t in kalender.teile} <= {"VEVENT", "VTIMEZONE"} and bool(_events(kalender))


@rule
def _no_meeting(kalender: Teil) -> bool:
    """no meeting."""
    return not any(t.alle(name) for t in kalender.walk() for name in ("ORGANIZER", "ATTENDEE", "STATUS"))


@rule
def _misread(kalender: Teil) -> bool:
    """nothing that Outlook misreads."""
    namen = ("X-ALT-DESC", "X-MICROSOFT-CDO-ALLDAYEVENT", "RDATE", "EXDATE", "ATTACH", "URL")
    return not any(t.alle(name) for t in kalender.walk() for name in namen)


@rule
def _unique(kalender: Teil) -> bool:
    """each entry a UID of its own."""
    uids = [e.wert("UID") for e in _events(kalender)]
    return all(uids) and max(Counter(uids).values(), default=1) == 1


@rule
def _stamped(kalender: Teil) -> bool:
    """DTSTAMP in UTC and a SEQUENCE."""
    return all(
        re.fullmatch(r"\d{8}T\d{6}Z", e.wert("DTSTAMP") or "") and re.fullmatch(r"\d+", e.wert("SEQUENCE") or "")
        for e in _events(kalender)
    )


@rule
def _titled(kalender: Teil) -> bool:
    """a SUMMARY."""
    return all(e.wert("SUMMARY") for e in _events(kalender))


@rule
def _days(kalender: Teil) -> bool:
    """DTEND after the last day, both with VALUE=DATE."""
    return all(
        e.parameter("DTEND").get("VALUE") == "DATE"
        and (von := _tag(e.wert("DTSTART"))) is not None
        and _tag(e.wert("DTEND")) == von + timedelta(days=1)
        for e in filter(_ganztaegig, _events(kalender))
    )


@rule
def _times(kalender: Teil) -> bool:
    """times of a zone that the file describes by yearly rules, coming again every week."""
    zonen = {t.wert("TZID"): t.teile for t in kalender.teile if t.name == "VTIMEZONE"}
    beschrieben = all({"FREQ=YEARLY"} <= set((t.wert("RRULE") or "").split(";")) for z in zonen.values() for t in z)
    return beschrieben and all(
        {e.parameter("DTSTART").get("TZID"), e.parameter("DTEND").get("TZID")} <= zonen.keys()
        and all(re.fullmatch(r"\d{8}T\d{6}", e.wert(name) or "") for name in ("DTSTART", "DTEND"))
        and (e.wert("DTSTART") or "") < (e.wert("DTEND") or "")
        and e.wert("RRULE") == "FREQ=WEEKLY"
        for e in _events(kalender)
        if not _ganztaegig(e)
    )


@rule
def _once(kalender: Teil) -> bool:
    """days come once."""
    return not any(e.alle("RRULE") for e in filter(_ganztaegig, _events(kalender)))


@rule
def _private(kalender: Teil) -> bool:
    """CLASS:PRIVATE on each day."""
    return all(e.alle("CLASS") == ["PRIVATE"] for e in filter(_ganztaegig, _events(kalender)))


@rule
def _free(kalender: Teil) -> bool:
    """TRANSP and BUSYSTATUS agree, free on each day."""
    frei = ("TRANSPARENT", "FREE")
    paare = {(e.wert("TRANSP"), e.wert("X-MICROSOFT-CDO-BUSYSTATUS"), _ganztaegig(e)) for e in _events(kalender)}
    return paare <= {(*frei, True), ("OPAQUE", "BUSY", False)}


@rule
def _categories(kalender: Teil) -> bool:
    """CATEGORIES on one line."""
    return all(len(e.alle("CATEGORIES")) <= 1 for e in _events(kalender))


@rule
def _alarm(kalender: Teil) -> bool:
    """at most one VALARM, the last part, not after the start."""
    return all(
        not e.teile
        or ([t.name for t in e.teile] == ["VALARM"] and e.inhalt[-1] is e.teile[0] and _rings_before(e.teile[0]))
        for e in _events(kalender)
    )


def _rings_before(alarm: Teil) -> bool:
    vorher = re.fullmatch(r"-P(\d+W|\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?|-?PT?0[SD]", alarm.wert("TRIGGER") or "")
    return bool(
        vorher
        and not alarm.parameter("TRIGGER")
        and alarm.alle("ACTION") == ["DISPLAY"]
        and alarm.wert("DESCRIPTION")
        and not alarm.alle("REPEAT")
    )


@rule
def _breaks(kalender: Teil) -> bool:
    r"""line breaks in DESCRIPTION only."""
    return not any(
        re.search(r"\\[nN]", wert) for t in kalender.walk() for name, _, wert in t.zeilen if name != "DESCRIPTION"
    )


@rule
def _escaped(kalender: Teil) -> bool:
    """texts escaped."""
    texte = {"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "NAME", "X-WR-CALNAME"}
    return all(
        re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", wert)
        for t in kalender.walk()
        for name, _, wert in t.zeilen
        if name in texte
    )

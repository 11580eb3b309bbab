"""Invented entries for calendars, harmless ones and such as somebody makes who wants to break readers."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from wiedervorlage.forecast.result import Status, Wiedervorlage
from wiedervorlage.writers.entry import Entry

STICHTAG = date(2026, 2, 10)
STAMP = datetime(2026, 2, 10, tzinfo=UTC)

BOESE = [
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:untergeschoben",
    "x\nATTENDEE:mailto:jemand@example.invalid",
    "x\rATTENDEE:mailto:jemand@example.invalid",
    "x\u2028ATTENDEE:mailto:jemand@example.invalid",
    "x\x85ATTENDEE:mailto:jemand@example.invalid",
    "x\0END:VCALENDAR",
    "x\\nATTENDEE:mailto:jemand@example.invalid\\N",
    'x;VALUE=URI:http://example.invalid,"y"^n',
    "x" * 10_000,
    "\\" * 10_000 + "x",
    "x\u202eneredna red na\u202c\u200f",
    "👩‍👩‍👧‍👦" * 40,
    "x\ud83d\ude00\ud800",
    "x\ufeff\uffff\x1b[31m",
    "\t x \t",
]


def kontakt(**felder: Any) -> Wiedervorlage:
    vorgaben: dict[str, Any] = {
        "kundennummer": "000X100001",
        "betreuer": "Muster, A.",
        "pflicht": "Folgekontakt",
        "regel": "u25",
        "status": Status.OFFEN,
        "faellig": date(2026, 2, 27),
        "eintrag": date(2026, 2, 13),
        "vorgang": "K7F2QX3M",
        "kontaktarten": frozenset({"persoenlich", "telefonisch"}),
        "checkliste": ("Profil prüfen; Plan fortschreiben",),
    }
    return Wiedervorlage(**vorgaben | felder)


texte = st.text(st.characters(), max_size=300)
entries = st.builds(
    Entry,
    uid=st.text("0123456789abcdef", min_size=1, max_size=32),
    tag=st.dates(date(1970, 1, 1), date(9999, 12, 30)),
    summary=texte.map(lambda t: "x" + t),
    description=texte,
    stamp=st.datetimes(datetime(1970, 1, 1), timezones=st.just(UTC)),
    # libical takes a quote for a quoted text and parts a list wrongly behind an escaped sign
    categories=st.lists(texte.map(lambda t: re.sub('[",;]', "", t)), max_size=3),
    alarm=st.none()
    | st.timedeltas(timedelta(days=-30), timedelta()).map(lambda d: timedelta(minutes=d // timedelta(minutes=1))),
    priority=st.none() | st.integers(0, 9),
    sequence=st.integers(0, 2**31 - 1),
)

"""The neutral text of a calendar entry."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wiedervorlage.forecast.result import IM_KALENDER, Status, Wiedervorlage
from wiedervorlage.writers.entry import ALARM, KATEGORIE, Entry, entry_for
from wiedervorlage.writers.text import multi_line, single_line

STICHTAG = date(2026, 2, 10)


def wiedervorlage(**felder: Any) -> Wiedervorlage:
    vorgaben: dict[str, Any] = {
        "kundennummer": "000X100001",
        "betreuer": "Muster, A.",
        "pflicht": "Folgekontakt",
        "regel": "u25",
        "status": Status.OFFEN,
        "faellig": date(2026, 2, 27),
        "eintrag": date(2026, 2, 13),
        "vorgang": "K7F2QX3M",
    }
    return Wiedervorlage(**vorgaben | felder)


def entry(**felder: Any) -> Entry:
    vorgaben: dict[str, Any] = {
        "uid": "0f",
        "tag": date(2026, 2, 13),
        "summary": "Kontakt fällig",
        "description": "Näheres",
        "stamp": datetime(2026, 2, 10, tzinfo=UTC),
    }
    return Entry(**vorgaben | felder)


class TestUndated:
    def test_says_since_when_it_waits(self) -> None:
        w = wiedervorlage(faellig=None, oeffnet=date(2026, 2, 2))
        assert "Ohne festes Datum, wartet seit 02.02.2026\n" in entry_for(w, "0f", STICHTAG).description

    def test_does_not_say_it_before_it_opens_or_without_a_day(self) -> None:
        for oeffnet in (date(2026, 2, 11), None):
            w = wiedervorlage(faellig=None, oeffnet=oeffnet)
            assert "Ohne festes Datum\n" in entry_for(w, "0f", STICHTAG).description


@pytest.mark.parametrize(("rang", "priority"), [(None, None), (1, 1), (2, 3), (3, 5), (4, 7), (9, 9)])
def test_rank_becomes_priority(rang: int | None, priority: int | None) -> None:
    assert entry_for(wiedervorlage(prioritaet=rang), "0f", STICHTAG).priority == priority


class TestSummary:
    @pytest.mark.parametrize(
        ("art", "status", "erwartet"),
        [
            ("kontakt", Status.OFFEN, "Kontakt fällig – Vorgang K7F2-QX3M"),
            ("kontakt", Status.KOMMEND, "Kontakt fällig – Vorgang K7F2-QX3M"),
            ("kontakt", Status.INDIVIDUELL, "Kontakt fällig – Vorgang K7F2-QX3M"),
            ("kontakt", Status.UEBERFAELLIG, "Überfällig: Kontakt – Vorgang K7F2-QX3M"),
            ("kontakt", Status.UNBESTIMMT, "Kontakt zu klären – Vorgang K7F2-QX3M"),
            ("aufgabe", Status.OFFEN, "Aufgabe fällig – Vorgang K7F2-QX3M"),
            ("aufgabe", Status.UEBERFAELLIG, "Überfällig: Aufgabe – Vorgang K7F2-QX3M"),
            ("pruefung", Status.OFFEN, "Prüfung fällig – Vorgang K7F2-QX3M"),
            ("pruefung", Status.UNBESTIMMT, "Prüfung zu klären – Vorgang K7F2-QX3M"),
            ("etwas anderes", Status.OFFEN, "Wiedervorlage fällig – Vorgang K7F2-QX3M"),
        ],
    )
    def test_says_what_is_to_do_and_for_which_vorgang(self, art: str, status: Status, erwartet: str) -> None:
        assert entry_for(wiedervorlage(art=art, status=status), "0f", STICHTAG).summary == erwartet

    def test_names_what_the_house_chose_instead_of_the_vorgang(self) -> None:
        eintrag = entry_for(wiedervorlage(vorgang=""), "0f", STICHTAG, bezug="Kunde 000X100001")
        assert eintrag.summary == "Kontakt fällig – Kunde 000X100001"

    def test_names_the_pflicht_of_an_item_of_the_whole_house(self) -> None:
        haus = wiedervorlage(kundennummer=None, art="pruefung", pflicht="Konzeptprüfung")
        assert (
            entry_for(haus, "0f", STICHTAG, haus_mit_pflicht=True).summary
            == "Prüfung fällig – Konzeptprüfung, Vorgang K7F2-QX3M"
        )
        assert entry_for(haus, "0f", STICHTAG).summary == "Prüfung fällig – Vorgang K7F2-QX3M"

    def test_never_names_the_pflicht_of_a_kunde(self) -> None:
        eintrag = entry_for(wiedervorlage(pflicht="Reha-Nachbetreuung"), "0f", STICHTAG, haus_mit_pflicht=True)
        assert eintrag.summary == "Kontakt fällig – Vorgang K7F2-QX3M"

    def test_needs_something_to_name(self) -> None:
        with pytest.raises(ValueError, match="neither vorgang nor bezug"):
            entry_for(wiedervorlage(vorgang=""), "0f", STICHTAG)


class TestDescription:
    def test_names_due_date_kinds_of_contact_rule_and_checklist(self) -> None:
        faellig = wiedervorlage(
            kontaktarten=frozenset({"telefonisch", "persoenlich"}), checkliste=("Profil prüfen", "Plan fortschreiben")
        )
        assert entry_for(faellig, "0f", STICHTAG, regelnummer=7).description.split("\n") == [
            "Fällig bis: Freitag, 27.02.2026",
            "Zulässig: persönlich, telefonisch",
            "Regel Nr. 7",
            "Checkliste:",
            "- Profil prüfen",
            "- Plan fortschreiben",
            "Näheres im Fachverfahren",
        ]

    def test_is_short_where_little_is_known(self) -> None:
        assert entry_for(wiedervorlage(faellig=None), "0f", STICHTAG).description.split("\n") == [
            "Ohne festes Datum",
            "Kontaktart: frei wählbar",
            "Näheres im Fachverfahren",
        ]

    def test_of_an_unbestimmt_item_gives_the_earliest_date_and_no_field_name(self) -> None:
        unklar = wiedervorlage(status=Status.UNBESTIMMT, fehlt=frozenset({"reha_traeger"}))
        assert entry_for(unklar, "0f", STICHTAG).description.split("\n") == [
            "Frühestens fällig: Freitag, 27.02.2026",
            "Kontaktart: frei wählbar",
            "Es fehlen Angaben: siehe Liste",
            "Näheres im Fachverfahren",
        ]

    @pytest.mark.parametrize("art", ["aufgabe", "pruefung"])
    def test_says_nothing_of_contact_where_none_is_owed(self, art: str) -> None:
        assert "Kontaktart" not in entry_for(wiedervorlage(art=art), "0f", STICHTAG).description

    def test_has_german_words_for_every_kind_of_contact(self) -> None:
        arten = frozenset({"persoenlich", "telefonisch", "video", "schriftlich", "email", "gruppe", "brieftaube"})
        assert entry_for(wiedervorlage(kontaktarten=arten), "0f", STICHTAG).description.split("\n")[1] == (
            "Zulässig: persönlich, telefonisch, per Video, schriftlich, per E-Mail, in der Gruppe, brieftaube"
        )

    @pytest.mark.parametrize(
        ("tag", "erwartet"),
        [
            (date(2026, 3, 2), "Montag, 02.03.2026"),
            (date(2026, 3, 1), "Sonntag, 01.03.2026"),
            (date(2028, 2, 29), "Dienstag, 29.02.2028"),
        ],
    )
    def test_writes_the_date_with_its_weekday(self, tag: date, erwartet: str) -> None:
        assert f"Fällig bis: {erwartet}\n" in entry_for(wiedervorlage(faellig=tag), "0f", STICHTAG).description

    def test_keeps_its_last_line_however_long_the_checklist(self) -> None:
        text = entry_for(wiedervorlage(checkliste=("x" * 10_000, *["y" * 150] * 20)), "0f", STICHTAG).description
        assert len(text) == 2000
        assert text.endswith("…\nNäheres im Fachverfahren")

    def test_gives_each_point_of_the_checklist_one_line(self) -> None:
        text = entry_for(wiedervorlage(checkliste=("eins\r\nFällig bis: nie", "zwei")), "0f", STICHTAG).description
        assert text.split("\n")[3:5] == ["- eins Fällig bis: nie", "- zwei"]


class TestEntryFor:
    def test_stands_on_the_day_of_the_eintrag(self) -> None:
        assert entry_for(wiedervorlage(), "0f", STICHTAG).tag == date(2026, 2, 13)

    def test_is_stamped_with_the_stichtag(self) -> None:
        eintrag = entry_for(wiedervorlage(), "0f", STICHTAG)
        assert (eintrag.stamp, eintrag.sequence) == (datetime(2026, 2, 10, tzinfo=UTC), 0)

    def test_rings_at_nine_on_the_day_before(self) -> None:
        eintrag = entry_for(wiedervorlage(), "0f", STICHTAG)
        assert eintrag.alarm is not None
        assert datetime(2026, 2, 13) + eintrag.alarm == datetime(2026, 2, 12, 9)

    def test_can_be_silent(self) -> None:
        assert entry_for(wiedervorlage(), "0f", STICHTAG, alarm=None).alarm is None

    def test_has_one_category(self) -> None:
        assert entry_for(wiedervorlage(), "0f", STICHTAG).categories == (KATEGORIE,) == ("Wiedervorlage",)

    @pytest.mark.parametrize("status", sorted(set(Status) - IM_KALENDER))
    def test_refuses_what_does_not_belong_into_a_calendar(self, status: Status) -> None:
        with pytest.raises(ValueError, match="not for a calendar"):
            entry_for(wiedervorlage(status=status), "0f", STICHTAG)

    def test_refuses_an_item_without_eintrag(self) -> None:
        with pytest.raises(ValueError, match="not for a calendar"):
            entry_for(wiedervorlage(eintrag=None), "0f", STICHTAG)


class TestEntry:
    def test_is_cleaned_when_a_plugin_changes_it(self) -> None:
        geaendert = evolve(entry(), summary="a\r\nBEGIN:VEVENT", description="b\0c", categories=["x\ny", "\0"])
        assert geaendert.summary == "a BEGIN:VEVENT"
        assert geaendert.description == "bc"
        assert geaendert.categories == ("x y",)

    @pytest.mark.parametrize("alarm", [ALARM, timedelta(), None, timedelta(days=-7)])
    def test_may_ring_before_or_at_the_start(self, alarm: timedelta | None) -> None:
        assert entry(alarm=alarm).alarm == alarm

    def test_never_rings_after_the_start_because_outlook_would_ring_before_it(self) -> None:
        with pytest.raises(ValueError, match="alarm: not after the start"):
            entry(alarm=timedelta(minutes=1))

    @pytest.mark.parametrize(
        "stamp", [datetime(2026, 2, 10), datetime(2026, 2, 10, tzinfo=timezone(timedelta(hours=1)))]
    )
    def test_is_stamped_in_utc_only(self, stamp: datetime) -> None:
        with pytest.raises(ValueError, match="stamp: an aware datetime in UTC"):
            entry(stamp=stamp)

    @pytest.mark.parametrize("tag", [datetime(2026, 2, 13), date.max])
    def test_stands_on_a_day_that_has_a_next_day(self, tag: date) -> None:
        with pytest.raises(ValueError, match="tag: a date"):
            entry(tag=tag)

    @pytest.mark.parametrize(
        "falsch", [{"uid": ""}, {"uid": "\0"}, {"summary": " \n"}, {"priority": 10}, {"sequence": -1}]
    )
    def test_refuses_what_rfc_5545_does_not_allow(self, falsch: dict[str, Any]) -> None:
        with pytest.raises(ValueError):
            entry(**falsch)


class TestText:
    @pytest.mark.parametrize("umbruch", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v", "\f", "\x1c"])
    def test_line_breaks_of_every_kind(self, umbruch: str) -> None:
        assert single_line(f"a{umbruch}b", 9) == "a b"
        assert multi_line(f"a{umbruch}b", 9) == "a\nb"

    @pytest.mark.parametrize(
        "zeichen",
        ["\0", "\a", "\x1b", "\x7f", "\x9b", "\u200e", "\u200f", "\u202e", "\u2066", "\u061c", "\ufeff", "\ud800"],
    )
    def test_drops_what_breaks_readers_or_turns_the_text(self, zeichen: str) -> None:
        assert single_line(f"a{zeichen}b", 9) == multi_line(f"a{zeichen}b", 9) == "ab"

    @pytest.mark.parametrize("text", ["ä ö ü ß – …", "👩‍👩‍👧 😀", "שלום", "a; b, c: d", "50 %"])
    def test_leaves_everything_else(self, text: str) -> None:
        assert single_line(text, 99) == multi_line(text, 99) == text

    def test_turns_backslashes_because_backslash_n_would_become_a_line_break(self) -> None:
        assert single_line(r"G:\Neu\nichts", 99) == "G:/Neu/nichts"

    @pytest.mark.parametrize(("laenge", "erwartet"), [(9, "x" * 9), (10, "x" * 10), (11, "x" * 9 + "…")])
    def test_cuts_what_is_too_long(self, laenge: int, erwartet: str) -> None:
        assert single_line("x" * laenge, 10) == erwartet

    @given(st.text(st.characters()))
    def test_is_stable(self, text: str) -> None:
        sauber = multi_line(text, 50)
        assert multi_line(sauber, 50) == sauber
        sauber.encode()

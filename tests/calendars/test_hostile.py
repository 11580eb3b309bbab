"""Whatever stands in a list or a setting reaches the calendar whole or stripped, and never as more than a text."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from exported import export
from foreign_readers import Eintrag, Reader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import BOESE, STAMP, STICHTAG, entries, kontakt, texte
from outlook_rules import violations

from wiedervorlage.writers.entry import Entry, entry_for
from wiedervorlage.writers.ics import render
from wiedervorlage.writers.series import Series

NAME = "Kontaktfristen KW 7"
HARMLOS = Entry(uid="00", tag=STICHTAG, summary="Aufgabe fällig", description="Näheres", stamp=STAMP)


def expected(entry: Entry) -> Eintrag:
    """What every program has to read of an entry."""
    return Eintrag(
        uid=entry.uid,
        start=entry.tag.isoformat(),
        end=(entry.tag + timedelta(days=1)).isoformat(),
        stamp=entry.stamp.replace(microsecond=0).isoformat(),
        sequence=entry.sequence,
        summary=entry.summary,
        description=entry.description or None,
        categories=entry.categories,
        klasse="PRIVATE",
        transp="TRANSPARENT",
        busy="FREE",
        priority=entry.priority,
        alarms=() if entry.alarm is None else ((entry.alarm // timedelta(seconds=1), "DISPLAY", entry.summary),),
    )


@pytest.mark.parametrize("text", BOESE)
class TestOfAWiedervorlage:
    def test_every_text_is_read_as_written_and_injects_nothing(self, text: str, reader: Reader) -> None:
        entry = entry_for(
            kontakt(
                kundennummer=None, pflicht=text, kontaktarten=frozenset({text, "video"}), checkliste=(text, "zuletzt")
            ),
            "0f",
            STICHTAG,
            regelnummer=7,
            haus_mit_pflicht=True,
        )
        inhalt = render([entry, HARMLOS], NAME)
        assert violations(inhalt) == set()
        assert reader.read(inhalt) == (NAME, [expected(HARMLOS), expected(entry)])
        assert entry.summary.startswith("Kontakt fällig – ")
        assert entry.description.endswith("\n- zuletzt\nNäheres im Fachverfahren")
        assert len(inhalt) < 20_000

    def test_a_point_of_the_checklist_stays_one_line(self, text: str, reader: Reader) -> None:
        entry = entry_for(kontakt(checkliste=(text, "zuletzt")), "0f", STICHTAG)
        (gelesen,) = reader.read(render([entry], NAME))[1]
        assert gelesen.description is not None
        punkte = gelesen.description.split("\n")[3:]
        assert [p[:2] for p in punkte] == ["- ", "- ", "Nä"]
        assert punkte[1:] == ["- zuletzt", "Näheres im Fachverfahren"]


@pytest.mark.parametrize("text", BOESE)
class TestOfWhateverElse:
    def test_uid_text_and_categories_are_read_as_written(self, text: str, reader: Reader) -> None:
        entry = evolve(HARMLOS, uid=text, description=text + "\nzweite", categories=(text, "b,c"))
        inhalt = render([entry], text)
        assert violations(inhalt) == set()
        assert reader.read(inhalt)[1] == [expected(entry)]

    def test_title_place_and_text_of_a_group_date(self, text: str, reader: Reader) -> None:
        serie = Series(
            uid="0a", titel=text, beginn=datetime(2026, 2, 13, 9), stunden=3, ort=text, text=text, stamp=STAMP
        )
        inhalt = render([HARMLOS], NAME, series=[serie])
        assert violations(inhalt) == set()
        harmlos, gelesen = reader.read(inhalt)[1]
        assert harmlos == expected(HARMLOS)
        assert (gelesen.summary, gelesen.location) == (serie.titel, serie.ort)
        assert serie.titel[0] == text.strip()[0].replace("\\", "/")
        assert gelesen.rrule == "FREQ=WEEKLY"


ORTE = [t for t in BOESE if "\ud800" not in t]  # TOML has no lone surrogates


def _toml(text: str) -> str:
    return "".join(f"\\U{ord(zeichen):08X}" for zeichen in text)


@pytest.fixture(scope="module")
def betreuer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    namen = [*BOESE, "../../oben", "CON", "a/b:c"]
    kunde = {
        "geburtsdatum": "2004-05-01",
        "status": "arbeitslos",
        "integrationsprognose": "marktnah",
        "erstgespraech": "2026-11-02",
    }
    kunden = [{"kundennummer": f"000X1{n:05}", "betreuer": name, **kunde} for n, name in enumerate(namen)]
    liste = (ordner := tmp_path_factory.mktemp("betreuer")) / "liste.json"
    liste.write_text(json.dumps({"kunden": kunden}), encoding="utf-8")
    return ordner, export(liste, "weimarer-land", ordner)


@pytest.fixture(scope="module")
def orte(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    liste = (ordner := tmp_path_factory.mktemp("orte")) / "liste.csv"
    liste.write_text("Kundennummer;Betreuer\n000X100001;Kaya\n", encoding="utf-8")
    termine = (
        f'[[gruppentermine]]\nwochentag = "Montag"\nbeginn = {stunde:02}:00:00\nort = "{_toml(ort)}"\n'
        for stunde, ort in enumerate(ORTE)
    )
    return export(liste, "goettingen", ordner, "".join(termine))["jobakademie.ics"]


class TestFromTheFilesOfAHouse:
    def test_every_betreuer_has_a_calendar_in_the_folder(
        self, betreuer: tuple[Path, dict[str, bytes]], reader: Reader
    ) -> None:
        ordner, dateien = betreuer
        assert {p.relative_to(ordner).parts[0] for p in ordner.rglob("*.ics")} == {"out"}
        assert {name: broken for name, inhalt in dateien.items() if (broken := violations(inhalt))} == {}
        eintraege = [e for inhalt in dateien.values() for e in reader.read(inhalt)[1]]
        assert len(eintraege) == len({e.uid for e in eintraege}) == len(BOESE) + 3
        assert {e.summary[:25] for e in eintraege} == {"Kontakt fällig – Vorgang "}

    def test_the_place_of_a_group_date_is_a_text(self, orte: bytes, reader: Reader) -> None:
        assert violations(orte) == set()
        serien = reader.read(orte)[1]
        assert {s.summary for s in serien} == {"Gruppencoaching"}
        assert [(s.location or "")[:1] for s in serien] == [o.strip()[0].replace("\\", "/") for o in ORTE]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(entries, min_size=1, max_size=4, unique_by=lambda e: e.uid), texte)
def test_any_entries_keep_every_rule_and_are_read_as_written(reader: Reader, eintraege: list[Entry], name: str) -> None:
    inhalt = render(eintraege, name)
    assert violations(inhalt) == set()
    assert reader.read(inhalt)[1] == [expected(e) for e in sorted(eintraege, key=lambda e: (e.tag, e.uid))]

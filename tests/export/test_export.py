"""`export` from week to week, as a Jobcenter calls it."""

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from wiedervorlage.files import write_atomic

KOPF = (
    "Kundennummer;Betreuer;Geburtsdatum;Status;Arbeitslos seit;Integrationsprognose;Erstgespräch;Letzter Kontakt;"
    "Art des letzten Kontakts"
)
U25 = "01.05.2004"  # one month after the last contact (Tabelle, Zeile 1)
ALT = "01.05.1984"  # two months (Tabelle, Zeile 3)

Export = Callable[..., tuple[int, str, str]]


def kunde(nummer: int, betreuer: str = "Ahrens", geboren: str = U25, letzter: str = "02.11.2026") -> str:
    return (
        f"000X1000{nummer:02};{betreuer};{geboren};arbeitslos;01.09.2026;nicht marktnah;01.06.2026;{letzter};persönlich"
    )


class House:
    """A house that exports its list into the folder `aus`."""

    def __init__(self, folder: Path, call: Export) -> None:
        self.folder, self._call = folder, call
        self.liste, self.aus = folder / "liste.csv", folder / "aus"

    def write_list(self, *zeilen: str, stand: str = "") -> None:
        text = "\n".join([*([f"Stand: {stand}"] if stand else []), KOPF, *zeilen]) + "\n"
        self.liste.write_text(text, encoding="utf-8")

    def export(self, *mehr: str, on: str = "2026-11-23") -> tuple[int, str, str]:
        return self._call(
            "export", str(self.liste), "--jobcenter", "weimarer-land", "--on", on, "--out", str(self.aus), *mehr
        )

    def files(self) -> dict[str, bytes]:
        return {p.relative_to(self.aus).as_posix(): p.read_bytes() for p in self.aus.rglob("*") if p.is_file()}

    def events(self, name: str = "Ahrens.ics") -> list[tuple[str, int, str]]:
        """Day, SEQUENCE and DTSTAMP of the entries of a calendar."""
        kalender = Calendar.from_ical((self.aus / name).read_bytes())
        return [(f"{e.start:%d.%m.%Y}", e["SEQUENCE"], f"{e.DTSTAMP:%d.%m.%Y}") for e in kalender.events]

    def changes(self, name: str) -> list[tuple[str, ...]]:
        blatt = load_workbook(self.aus / name).active
        zeilen = blatt.iter_rows(min_row=2, values_only=True)
        return [tuple(f"{z:%d.%m.%Y}" if hasattr(z, "year") else z or "" for z in zeile) for zeile in zeilen]


@pytest.fixture
def house(tmp_path: Path, call: Export) -> House:
    return House(tmp_path, call)


class TestSequenceAndStamp:
    def test_unchanged_data_change_no_byte(self, house: House) -> None:
        house.write_list(kunde(1), kunde(2, geboren=ALT))
        house.export()
        vorher = house.files()
        assert house.export()[0] == 0
        assert house.files() == vorher

    def test_they_stay_where_the_entry_stays(self, house: House) -> None:
        # faellig 02.01.2027 (a Saturday), vorschlag Thu 31.12., ten Arbeitstage before: Wed 16.12.2026
        house.write_list(kunde(1, geboren=ALT))
        house.export()
        assert house.events() == [("16.12.2026", 0, "23.11.2026")]
        house.export(on="2026-11-30")
        assert house.events() == [("16.12.2026", 0, "23.11.2026")]

    def test_they_move_when_the_entry_moves(self, house: House) -> None:
        house.write_list(kunde(1, geboren=ALT))
        house.export()
        # a contact on 24.11.: faellig Sun 24.01.2027, vorschlag Fri 22.01., ten Arbeitstage before: Fri 08.01.2027
        house.write_list(kunde(1, geboren=ALT, letzter="24.11.2026"))
        house.export(on="2026-11-30")
        assert house.events() == [("08.01.2027", 1, "30.11.2026")]

    def test_they_move_when_only_the_text_moves(self, house: House) -> None:
        house.write_list(kunde(1, letzter="23.10.2026"))  # faellig 23.11.2026
        house.export()
        assert house.events() == [("23.11.2026", 0, "23.11.2026")]
        house.export(on="2026-11-24")  # now overdue, on the first Arbeitstag from the Stichtag
        assert house.events() == [("24.11.2026", 1, "24.11.2026")]

    def test_an_entry_that_comes_back_goes_on_counting(self, house: House) -> None:
        zwei = kunde(2, geboren=ALT)
        house.write_list(kunde(1, geboren=ALT), zwei, kunde(3))
        house.export()
        house.write_list(zwei, kunde(3))
        house.export(on="2026-11-24")
        house.write_list(kunde(1, geboren=ALT), zwei, kunde(3))
        house.export(on="2026-11-25")
        assert sorted(house.events())[:2] == [("16.12.2026", 0, "23.11.2026"), ("16.12.2026", 1, "25.11.2026")]

    def test_folders_are_kept_apart(self, house: House) -> None:
        house.write_list(kunde(1, geboren=ALT))
        house.export()
        house.write_list(kunde(1, geboren=ALT, letzter="24.11.2026"))
        house.aus = house.folder / "probe"
        house.export(on="2026-11-30")
        assert house.events() == [("08.01.2027", 0, "30.11.2026")]


class TestFolder:
    def test_a_calendar_without_entries_is_taken_away(self, house: House) -> None:
        house.write_list(kunde(1), kunde(2, "Brandt", geboren=ALT))
        house.export()
        (house.aus / "Celik.ics").write_text("von Hand")
        house.write_list(kunde(1), kunde(2, "Brandt", geboren=ALT, letzter="20.11.2026"))
        status, out, _ = house.export("--force", on="2026-11-23")
        assert (status, set(house.files())) == (0, {"Ahrens.ics", "Brandt.ics", "Celik.ics"})
        house.write_list(kunde(1), kunde(2, "Brandt", geboren=ALT))
        (house.folder / "wiedervorlage.toml").write_text('horizont = "1 Wochen"')
        status, out, _ = house.export()
        assert (status, set(house.files())) == (0, {"Ahrens.ics", "Celik.ics"})
        assert f"Entfernt, weil nicht mehr gültig: {house.aus / 'Brandt.ics'}" in out

    def test_one_folder_each_with_lists(self, house: House) -> None:
        house.write_list(kunde(1), kunde(2, "Brandt", geboren=ALT))
        house.export()
        assert house.export("--with-lists")[0] == 0
        assert set(house.files()) == {
            "Ahrens/Ahrens.ics",
            "Ahrens/Ahrens.xlsx",
            "Brandt/Brandt.ics",
            "Brandt/Brandt.xlsx",
        }
        blatt = load_workbook(house.aus / "Brandt" / "Brandt.xlsx").active
        nummern = {zeile[6] for zeile in blatt.iter_rows(min_row=2, values_only=True)}
        assert nummern == {"000X100002"}
        house.export()
        assert set(house.files()) == {"Ahrens.ics", "Brandt.ics"}
        # somebody may have given the folders their rights
        assert sorted(p.name for p in house.aus.iterdir() if p.is_dir()) == ["Ahrens", "Brandt"]

    def test_dry_run_writes_nothing(self, house: House) -> None:
        house.write_list(kunde(1))
        status, out, _ = house.export("--dry-run")
        assert status == 0
        assert re.search(r"Ahrens\.ics +1$", out, re.MULTILINE)
        assert not house.aus.exists()
        house.export()
        assert house.events()[0][1:] == (0, "23.11.2026")

    def test_a_file_that_cannot_be_written_costs_nobody_else_theirs(self, house: House) -> None:
        house.write_list(kunde(1, geboren=ALT), kunde(2, "Brandt", geboren=ALT))
        (house.aus / "Brandt-neu-2026-11-23.ics" / "x").mkdir(parents=True)
        status, out, err = house.export("--new-only")
        assert (status, "Brandt-neu" in out) == (2, False)
        assert "Brandt-neu-2026-11-23.ics kann nicht geschrieben werden. Das ist ein Ordner, keine Datei." in err
        assert len(house.events("Ahrens-neu-2026-11-23.ics")) == 1
        (house.aus / "Brandt-neu-2026-11-23.ics" / "x").rmdir()
        (house.aus / "Brandt-neu-2026-11-23.ics").rmdir()
        assert house.export("--new-only")[0] == 0
        assert len(house.events("Brandt-neu-2026-11-23.ics")) == 1  # still new to him
        assert len(house.events("Ahrens-neu-2026-11-23.ics")) == 1

    def test_nothing_written_at_all_is_status_2(self, house: House) -> None:
        house.write_list(kunde(1))
        house.aus.write_text("eine Datei")
        assert house.export()[0] == 2


class TestBrakes:
    def prepared(self, house: House) -> dict[str, bytes]:
        house.write_list(*(kunde(n, "Ahrens" if n < 6 else "Brandt") for n in range(9)), stand="20.11.2026")
        house.export()
        return house.files()

    @pytest.mark.parametrize(
        ("zeilen", "stand", "satz"),
        [
            (range(5, 9), "20.11.2026", "Von 9 Kunden der letzten Ausgabe fehlen 5, mehr als ein Drittel."),
            (range(6), "20.11.2026", "Ein Betreuer fehlt in der Liste ganz: Brandt."),
            (range(9), "19.11.2026", "Die Liste ist älter (19.11.2026) als die der letzten Ausgabe (20.11.2026)."),
        ],
    )
    def test_hold_unless_forced(self, house: House, zeilen: range, stand: str, satz: str) -> None:
        vorher = self.prepared(house)
        house.write_list(*(kunde(n, "Ahrens" if n < 6 else "Brandt") for n in zeilen), stand=stand)
        status, out, err = house.export(on="2026-11-30")
        assert (status, out, house.files()) == (2, "", vorher)
        assert satz in err
        assert "--force" in err
        assert house.export("--dry-run", on="2026-11-30")[0] == 2
        assert house.export("--force", on="2026-11-30")[0] == 0
        assert house.files() != vorher
        assert house.export(on="2026-11-30")[0] == 0

    def test_let_pass_what_only_shrank(self, house: House) -> None:
        self.prepared(house)
        house.write_list(*(kunde(n, "Ahrens" if n < 6 else "Brandt") for n in range(3, 9)), stand="20.11.2026")
        assert house.export(on="2026-11-30")[0] == 0

    def test_without_a_stand_line_the_time_of_the_file_counts(self, house: House) -> None:
        house.write_list(kunde(1))
        house.export()
        os.utime(house.liste, (1_700_000_000, 1_700_000_000))
        status, _, err = house.export()
        assert (status, "Die Liste ist älter (14.11.2023 22:13)" in err) == (2, True)

    def test_hold_for_the_same_folder_only(self, house: House) -> None:
        self.prepared(house)
        house.write_list(kunde(1), stand="19.11.2026")
        house.aus = house.folder / "anderswo"
        assert house.export()[0] == 0

    def test_a_list_without_its_kontakte(self, house: House) -> None:
        house.write_list(kunde(1))
        house.export()
        house.write_list(kunde(1, letzter="").removesuffix("persönlich"))
        status, _, err = house.export()
        assert (status, "Die letzte Liste hatte Kontakte, diese hat keine." in err) == (2, True)

    def test_another_key(self, house: House) -> None:
        house.write_list(kunde(1))
        house.export()
        vorher = house.files()
        (house.folder / "config" / "wiedervorlage.key").unlink()
        status, _, err = house.export()
        assert (status, "einen anderen Schlüssel" in err, house.files()) == (2, True, vorher)
        assert house.export("--force")[0] == 0
        assert house.files() != vorher
        assert house.export()[0] == 0


class TestBetreuer:
    def test_spellings_of_a_name_are_one(self, house: House) -> None:
        house.write_list(kunde(1), kunde(2, "AHRENS"), kunde(3))
        assert house.export()[0] == 0
        assert (set(house.files()), len(house.events())) == ({"Ahrens.ics"}, 3)
        house.write_list(kunde(1, "Ahrens "), kunde(2), kunde(3))
        assert house.export()[0] == 0
        assert set(house.files()) == {"Ahrens.ics"}

    def test_who_gets_no_calendar_is_named(self, house: House) -> None:
        house.write_list(kunde(1), kunde(2, "Brandt", geboren=ALT, letzter="20.11.2026"))
        (house.folder / "wiedervorlage.toml").write_text('horizont = "3 Wochen"')
        assert "Ohne Eintrag bis 14.12.2026: Brandt" in house.export()[1]
        assert "Nichts Neues bis 14.12.2026: Ahrens, Brandt" in house.export("--new-only")[1]


class TestNewOnly:
    def test_only_new_entries_and_a_list_of_the_rest(self, house: House) -> None:
        bleibt, rueckt, faellt, wechselt = (kunde(n, geboren=ALT) for n in (1, 2, 3, 4))
        house.write_list(bleibt, rueckt, faellt, wechselt, kunde(5, "Brandt", geboren=ALT), kunde(6), kunde(7))
        house.export("--new-only", "--force")
        assert (len(house.events("Ahrens-neu-2026-11-23.ics")), len(house.events("Brandt-neu-2026-11-23.ics"))) == (
            6,
            1,
        )
        assert set(house.files()) == {"Ahrens-neu-2026-11-23.ics", "Brandt-neu-2026-11-23.ics"}
        house.write_list(
            bleibt,
            kunde(2, geboren=ALT, letzter="24.11.2026"),
            wechselt.replace("Ahrens", "Brandt"),
            kunde(5, "Brandt", geboren=ALT),
            kunde(6),
            kunde(7),
            kunde(8, geboren=ALT),
        )
        assert house.export("--new-only", on="2026-11-24")[0] == 0
        assert set(house.files()) == {
            "Ahrens-neu-2026-11-23.ics",
            "Ahrens-neu-2026-11-24.ics",
            "Ahrens-Aenderungen-2026-11-24.xlsx",
            "Brandt-neu-2026-11-23.ics",
            "Brandt-neu-2026-11-24.ics",
            "Brandt-Aenderungen-2026-11-24.xlsx",
        }
        assert house.events("Ahrens-neu-2026-11-24.ics") == [("16.12.2026", 0, "24.11.2026")]
        assert len(house.events("Brandt-neu-2026-11-24.ics")) == 1
        codes = self.codes(house)
        zwei, vier = (f"Kontakt fällig – Vorgang {codes[n]}" for n in (2, 4))
        loeschen, einlesen = "Eintrag löschen", "mit der Kalenderdatei einlesen"
        weg, ruecken = "erledigt oder nicht mehr geschuldet", "verschieben, Betreff und Text ersetzen"
        verschoben, *gegangen = house.changes("Ahrens-Aenderungen-2026-11-24.xlsx")
        assert verschoben[:-1] == (
            *("verschoben", ruecken, codes[2], "16.12.2026", "08.01.2027", "24.01.2027", "", zwei),
        )
        assert verschoben[-1].startswith("Fällig bis: Sonntag, 24.01.2027\n")
        assert gegangen == [
            ("entfallen", loeschen, codes[3], "16.12.2026", "", "02.01.2027", weg, "", ""),
            ("abgegeben", loeschen, codes[4], "16.12.2026", "", "02.01.2027", "jetzt bei Brandt", "", ""),
        ]
        ((*uebernommen, text),) = house.changes("Brandt-Aenderungen-2026-11-24.xlsx")
        assert uebernommen == [
            *("übernommen", einlesen, codes[4], "16.12.2026", "16.12.2026", "02.01.2027", "von Ahrens", vier)
        ]
        assert text.startswith("Fällig bis: Samstag, 02.01.2027\n")

    def test_who_has_no_kunden_any_more_still_learns_what_to_delete(self, house: House) -> None:
        house.write_list(kunde(1, geboren=ALT), kunde(2, "Brandt", geboren=ALT), kunde(3, geboren=ALT), kunde(4))
        house.export("--new-only")
        house.write_list(*(kunde(n, geboren=ALT) for n in (1, 2, 3)), kunde(4))
        assert house.export("--new-only", "--force")[0] == 0
        codes = self.codes(house)
        ((was, _, code, *_),) = house.changes("Brandt-Aenderungen-2026-11-23.xlsx")
        assert (was, code) == ("abgegeben", codes[2])

    @staticmethod
    def codes(house: House) -> dict[int, str]:
        from wiedervorlage.pseudonym import Pseudonyme, anzeige, load_key

        pseudonyme = Pseudonyme(load_key(house.folder / "config" / "wiedervorlage.key"))
        return {n: anzeige(pseudonyme.vorgang("weimarer-land", f"000X1000{n:02}")) for n in range(10)}

    def test_nothing_new_leaves_what_may_not_have_been_taken_in_yet(self, house: House) -> None:
        house.write_list(kunde(1, geboren=ALT))
        house.export("--new-only")
        vorher = house.files()
        status, out, _ = house.export("--new-only", on="2026-11-30")
        assert (status, house.files()) == (0, vorher)
        assert set(vorher) == {"Ahrens-neu-2026-11-23.ics"}
        assert "Keine Einträge" in out

    def test_a_second_run_of_the_day_has_files_of_its_own(self, house: House) -> None:
        house.write_list(kunde(1, geboren=ALT))
        house.export("--new-only")
        house.write_list(kunde(1, geboren=ALT), kunde(2, geboren=ALT))
        house.export("--new-only")
        assert {n: len(house.events(n)) for n in house.files()} == {
            "Ahrens-neu-2026-11-23.ics": 1,
            "Ahrens-neu-2026-11-23-2.ics": 1,
        }

    def test_what_waits_from_week_to_week_is_no_change_but_what_becomes_overdue_is(self, house: House) -> None:
        house.write_list(kunde(1, letzter="24.10.2026"))  # faellig 24.11.2026, entry on the Stichtag
        for tag in ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"):
            house.export("--new-only", on=tag)
        assert set(house.files()) == {"Ahrens-neu-2026-11-23.ics", "Ahrens-Aenderungen-2026-11-25.xlsx"}
        ((was, _, _, bisher, jetzt, *_),) = house.changes("Ahrens-Aenderungen-2026-11-25.xlsx")
        assert (was, bisher, jetzt) == ("geändert", "24.11.2026", "25.11.2026")


STEPS = """
import os, signal, sys
from pathlib import Path
from wiedervorlage.cli import main

wann, zaehler = int(sys.argv.pop(1)), 0

def dying(original):
    def call(*args, **kwargs):
        global zaehler
        zaehler += 1
        if zaehler == wann:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **kwargs)
    return call

for name in ("replace", "unlink", "mkdir", "rmdir"):
    setattr(Path, name, dying(getattr(Path, name)))
os.fsync = dying(os.fsync)
sys.argv[0] = "wiedervorlage"
main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like SIGKILL")
@pytest.mark.parametrize("schritt", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16])
def test_killed_at_any_moment_leaves_whole_files_and_the_next_run_completes_it(house: House, schritt: int) -> None:
    house.write_list(kunde(1), kunde(2, "Brandt"), kunde(3, "Celik"))
    house.export("--with-lists")
    alt = house.files()
    house.write_list(kunde(1, letzter="20.11.2026"), kunde(2, "Brandt", letzter="20.11.2026"), kunde(3, "Celik"))
    call = [str(house.liste), "--jobcenter", "weimarer-land", "--on", "2026-11-24", "--out", str(house.aus)]
    tot = subprocess.run([sys.executable, "-c", STEPS, str(schritt), "export", *call], check=False, capture_output=True)
    mitten = {n: b for n, b in house.files().items() if not n.rpartition("/")[2].startswith(".wiedervorlage-")}
    assert house.export(on="2026-11-24")[0] == 0
    neu = house.files()
    assert set(neu) == {"Ahrens.ics", "Brandt.ics", "Celik.ics"}
    for name, inhalt in mitten.items():
        assert inhalt in (alt.get(name), neu.get(name)), name
    assert tot.returncode in (0, -signal.SIGKILL)
    if schritt == 1:
        assert tot.returncode == -signal.SIGKILL
    ungestoert = house.events()
    assert [(n, s) for _, n, s in ungestoert] == [(1, "24.11.2026")]


def test_two_runs_at_once(house: House) -> None:
    house.write_list(*(kunde(n, f"B{n % 7}") for n in range(40)))
    program = [sys.executable, "-c", "from wiedervorlage.cli import main; main()", "export", str(house.liste)]
    call = [*program, "--jobcenter", "weimarer-land", "--on", "2026-11-23", "--out", str(house.aus)]
    laeufe = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ergebnisse = [(lauf.communicate(timeout=60), lauf.returncode) for lauf in laeufe]
    assert [status for _, status in ergebnisse] == [0, 0, 0]
    assert len({out for (out, _), _ in ergebnisse}) == 1
    vorher = house.files()
    house.export()
    assert house.files() == vorher


def test_leftovers_of_a_killed_run_are_removed(house: House) -> None:
    house.write_list(kunde(1))
    house.aus.mkdir()
    (house.aus / ".wiedervorlage-abc.tmp").write_text("Rest")
    house.export()
    assert set(house.files()) == {"Ahrens.ics"}


def test_the_ledger_holds_no_person(house: House) -> None:
    house.write_list(kunde(1), kunde(2, "Brandt"))
    house.export("--with-lists")
    roh = (house.folder / "config" / "ledger.sqlite3").read_bytes()
    assert b"000X" not in roh
    assert b"Ahrens" not in roh
    assert str(house.aus).encode() not in roh


def test_a_house_may_opt_into_the_kundennummer(house: House) -> None:
    house.write_list(kunde(1))
    house.export()
    assert b"000X" not in house.files()["Ahrens.ics"]
    (house.folder / "wiedervorlage.toml").write_text('kalender = { bezug = "kundennummer" }')
    house.export()
    assert b"SUMMARY:Kontakt f\xc3\xa4llig \xe2\x80\x93 Kundennummer 000X100001" in house.files()["Ahrens.ics"]


def test_files_are_for_their_owner_alone(house: House) -> None:
    house.write_list(kunde(1))
    house.export()
    if os.name == "posix":
        assert stat.S_IMODE((house.aus / "Ahrens.ics").stat().st_mode) == 0o600


def test_write_atomic_is_what_writes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    geschrieben: list[str] = []
    monkeypatch.setattr(
        "wiedervorlage.export.folder.write_atomic",
        lambda pfad, inhalt: geschrieben.append(pfad.name) or write_atomic(pfad, inhalt),
    )
    house.write_list(kunde(1))
    house.export("--with-lists")
    assert geschrieben == ["Ahrens.ics", "Ahrens.xlsx"]

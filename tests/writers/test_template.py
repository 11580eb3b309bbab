"""The empty workbook: what is typed into it reads back without a Meldung."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook

from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.model import Feld
from wiedervorlage.konzept.usage import used_fields
from wiedervorlage.plugins import load_host
from wiedervorlage.readers import Eingabe, read
from wiedervorlage.writers.template import as_template

STICHTAG = date(2026, 11, 23)
TAG = datetime(2026, 3, 2)
KEYS = ["aachen", "emden", "goettingen", "lichtenberg", "weimarer-land"]
AN = {"Kunden": "kunde", "Kontakte": "kontakt", "Teilnahmen": "teilnahme"}
ZEILEN = 9  # more than any drop-down is long, so that each of its values is typed once


@pytest.fixture(scope="module", params=KEYS)
def konzept(request: pytest.FixtureRequest) -> Konzept:
    return load_host().get(request.param).konzept(STICHTAG)


def konzept_of(key: str) -> Konzept:
    return load_host().get(key).konzept(STICHTAG)


def mappe(konzept: Konzept) -> Any:
    return load_workbook(BytesIO(as_template(konzept)))


def headings(blatt: Any) -> list[str]:
    return [zelle.value for zelle in blatt[1]]


def fields_of(blatt: Any, konzept: Konzept) -> Iterator[tuple[int, Feld]]:
    """Each column, from 1, with its field; the Kundennummer is one of the Kunde on every sheet."""
    an = AN[blatt.title]
    for spalte, titel in enumerate(headings(blatt), 1):
        passend = [f for f in konzept.felder if f.ueberschrift == titel and f.an in (an, "kunde")]
        yield spalte, next((f for f in passend if f.an == an), passend[0])


def checks(blatt: Any) -> dict[str, Any]:
    """The check of each column by its heading."""
    gefunden = {}
    for pruefung in blatt.data_validations.dataValidation:
        (bereich,) = pruefung.sqref.ranges
        assert (bereich.min_row, bereich.max_row, bereich.min_col) == (2, 501, bereich.max_col)
        gefunden[blatt.cell(1, bereich.min_col).value] = pruefung
    return gefunden


def choices(pruefung: Any) -> list[str]:
    return pruefung.formula1.strip('"').split(",")


def read_back(mappe: Any, konzept: Konzept, folder: Path) -> Eingabe:
    pfad = folder / "vorlage.xlsx"
    mappe.save(pfad)
    return read([pfad], konzept.felder, STICHTAG)


def fill(mappe: Any, konzept: Konzept) -> None:
    for blatt in mappe:
        erlaubt = checks(blatt)
        for spalte, feld in fields_of(blatt, konzept):
            for i in range(ZEILEN):
                blatt.cell(i + 2, spalte, typed(blatt, spalte, feld, erlaubt, i))


def typed(blatt: Any, spalte: int, feld: Feld, erlaubt: dict[str, Any], i: int) -> Any:
    if feld.name == "kundennummer":
        return f"000{i}"
    match feld.typ:
        case "datum":
            return TAG
        case "text":
            return f"Name {i}"
        case "auswahl" | "ja_nein":
            werte = choices(erlaubt[feld.ueberschrift])
            return werte[i % len(werte)]
    return example(blatt.cell(1, spalte).comment.text)


def example(kommentar: str) -> str:
    treffer = re.search(r"Mehrere mit Semikolon trennen, etwa ([^(\n]*)", kommentar)
    assert treffer is not None
    return treffer[1].strip()


class TestSheets:
    def test_columns_are_those_the_concept_uses(self, konzept: Konzept) -> None:
        for blatt in mappe(konzept):
            an = AN[blatt.title]
            benutzt = [f.ueberschrift for f in used_fields(konzept) if f.an == an]
            assert headings(blatt) == (benutzt if an == "kunde" else ["Kundennummer", *benutzt])

    def test_kundennummer_and_betreuer_come_first(self, konzept: Konzept) -> None:
        vorlage = mappe(konzept)
        assert headings(vorlage["Kunden"])[:2] == ["Kundennummer", "Betreuer"]
        assert headings(vorlage["Kontakte"])[:2] == ["Kundennummer", "Datum"]

    def test_teilnahmen_only_where_they_are_asked_for(self) -> None:
        assert mappe(konzept_of("goettingen")).sheetnames == ["Kunden", "Kontakte"]
        assert mappe(konzept_of("aachen")).sheetnames == ["Kunden", "Kontakte", "Teilnahmen"]

    def test_header_stays_in_sight_and_nothing_stands_below(self, konzept: Konzept) -> None:
        for blatt in mappe(konzept):
            assert (blatt.freeze_panes, blatt.max_row) == ("A2", 1)

    def test_days_have_the_format_of_days_and_all_else_is_text(self, konzept: Konzept) -> None:
        for blatt in mappe(konzept):
            formate = {
                spalte: breite.number_format
                for breite in blatt.column_dimensions.values()
                for spalte in range(breite.min, breite.max + 1)
            }
            erwartet = {s: "dd.mm.yyyy" if f.typ == "datum" else "@" for s, f in fields_of(blatt, konzept)}
            assert formate == erwartet


class TestChecks:
    def test_drop_downs_show_what_people_see(self) -> None:
        vorlage = mappe(konzept_of("weimarer-land"))
        kunden, kontakte = checks(vorlage["Kunden"]), checks(vorlage["Kontakte"])
        assert choices(kunden["Status"]) == ["arbeitslos", "arbeitsuchend", "ratsuchend", "nicht gesetzt"]
        assert choices(kunden["Fallmanagement"]) == ["ja", "nein"]
        assert choices(kontakte["Ergebnis"]) == ["stattgefunden", "nicht erschienen", "nicht erreicht", "abgesagt"]

    def test_a_comma_never_makes_two_of_one_value(self) -> None:
        kunden = checks(mappe(konzept_of("weimarer-land"))["Kunden"])
        assert choices(kunden["Integrationsprognose"]) == ["marktnah", "nicht marktnah", "integriert", "Z"]

    def test_every_choice_and_every_day_is_checked(self, konzept: Konzept) -> None:
        for blatt in mappe(konzept):
            geprueft = {
                f.ueberschrift for _, f in fields_of(blatt, konzept) if f.typ in ("auswahl", "ja_nein", "datum")
            }
            assert set(checks(blatt)) == geprueft

    def test_a_wrong_day_is_refused_unless_keine_would_say_something(self) -> None:
        vorlage = mappe(konzept_of("emden"))
        kunden, kontakte = checks(vorlage["Kunden"]), checks(vorlage["Kontakte"])
        assert kunden["Erstgespräch"].errorStyle in (None, "stop")
        assert kunden["Erstgespräch"].error == "Bitte ein Datum eingeben, etwa 23.11.2026."
        assert kunden["Schulentlassung"].errorStyle == "warning"
        assert kontakte["Datum"].errorStyle in (None, "stop")

    def test_an_open_list_lets_other_values_in(self) -> None:
        anlass = checks(mappe(konzept_of("aachen"))["Kontakte"])["Anlass"]
        assert not anlass.showErrorMessage

    def test_a_list_too_long_for_a_drop_down_has_none(self) -> None:
        werte = {f"w{i}": (f"Wert Nummer {i} von vielen",) for i in range(20)}
        konzept = konzept_of("aachen")
        lang = [
            Feld(f.name, f.typ, f.ueberschrift, f.bedeutung, f.an, werte=werte) if f.name == "gruppe" else f
            for f in konzept.felder
        ]
        assert "Gruppe" not in checks(mappe(evolve(konzept, felder=tuple(lang)))["Teilnahmen"])


class TestComments:
    def comment(self, key: str, blatt: str, titel: str) -> str:
        vorlage = mappe(konzept_of(key))[blatt]
        return vorlage.cell(1, headings(vorlage).index(titel) + 1).comment.text

    @pytest.mark.parametrize(
        ("key", "blatt", "titel", "zeilen"),
        [
            (
                "emden",
                "Kunden",
                "Kundennummer",
                [
                    "Nummer des Kunden im Fachverfahren; jede nur einmal.",
                    "Nötig: ohne diese Angabe zählt die Zeile nicht.",
                ],
            ),
            (
                "emden",
                "Kontakte",
                "Kundennummer",
                [
                    "Nummer des Kunden, wie sie auf dem Blatt Kunden steht.",
                    "Nötig: ohne diese Angabe zählt die Zeile nicht.",
                ],
            ),
            (
                "emden",
                "Kunden",
                "Geburtsdatum",
                [
                    "Tag der Geburt.",
                    "Leer heißt: nicht bekannt.",
                ],
            ),
            (
                "emden",
                "Kunden",
                "Erstgespräch",
                [
                    "Tag, an dem das Erstgespräch geführt wurde.",
                    "Leer heißt: gibt es nicht.",
                ],
            ),
            (
                "emden",
                "Kunden",
                "Schüler",
                [
                    "Besucht eine Schule.",
                    "Leer heißt: nein.",
                ],
            ),
            (
                "emden",
                "Kunden",
                "Plan erforderlich",
                [
                    "Ob mit dem Kunden ein Kooperationsplan abzuschließen ist.",
                    "Leer heißt: ja.",
                ],
            ),
            (
                "emden",
                "Kontakte",
                "Akteur",
                [
                    "Wer den Kontakt hatte; eine Vertretung zählt als Betreuer.",
                    "Leer heißt: Betreuer.",
                ],
            ),
            (
                "aachen",
                "Teilnahmen",
                "Absolventenmanagement",
                [
                    "Ob die Teilnahme unter das Absolventenmanagement fällt.",
                    "Leer heißt: nichts angegeben, es gilt die Weisung.",
                ],
            ),
            (
                "aachen",
                "Teilnahmen",
                "Fallkonferenzen",
                [
                    "Tage der Fallkonferenzen.",
                    "Mehrere mit Semikolon trennen, etwa 01.02.2026; 15.03.2026",
                    "Leer heißt: gibt es nicht.",
                ],
            ),
            (
                "aachen",
                "Teilnahmen",
                "Art",
                [
                    "Art der Maßnahme.",
                    "Leer heißt: nicht bekannt.",
                    "Andere Werte als die der Liste sind möglich.",
                ],
            ),
        ],
    )
    def test_say_what_is_meant(self, key: str, blatt: str, titel: str, zeilen: list[str]) -> None:
        assert self.comment(key, blatt, titel).split("\n") == zeilen

    def test_every_heading_has_one(self, konzept: Konzept) -> None:
        assert all(zelle.comment.text for blatt in mappe(konzept) for zelle in blatt[1])


class TestReadBack:
    def test_what_is_typed_reads_back_without_a_meldung(self, konzept: Konzept, tmp_path: Path) -> None:
        vorlage = mappe(konzept)
        fill(vorlage, konzept)
        eingabe = read_back(vorlage, konzept, tmp_path)
        assert (eingabe.meldungen, eingabe.unbeachtet, eingabe.verworfen) == ((), (), 0)
        assert [k.kundennummer for k in eingabe.kunden] == [f"000{i}" for i in range(ZEILEN)]
        assert all(len(k.kontakte) == 1 for k in eingabe.kunden)
        assert {len(k.teilnahmen) for k in eingabe.kunden} == {1 if "Teilnahmen" in vorlage.sheetnames else 0}

    def test_every_value_of_a_drop_down_means_its_own(self, konzept: Konzept, tmp_path: Path) -> None:
        vorlage = mappe(konzept)
        fill(vorlage, konzept)
        kunden = read_back(vorlage, konzept, tmp_path).kunden
        for feld in used_fields(konzept):
            if feld.an != "kunde" or feld.typ != "auswahl" or feld.name == "letzter_kontakt_art":
                continue
            gelesen = [kunden[i].werte[feld.name] for i in range(len(feld.werte))]
            assert gelesen == list(feld.werte), feld.name

    def test_days_and_sets_arrive(self, tmp_path: Path) -> None:
        konzept = konzept_of("aachen")
        vorlage = mappe(konzept)
        fill(vorlage, konzept)
        kunde = read_back(vorlage, konzept, tmp_path).kunden[0]
        assert kunde.werte["plan_abgeschlossen"] == TAG.date()
        assert kunde.werte["plaene"] == frozenset({date(2026, 2, 1), date(2026, 3, 15)})

    def test_empty_it_is_no_mistake(self, konzept: Konzept, tmp_path: Path) -> None:
        eingabe = read_back(mappe(konzept), konzept, tmp_path)
        assert (eingabe.kunden, eingabe.meldungen) == ((), ())

    def test_as_written_it_is_no_mistake_either(self, konzept: Konzept, tmp_path: Path) -> None:
        pfad = tmp_path / "vorlage.xlsx"
        pfad.write_bytes(as_template(konzept))
        eingabe = read([pfad], konzept.felder, STICHTAG)
        assert (eingabe.kunden, eingabe.meldungen, eingabe.unbeachtet) == ((), (), ())


def test_same_concept_same_bytes_and_nobody_is_named(konzept: Konzept) -> None:
    inhalt = as_template(konzept)
    assert inhalt == as_template(konzept)
    merkmale = load_workbook(BytesIO(inhalt)).properties
    assert (merkmale.creator, merkmale.lastModifiedBy) == (None, None)
    assert merkmale.created == datetime.combine(konzept.gilt_ab, datetime.min.time())


class TestCommand:
    def call(self, folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
        program = [Path(sys.executable).with_name("wiedervorlage"), "template", *args]
        env = {"WIEDERVORLAGE_CONFIG": str(folder), "PATH": ""}
        return subprocess.run(program, cwd=folder, env=env, capture_output=True, check=False)

    @pytest.mark.parametrize("key", KEYS)
    def test_writes_the_workbook(self, key: str, tmp_path: Path) -> None:
        ergebnis = self.call(tmp_path, "--jobcenter", key, "--out", "vorlage.xlsx")
        assert (ergebnis.returncode, ergebnis.stdout, ergebnis.stderr) == (0, b"", b"")
        assert (tmp_path / "vorlage.xlsx").read_bytes() == as_template(konzept_of(key))

    def test_without_out_it_is_a_bad_call(self, tmp_path: Path) -> None:
        ergebnis = self.call(tmp_path, "--jobcenter", "emden")
        assert ergebnis.returncode == 2
        assert ergebnis.stderr.decode("utf-8").startswith("Es fehlt --out.")

    def test_an_unknown_jobcenter_writes_nothing(self, tmp_path: Path) -> None:
        ergebnis = self.call(tmp_path, "--jobcenter", "emden", "--out", "vorlage.csv")
        assert ergebnis.stderr.decode("utf-8").startswith("vorlage.csv: Die Vorlage ist eine Arbeitsmappe")
        assert not (tmp_path / "vorlage.csv").exists()
        ergebnis = self.call(tmp_path, "--jobcenter", "atlantis", "--out", "vorlage.xlsx")
        assert (ergebnis.returncode, list(tmp_path.glob("*.xlsx"))) == (2, [])

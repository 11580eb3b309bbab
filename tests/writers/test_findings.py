"""The findings of `check`: what people read, what programs read, what a spreadsheet opens."""

import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook

from wiedervorlage import hookimpl
from wiedervorlage.check import Auffaellig, Befund, Lesartwirkung, Unentschieden
from wiedervorlage.errors import Meldung
from wiedervorlage.forecast.wording import Wortwahl
from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.expressions import Antwort
from wiedervorlage.konzept.haus import Kontrolle
from wiedervorlage.konzept.model import Einstellung, Feld, Regel
from wiedervorlage.plugins import load_host
from wiedervorlage.run import Run, start
from wiedervorlage.settings import Settings
from wiedervorlage.writers.check_json import as_json
from wiedervorlage.writers.check_text import as_text
from wiedervorlage.writers.check_workbook import as_workbook
from wiedervorlage.writers.findings import Teil, parts

ROOT = Path(__file__).parents[2]
STICHTAG = date(2026, 11, 23)
STATUS = Feld("status", "auswahl", "Status", "was er ist")
SCHULE = Feld("schueler", "ja_nein", "Schüler", "ob er zur Schule geht", fehlt=False)
ENDE = Feld("austritt", "datum", "Austritt", "wann er ausgetreten ist", an="teilnahme", fehlt="keine")
ERST = Feld("erstgespraech", "datum", "Erstgespräch", "wann es war", fehlt="keine")
LESART = Einstellung(
    "kontaktart", "Art des Kontakts", "eng", "Was zählt.", "Abs. 1", ("eng", "weit"), {"eng": "nur persönlich"}
)
KONTROLLE = Kontrolle("wv", "ohne Wiedervorlage", "Abs. 5", "Kein BewA ohne WV", None)  # type: ignore[arg-type]
KONZEPT = Konzept(
    "muster", "Konzept", "GA 1", date(2026, 1, 1), "NW", felder=(STATUS, SCHULE, ENDE, ERST), lesarten=(LESART,),
    regeln=(Regel("eins", "Kontakt", "Zeile 1", "alle", Antwort.OHNE_DATUM),),
)  # fmt: skip
WORTE = Wortwahl(KONZEPT, {"kontaktart": "eng"})
A, B, C, D = "AAAA2222", "BBBB3333", "CCCC4444", "DDDD5555"
LEER = Befund(
    gelesen=0, verworfen=0, stand=None, unbeachtet=(), meldungen=(), wiederholt=(), fehlende_listen=(),
    fehlende_spalten=(), unentschieden=(), auffaellig={art: {} for art in Auffaellig}, noch_nicht=(), lesarten=(),
    ohne_frist=(), kontrollen={},
)  # fmt: skip
VOLL = Befund(
    gelesen=9,
    verworfen=1,
    stand=date(2026, 11, 20),
    unbeachtet=("Telefon", "Ort"),
    meldungen=(Meldung("Der Wert fehlt; bitte ergänzen.", "l.csv", None, 3, "Status", "leer", "Status"),),
    wiederholt=(Meldung("Die Zeile wiederholt l.csv, Zeile 2.", "l.csv", None, 4, "Kundennummer", "doppelt"),),
    fehlende_listen=("Kontakte",),
    fehlende_spalten=(SCHULE, ENDE),
    unentschieden=(Unentschieden("Kontakt", "eins", frozenset({"status"}), (A, B)),),
    auffaellig={Auffaellig.VOR_ERSTGESPRAECH: {A: 2}, Auffaellig.ERGEBNIS_NACH_STICHTAG: {}, Auffaellig.TERMIN: {B: 3}},
    noch_nicht=((ERST, (C,)),),
    lesarten=(Lesartwirkung(LESART, "eng", "weit", 5),),
    ohne_frist=(C, D),
    kontrollen={KONTROLLE: (A,)},
)


def text(**was: Any) -> list[str]:
    """The screen without its first two lines and the last, for findings that are empty but for this."""
    befund = evolve(LEER, **was)
    zeilen = as_text("Kopf", befund, parts(befund, KONZEPT, WORTE)).splitlines()
    return [zeile for zeile in zeilen[2:-1] if zeile]


class TestScreen:
    def test_in_full_the_most_important_first(self) -> None:
        assert as_text("Kopf", VOLL, parts(VOLL, KONZEPT, WORTE)) == (
            "Kopf\n"
            "Gelesen: 9 Zeilen, Stand 20.11.2026, verworfen: 1, nicht verwendbare Angaben: 1\n"
            "\n"
            "Unbrauchbare Angaben: 1 Angabe. Bis sie in der Liste berichtigt sind, zählen sie nicht.\n"
            "  l.csv, Zeile 3, Spalte Status: Der Wert fehlt; bitte ergänzen.\n"
            "\n"
            "Doppelte Zeilen: 1 Zeile. Sie stehen mit denselben Angaben schon in der Liste und zählen nur einmal.\n"
            "  l.csv, Zeile 4, Spalte Kundennummer: Die Zeile wiederholt l.csv, Zeile 2.\n"
            "\n"
            "Fehlende Spalten und Listen: 3 fehlen. Das Konzept fragt danach; wo es sie gibt, bitte in den Export "
            "aufnehmen.\n"
            "  Kontakte (gilt als: keine)\n"
            "  Schüler (gilt als: nein)\n"
            "  Teilnahmen: Austritt (gilt als: gibt es nicht)\n"
            "\n"
            "Nicht zu entscheiden: 2 Kunden. Mit den fehlenden Angaben stehen die Fristen fest.\n"
            "  Kontakt – Zeile 1: 2 Kunden (AAAA-2222, BBBB-3333), es fehlt Status\n"
            "\n"
            "Auffällige Tage: 2 Kunden. Bitte prüfen, ob der Tag stimmt.\n"
            "  Erstgespräch nach dem Stichtag, zählt noch nicht: 1 Kunde (CCCC-4444)\n"
            "  Kontakte vor dem Erstgespräch: 2 bei 1 Kunde (AAAA-2222)\n"
            "\n"
            "Ohne jede Frist: 2 Kunden. Für sie ist zurzeit nichts offen. Warum, sagt wiedervorlage explain … "
            "--vorgang CODE.\n"
            "  CCCC-4444  DDDD-5555\n"
            "\n"
            "Ohne Wiedervorlage: 1 Kunde. Die Weisung sagt dazu: Abs. 5 „Kein BewA ohne WV“.\n"
            "  AAAA-2222\n"
            "\n"
            "Offene Lesarten: 1 Lesart. Der Text gibt sie nicht vor; was gelten soll, entscheidet das Haus in "
            "wiedervorlage.toml.\n"
            "  Art des Kontakts (kontaktart): jetzt „nur persönlich“; mit „weit“ andere Antwort für 5 Kunden\n"
            "\n"
            "Termine nach dem Stichtag: 3 Termine. Das ist kein Fehler, sie sind nur gezählt.\n"
            "  BBBB-3333\n"
            "\n"
            "Nicht benötigte Spalten: 2 Spalten. Sie werden nicht gelesen. Soll eine davon zählen, bitte ihre "
            "Überschrift anpassen.\n"
            "  Telefon, Ort\n"
        )

    def test_where_nothing_is_wrong_one_line_says_so(self) -> None:
        assert as_text("Kopf", LEER, parts(LEER, KONZEPT, WORTE)).splitlines()[-1] == (
            "Nichts zu melden: Unbrauchbare Angaben; Doppelte Zeilen; Fehlende Spalten und Listen; "
            "Nicht zu entscheiden; Auffällige Tage; Ohne jede Frist; Offene Lesarten; Termine nach dem Stichtag; "
            "Nicht benötigte Spalten"
        )

    def test_the_same_in_many_rows_is_said_once(self) -> None:
        def in_rows(anzahl: int) -> str:
            meldungen = tuple(Meldung("Falsch.", "l.xlsx", "Kunden", nr, "Status") for nr in range(2, 2 + anzahl))
            return text(meldungen=meldungen)[1]

        wo = "  l.xlsx, Blatt Kunden"
        assert in_rows(10) == f"{wo}, Zeilen 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, Spalte Status: Falsch."
        assert in_rows(11) == f"{wo}, Zeilen 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 und 1 weitere, Spalte Status: Falsch."

    @pytest.mark.parametrize("anders", [{"datei": "m.csv"}, {"blatt": "B"}, {"spalte": "Team"}, {"text": "Anders."}])
    def test_what_differs_is_said_apart(self, anders: dict[str, str]) -> None:
        meldung = Meldung("Falsch.", "l.csv", "A", 2, "Status")
        assert len(text(meldungen=(meldung, evolve(meldung, **anders)))) == 3

    def test_few_kunden_are_named_many_counted(self) -> None:
        def satz(*vorgaenge: str) -> str:
            return text(unentschieden=(Unentschieden("Kontakt", "", frozenset({"status", "schueler"}), vorgaenge),))[1]

        assert satz(A, B, C) == "  Kontakt: 3 Kunden (AAAA-2222, BBBB-3333, CCCC-4444), es fehlen Schüler und Status"
        assert satz(A, B, C, D) == "  Kontakt: 4 Kunden, es fehlen Schüler und Status"

    @pytest.mark.parametrize(("anzahl", "zeilen"), [(8, 1), (9, 2), (16, 2), (17, 3)])
    def test_codes_stop_after_two_lines(self, anzahl: int, zeilen: int) -> None:
        gezeigt = text(ohne_frist=tuple(f"AAAA{nr:04}" for nr in range(anzahl)))[1:]
        assert len(gezeigt) == zeilen
        weiter = "  … und 1 weitere; alle stehen in --format xlsx und json"
        assert (gezeigt[-1] == weiter) == (anzahl > 16)

    def test_the_reading_that_matters_most_comes_first(self) -> None:
        wirkungen = tuple(Lesartwirkung(LESART, "eng", f"w{anzahl}", anzahl) for anzahl in (0, 7, 3))
        assert [zeile.split()[-2] for zeile in text(lesarten=wirkungen)[1:]] == ["7", "3", "0"]


@pytest.fixture
def run() -> Run:
    @hookimpl
    def jobcenter_konzepte() -> list[Konzept]:
        return [KONZEPT]

    plugin = ModuleType("plugin")
    vars(plugin)["jobcenter_konzepte"] = jobcenter_konzepte
    dist = SimpleNamespace(name="wiedervorlage-muster", version="1.0")
    quelle: Any = SimpleNamespace(name="muster", value="muster", dist=dist, load=lambda: plugin)
    return start(load_host([quelle]).jobcenter["muster"], STICHTAG, Settings())


class TestJson:
    def test_in_full(self, run: Run) -> None:
        ohne_ort = {"datei": "l.csv", "blatt": None}
        assert json.loads(as_json(run, VOLL)) == {
            "schema": 1,
            "jobcenter": "muster",
            "konzept": "2026-01-01",
            "stichtag": "2026-11-23",
            "gelesen": 9,
            "verworfen": 1,
            "stand": "2026-11-20",
            "fehler": [
                {"text": "Der Wert fehlt; bitte ergänzen.", **ohne_ort, "zeile": 3, "spalte": "Status",
                 "gefunden": "leer", "erwartet": "Status"}
            ],
            "wiederholt": [
                {"text": "Die Zeile wiederholt l.csv, Zeile 2.", **ohne_ort, "zeile": 4, "spalte": "Kundennummer",
                 "gefunden": "doppelt", "erwartet": None}
            ],
            "fehlende_listen": ["Kontakte"],
            "fehlende_spalten": [
                {"liste": "Kunden", "name": "schueler", "ueberschrift": "Schüler", "gilt_als": "nein"},
                {"liste": "Teilnahmen", "name": "austritt", "ueberschrift": "Austritt", "gilt_als": "gibt es nicht"},
            ],
            "unbeachtet": ["Telefon", "Ort"],
            "unentschieden": [
                {"pflicht": "Kontakt", "regel": "eins", "fundstelle": "Zeile 1", "fehlt": ["status"], "anzahl": 2,
                 "vorgaenge": [A, B]}
            ],
            "auffaellig": [
                {"art": "kontakt_vor_erstgespraech", "anzahl": 2, "vorgaenge": [A]},
                {"art": "ergebnis_nach_stichtag", "anzahl": 0, "vorgaenge": []},
                {"art": "termin", "anzahl": 3, "vorgaenge": [B]},
            ],
            "noch_nicht": [{"name": "erstgespraech", "ueberschrift": "Erstgespräch", "anzahl": 1, "vorgaenge": [C]}],
            "ohne_frist": [C, D],
            "kontrollen": [
                {"id": "wv", "fundstelle": "Abs. 5", "wortlaut": "Kein BewA ohne WV", "text": "ohne Wiedervorlage",
                 "anzahl": 1, "vorgaenge": [A]}
            ],
            "lesarten": [
                {"name": "kontaktart", "bezeichnung": "Art des Kontakts", "fundstelle": "Abs. 1", "wert": "eng",
                 "anders": "weit", "anzahl": 5}
            ],
        }  # fmt: skip

    def test_every_key_is_there_where_nothing_is_wrong(self, run: Run) -> None:
        assert json.loads(as_json(run, LEER)).keys() == json.loads(as_json(run, VOLL)).keys()

    def test_every_key_is_documented(self, run: Run) -> None:
        seite = (ROOT / "docs" / "pruefung.md").read_text(encoding="utf-8")
        assert {key for key in json.loads(as_json(run, VOLL)) if f"`{key}`" not in seite} == set()


def test_every_part_is_documented() -> None:
    seite = (ROOT / "docs" / "pruefung.md").read_text(encoding="utf-8")
    teile = parts(LEER, KONZEPT, WORTE)
    assert {teil.titel for teil in teile if f"| {teil.titel} |" not in seite} == set()


class TestWorkbook:
    def write(self, run: Run, befund: Befund) -> bytes:
        return as_workbook(run, befund, parts(befund, KONZEPT, WORTE))

    def test_a_sheet_for_each_part_that_has_something_to_say(self, run: Run) -> None:
        assert load_workbook(BytesIO(self.write(run, VOLL))).sheetnames == [
            "Übersicht", "Unbrauchbare Angaben", "Doppelte Zeilen", "Fehlende Spalten und Listen",
            "Nicht zu entscheiden", "Auffällige Tage", "Ohne jede Frist", "Ohne Wiedervorlage", "Offene Lesarten",
            "Termine nach dem Stichtag", "Nicht benötigte Spalten",
        ]  # fmt: skip
        assert load_workbook(BytesIO(self.write(run, LEER))).sheetnames == ["Übersicht"]

    def test_the_first_counts_all_parts(self, run: Run) -> None:
        blatt = load_workbook(BytesIO(self.write(run, VOLL)))["Übersicht"]
        zahlen = {zeile[0]: zeile[1] for zeile in blatt.iter_rows(min_row=2, values_only=True)}
        assert zahlen == {
            "Zeilen gelesen": 9, "Unbrauchbare Angaben": 1, "Doppelte Zeilen": 1, "Fehlende Spalten und Listen": 3,
            "Nicht zu entscheiden": 2, "Auffällige Tage": 2, "Ohne jede Frist": 2, "Ohne Wiedervorlage": 1,
            "Offene Lesarten": 1, "Termine nach dem Stichtag": 3, "Nicht benötigte Spalten": 2,
        }  # fmt: skip

    def test_one_row_per_vorgang_with_numbers_as_numbers(self, run: Run) -> None:
        mappe = load_workbook(BytesIO(self.write(run, VOLL)))
        assert list(mappe["Nicht zu entscheiden"].values) == [
            ("Pflicht", "Stelle", "Es fehlt", "Kunden", "Vorgang"),
            ("Kontakt", "Zeile 1", "Status", 2, "AAAA-2222"),
            ("Kontakt", "Zeile 1", "Status", 2, "BBBB-3333"),
        ]
        assert list(mappe["Auffällige Tage"].values)[2] == ("Kontakte vor dem Erstgespräch", "AAAA-2222", 2)

    def test_each_can_be_sorted_and_is_confidential(self, run: Run) -> None:
        inhalt = self.write(run, VOLL)
        for blatt in load_workbook(BytesIO(inhalt)):
            assert (blatt.freeze_panes, blatt.auto_filter.ref) == ("A2", blatt.dimensions)
        with zipfile.ZipFile(BytesIO(inhalt)) as teile:
            blaetter = [teile.read(n).decode() for n in teile.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(blaetter) == 11
        assert all("<oddFooter>&amp;LVertraulich&amp;RSeite" in blatt for blatt in blaetter)

    def test_same_findings_same_bytes(self, run: Run) -> None:
        assert self.write(run, VOLL) == self.write(run, VOLL)

    def test_any_title_gives_a_sheet(self, run: Run) -> None:
        def teil(titel: str) -> Teil:
            return Teil(titel, 1, ("x", "x"), "", (), (("A", 10),), (("=1+1",),))

        titel = ["übersicht", "a/b: [c]?*\\", "'zitat'", "x" * 40, "X" * 40, "Ohne Aktivität seit dem letzten, ja"]
        mappe = load_workbook(BytesIO(as_workbook(run, LEER, [teil(t) for t in titel])))
        assert len({name.casefold() for name in mappe.sheetnames}) == 7
        assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in mappe.sheetnames)
        assert mappe.worksheets[1]["A2"].data_type == "s"


@pytest.mark.parametrize("jobcenter", ["aachen", "emden", "goettingen", "lichtenberg", "weimarer-land"])
def test_samples_say_the_same_in_every_form(jobcenter: str, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("wiedervorlage")
    liste = str(ROOT / "examples" / f"{jobcenter.replace('-', '_')}.csv")
    umgebung = {"WIEDERVORLAGE_CONFIG": str(tmp_path), "PATH": ""}
    for form in ("table", "json", "xlsx"):
        args = ("check", liste, "--jobcenter", jobcenter, "--on", "2026-11-23", "--format", form)
        subprocess.run([program, *args, "--out", tmp_path / form], cwd=tmp_path, env=umgebung, check=True)
    daten = json.loads((tmp_path / "json").read_text("utf-8"))
    mappe = load_workbook(BytesIO((tmp_path / "xlsx").read_bytes()))
    zahlen = {zeile[0]: zeile[1] for zeile in mappe["Übersicht"].iter_rows(min_row=2, values_only=True)}
    screen = (tmp_path / "table").read_text("utf-8")
    unklar = {v for u in daten["unentschieden"] for v in u["vorgaenge"]}
    termine = next(a["anzahl"] for a in daten["auffaellig"] if a["art"] == "termin")
    for titel, anzahl in {
        "Nicht zu entscheiden": len(unklar),
        "Ohne jede Frist": len(daten["ohne_frist"]),
        "Termine nach dem Stichtag": termine,
    }.items():
        assert zahlen[titel] == anzahl
        assert (f"\n{titel}: {anzahl} " in screen) == (anzahl > 0)
    assert unklar
    assert termine


def test_days_after_the_stichtag_are_found_in_sets_and_teilnahmen(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("wiedervorlage")
    (tmp_path / "l.csv").write_text(
        "Kundennummer;Pläne\n000X100001;01.02.2026, 24.11.2026\n000X100002;01.02.2026, 23.11.2026\n", encoding="utf-8"
    )
    (tmp_path / "l.teilnahmen.csv").write_text(
        "Kundennummer;Maßnahme;Beginn;Ende;Vorbericht am\n"
        "000X100001;Kurs;01.06.2026;31.12.2026;23.11.2026\n"
        "000X100002;Kurs;01.06.2026;31.12.2026;24.11.2026\n",
        encoding="utf-8",
    )
    args = ("check", "l.csv", "--jobcenter", "aachen", "--on", "2026-11-23", "--format", "json")
    umgebung = {"WIEDERVORLAGE_CONFIG": str(tmp_path), "PATH": ""}
    daten = json.loads(
        subprocess.run([program, *args], cwd=tmp_path, env=umgebung, stdout=subprocess.PIPE, check=True).stdout
    )
    gefunden = {f["name"]: (f["anzahl"], f["vorgaenge"]) for f in daten["noch_nicht"]}
    assert gefunden.keys() == {"plaene", "vorbericht_am"}
    (plan_anzahl, plan), (bericht_anzahl, bericht) = gefunden["plaene"], gefunden["vorbericht_am"]
    assert (plan_anzahl, bericht_anzahl) == (1, 1)
    assert plan != bericht

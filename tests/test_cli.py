"""The command line, called as its users call it."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wiedervorlage.cli import cli

ROOT = Path(__file__).parents[1]
SAMPLE = str(ROOT / "examples" / "weimarer_land.csv")
RUN = ("--jobcenter", "weimarer-land", "--on", "2026-11-23")
# the contract's own list, not the program's
KEYS = """
vorgang kundennummer betreuer pflicht massnahme regel art akteur status oeffnet faellig vorschlag eintrag verfaellt
kontaktarten verbindlich fundstelle begruendung fehlt hinweise checkliste ergebnis
""".split()  # noqa: SIM905

Call = Callable[..., Any]


def write_list(folder: Path, *rows: str) -> str:
    path = folder / "liste.csv"
    kopf = "Kundennummer;Betreuer;Geburtsdatum;Status;Integrationsprognose;Erstgespräch"
    path.write_text("\n".join([kopf, *rows]) + "\n", encoding="utf-8")
    return str(path)


GOOD = "000X100001;Ahrens;01.05.1984;arbeitslos;marktnah;02.11.2026"


class TestDue:
    def test_table_names_konzept_and_stichtag(self, call: Call) -> None:
        result = call("due", SAMPLE, *RUN)
        assert result.status == 0
        assert result.err.startswith("Hinweis: Neue Schlüsseldatei")
        assert call("due", SAMPLE, *RUN).err == ""
        assert result.out.splitlines()[0].endswith("· Stichtag 23.11.2026")
        assert "überfällig" in result.out

    def test_json_has_exactly_the_keys_of_the_contract(self, call: Call) -> None:
        result = call("due", SAMPLE, *RUN, "--format", "json", "--all")
        daten = json.loads(result.out)
        assert list(daten) == ["schema", "jobcenter", "konzept", "stichtag", "wiedervorlagen", "fehler"]
        assert (daten["schema"], daten["jobcenter"]) == (1, "weimarer-land")
        assert (daten["konzept"], daten["stichtag"]) == ("2017-08-15", "2026-11-23")
        assert {tuple(w) for w in daten["wiedervorlagen"]} == {tuple(KEYS)}
        assert all(len(w["vorgang"]) == 8 for w in daten["wiedervorlagen"])

    def test_json_has_a_line_for_each_item(self, call: Call) -> None:
        out = call("due", SAMPLE, *RUN, "--format", "json").out
        kopf, *zeilen, fehler, ende = out.splitlines()
        assert kopf.endswith('"wiedervorlagen": [')
        assert [json.loads(z.removesuffix(",")) for z in zeilen] == json.loads(out)["wiedervorlagen"]
        assert (fehler, ende) == ('], "fehler": [', "]}")

    def test_json_of_an_empty_list_is_whole(self, call: Call, tmp_path: Path) -> None:
        daten = json.loads(call("due", write_list(tmp_path), *RUN, "--format", "json").out)
        assert (daten["wiedervorlagen"], daten["fehler"]) == ([], [])

    def test_json_is_sorted_with_null_last(self, call: Call) -> None:
        daten = json.loads(call("due", SAMPLE, *RUN, "--format", "json", "--all").out)
        felder = ("betreuer", "eintrag", "vorgang", "pflicht", "massnahme", "faellig")
        raenge = [[(w[f] is None, w[f] or "") for f in felder] for w in daten["wiedervorlagen"]]
        assert raenge == sorted(raenge)

    def test_all_adds_what_is_not_owed_and_nothing_else(self, call: Call) -> None:
        alle = json.loads(call("due", SAMPLE, *RUN, "--format", "json", "--all").out)["wiedervorlagen"]
        ohne = json.loads(call("due", SAMPLE, *RUN, "--format", "json").out)["wiedervorlagen"]
        verschwiegen = {"erledigt", "entfaellt", "verfallen", "nicht_geregelt"}
        assert ohne == [w for w in alle if w["status"] not in verschwiegen]
        assert len(ohne) < len(alle)

    def test_every_row_of_the_concept_stands_in_the_sample(self, call: Call) -> None:
        from wiedervorlage.plugins import load_host

        daten = json.loads(call("due", SAMPLE, *RUN, "--format", "json", "--all").out)
        regeln = {r.id for k in load_host().get("weimarer-land").konzepte for r in k.regeln}
        assert {w["regel"] for w in daten["wiedervorlagen"]} - {None} == regeln

    def test_until_keeps_that_day_and_drops_the_next(self, call: Call) -> None:
        alle = json.loads(call("due", SAMPLE, *RUN, "--format", "json").out)["wiedervorlagen"]
        bis = json.loads(call("due", SAMPLE, *RUN, "--format", "json", "--until", "2026-11-25").out)["wiedervorlagen"]
        assert bis == [w for w in alle if w["eintrag"] is not None and w["eintrag"] <= "2026-11-25"]
        assert bis

    def test_betreuer_restricts(self, call: Call) -> None:
        daten = json.loads(call("due", SAMPLE, *RUN, "--format", "json", "--betreuer", "Celik").out)
        assert {w["betreuer"] for w in daten["wiedervorlagen"]} == {"Celik"}

    def test_betreuer_is_found_like_a_heading_and_an_unknown_one_is_refused(self, call: Call) -> None:
        assert "Celik" in call("due", SAMPLE, *RUN, "--betreuer", " celik ").out
        result = call("due", SAMPLE, *RUN, "--betreuer", "Selik")
        assert result.status == 2
        assert result.err.endswith("Einen Betreuer „Selik“ hat die Liste nicht. Es gibt Ahrens, Brückner, Celik.\n")

    def test_never_writes_over_the_list_it_reads(self, call: Call, tmp_path: Path) -> None:
        liste = write_list(tmp_path, GOOD)
        result = call("due", liste, *RUN, "--out", liste)
        assert result.status == 2
        assert "gehört zur Liste" in result.err
        assert GOOD in Path(liste).read_text("utf-8")

    def test_an_empty_list_is_told(self, call: Call, tmp_path: Path) -> None:
        assert "Die Liste enthält keine Kunden." in call("due", write_list(tmp_path), *RUN).err

    def test_csv_guards_against_formulas(self, call: Call, tmp_path: Path) -> None:
        liste = write_list(tmp_path, GOOD.replace("Ahrens", "=1+1"))
        assert "'=1+1" in call("due", liste, *RUN, "--format", "csv").out

    def test_out_writes_the_file_and_prints_nothing(self, call: Call, tmp_path: Path) -> None:
        result = call("due", SAMPLE, *RUN, "--format", "json", "--out", str(tmp_path / "liste.json"))
        assert (result.status, result.out) == (0, "")
        assert json.loads((tmp_path / "liste.json").read_text("utf-8"))["schema"] == 1


class TestBadCalls:
    def test_three_bad_rows_leave_the_good_ones(self, call: Call, tmp_path: Path) -> None:
        schlecht = [";Ahrens;01.05.1984;;;", "1E+123;Ahrens;01.05.1984;;;", GOOD.replace("marktnah", "links")]
        liste = write_list(tmp_path, *schlecht[:2], schlecht[2].replace("100001", "100002"), GOOD)
        result = call("due", liste, *RUN, "--format", "json")
        daten = json.loads(result.out)
        assert result.status == 1
        assert {w["kundennummer"] for w in daten["wiedervorlagen"]} == {"000X100001", "000X100002"}
        assert [f["zeile"] for f in daten["fehler"]] == [2, 3, 4]
        assert set(daten["fehler"][0]) == {"datei", "blatt", "zeile", "spalte", "gefunden", "erwartet", "text"}
        assert len(re.findall(r"liste\.csv, Zeile \d, ", result.err)) == 3
        assert "3 Angaben waren nicht zu verwenden." in result.err

    @pytest.mark.parametrize(
        ("stand", "hinweis"),
        [
            ("16.11.2026", ""),
            ("15.11.2026", "Die Liste ist vom 15.11.2026, 8 Tage vor dem Stichtag."),
            ("23.11.2026", ""),
            ("24.11.2026", "Die Liste ist vom 24.11.2026, also von einem Tag nach dem Stichtag."),
        ],
    )
    def test_a_list_of_another_week_is_doubted(self, call: Call, tmp_path: Path, stand: str, hinweis: str) -> None:
        liste = Path(write_list(tmp_path, GOOD))
        liste.write_text(f"Stand: {stand}\n" + liste.read_text("utf-8"), encoding="utf-8")
        result = call("due", str(liste), *RUN)
        assert result.status == 0
        assert hinweis in result.err
        assert ("Die Liste ist vom" in result.err) is bool(hinweis)

    def test_a_list_without_the_others_is_doubted(self, call: Call, tmp_path: Path) -> None:
        err = call("export", write_list(tmp_path, GOOD), *RUN, "--out", "eins").err
        assert "Hinweis: Die Liste hat keine Kontakte und keine Teilnahmen; das Konzept fragt danach." in err
        assert "Die Liste hat keine" not in call("export", SAMPLE, *RUN, "--out", "zwei").err

    def test_no_key_is_made_where_a_share_is_missing(self, call: Call, tmp_path: Path) -> None:
        (tmp_path / "wiedervorlage.toml").write_text('schluessel = "laufwerk/haus.key"', encoding="utf-8")
        result = call("due", SAMPLE, *RUN)
        assert (result.status, "Bitte das Laufwerk verbinden" in result.err) == (2, True)
        assert not (tmp_path / "laufwerk").exists()
        (tmp_path / "laufwerk").mkdir()
        assert call("due", SAMPLE, *RUN).status == 0

    def test_unreadable_file(self, call: Call) -> None:
        result = call("due", "gibt-es-nicht.csv", *RUN)
        assert (result.status, result.out) == (2, "")
        assert "gibt-es-nicht.csv" in result.err

    def test_unknown_jobcenter_names_the_nearest(self, call: Call) -> None:
        result = call("due", SAMPLE, "--jobcenter", "weimarerland")
        assert result.status == 2
        assert result.err == "Das Jobcenter „weimarerland“ ist nicht installiert; gemeint ist wohl „weimarer-land“.\n"

    def test_no_concept_in_force(self, call: Call) -> None:
        result = call("due", SAMPLE, "--jobcenter", "weimarer-land", "--on", "2017-08-14")
        assert result.status == 2
        assert result.err.endswith(
            "weimarer-land: Am 14.08.2017 gilt kein Konzept; das früheste gilt ab 15.08.2017. "
            "Bitte einen anderen Tag mit --on nennen.\n"
        )

    @pytest.mark.parametrize(
        ("args", "satz"),
        [
            (("dou",), "Den Befehl „dou“ gibt es nicht."),
            (("due", SAMPLE, "--form", "json"), "Die Option --form gibt es nicht."),
            (("due",), "Es fehlt die Datei."),
            (("due", SAMPLE, "--on", "morgen"), "--on: „morgen“ ist kein Datum"),
            (("due", SAMPLE, "--format", "pdf"), "--format: erlaubt sind table, json, csv, xlsx."),
            (("explain", SAMPLE, *RUN), "Bitte entweder --kunde oder --vorgang angeben."),
            (("export", SAMPLE, *RUN), "Es fehlt --out."),
        ],
    )
    def test_bad_call_is_answered_in_german(self, call: Call, args: tuple[str, ...], satz: str) -> None:
        result = call(*args)
        assert result.status == 2
        assert satz in result.err

    def test_unknown_setting(self, call: Call, tmp_path: Path) -> None:
        (tmp_path / "wiedervorlage.toml").write_text("horizon = '8 Wochen'\n", encoding="utf-8")
        result = call("due", SAMPLE, *RUN)
        assert result.status == 2
        assert (
            result.err == "wiedervorlage.toml: Die Einstellung „horizon“ gibt es nicht; gemeint ist wohl „horizont“.\n"
        )


class TestExplain:
    def test_by_kunde_and_by_vorgang_is_the_same(self, call: Call) -> None:
        daten = json.loads(call("due", SAMPLE, *RUN, "--format", "json").out)["wiedervorlagen"]
        w = next(w for w in daten if w["regel"] == "u25")
        kunde = call("explain", SAMPLE, *RUN, "--kunde", w["kundennummer"])
        assert call("explain", SAMPLE, *RUN, "--vorgang", w["vorgang"].lower()).out == kunde.out
        assert all(zeile in kunde.out for zeile in w["begruendung"])

    @pytest.mark.parametrize("jobcenter", ["emden", "lichtenberg"])
    def test_reads_like_a_note_for_the_file(self, call: Call, jobcenter: str) -> None:
        golden = (ROOT / "tests" / "golden" / f"explain_{jobcenter}.txt").read_text(encoding="utf-8")
        liste = str(ROOT / "examples" / f"{jobcenter}.csv")
        run = ("--jobcenter", jobcenter, "--on", "2026-11-23")
        noten = [call("explain", liste, *run, "--kunde", nummer).out for nummer in re.findall(r"Kunde (\w+)", golden)]
        assert re.sub(r"\b\w{4}-\w{4}\b", "XXXX-XXXX", "\n".join(noten)) == golden
        assert re.search(r"\d{4}-\d\d-\d\d|[a-z]_[a-z]", golden) is None  # no ISO dates, no field names

    def test_kunde_who_is_not_in_the_list(self, call: Call) -> None:
        result = call("explain", SAMPLE, *RUN, "--kunde", "000X999999")
        assert result.status == 2
        assert result.err.endswith("Diesen Kunden gibt es in der Liste nicht.\n")

    def test_an_item_of_the_whole_house(self, call: Call) -> None:
        liste, run = str(ROOT / "examples" / "emden.csv"), ("--jobcenter", "emden", "--on", "2026-11-23")
        daten = json.loads(call("due", liste, *run, "--format", "json").out)["wiedervorlagen"]
        w = next(w for w in daten if w["regel"] == "konzeptpruefung")
        out = call("explain", liste, *run, "--vorgang", w["vorgang"]).out
        assert out.startswith("Für das ganze Haus\n")
        assert "Konzeptprüfung: offen, fällig bis Do 31.12.2026" in out


class TestExport:
    def test_one_file_per_betreuer_and_identical_bytes(self, call: Call, tmp_path: Path) -> None:
        erste = call("export", SAMPLE, *RUN, "--out", "eins")
        call("export", SAMPLE, *RUN, "--out", "zwei")
        namen = sorted(p.name for p in (tmp_path / "eins").iterdir())
        assert namen == ["Ahrens.ics", "Brückner.ics", "Celik.ics"]
        for name in namen:
            inhalt = (tmp_path / "eins" / name).read_bytes()
            assert inhalt == (tmp_path / "zwei" / name).read_bytes()
            zeile = next(z for z in erste.out.splitlines() if name in z)
            assert int(zeile.split()[-1]) == inhalt.count(b"BEGIN:VEVENT")

    def test_no_kundennummer_in_a_calendar(self, call: Call, tmp_path: Path) -> None:
        call("export", SAMPLE, *RUN, "--out", "kalender")
        for datei in (tmp_path / "kalender").iterdir():
            assert b"000X" not in datei.read_bytes()

    def test_only_open_items_up_to_the_horizon(self, call: Call, tmp_path: Path) -> None:
        call("export", SAMPLE, *RUN, "--out", "kalender")
        daten = json.loads(call("due", SAMPLE, *RUN, "--format", "json").out)["wiedervorlagen"]
        erwartet = [
            w
            for w in daten
            if w["status"] in {"offen", "ueberfaellig", "kommend", "unbestimmt", "individuell"}
            and w["eintrag"] is not None
            and w["eintrag"] <= "2027-01-18"
        ]
        geschrieben = sum(p.read_bytes().count(b"BEGIN:VEVENT") for p in (tmp_path / "kalender").iterdir())
        assert geschrieben == len(erwartet)


class TestCheck:
    def test_names_what_is_missing_and_what_readings_change(self, call: Call) -> None:
        out = call("check", SAMPLE, *RUN).out
        assert re.search(r"Folgekontakt – Tabelle, Zeile \d+: 1 Kunde \(\w{4}-\w{4}\), es fehlt Geburtsdatum", out)
        assert "Vorrang unter den Kundengruppen (vorrang): jetzt „ein“; mit „aus“ andere Antwort für" in out
        assert "Kein BewA ohne WV" in out

    def test_names_missing_columns_and_what_they_count_as(self, call: Call, tmp_path: Path) -> None:
        out = call("check", write_list(tmp_path, GOOD), *RUN).out
        assert "  Fallmanagement (gilt als: nein)" in out
        assert "  Arbeitslos seit (gilt als: nicht bekannt)" in out
        assert "  Geburtsdatum" not in out
        assert "  Kontakte (gilt als: keine)" in out

    def test_readings_are_told_in_words(self, call: Call) -> None:
        out = call("check", str(ROOT / "examples" / "emden.csv"), "--jobcenter", "emden", "--on", "2026-11-23").out
        assert "jetzt „nur persönlich“; mit „auch Telefon und Video“" in out
        assert re.search(r"persoenlich|av_gespraech|nur_ep", out) is None

    def test_findings_go_to_out_and_to_standard_error(self, call: Call, tmp_path: Path) -> None:
        liste = write_list(tmp_path, GOOD.replace("arbeitslos", "arbeitslso"))
        result = call("check", liste, *RUN)
        satz = "„arbeitslso“ ist hier kein bekannter Wert, gemeint ist vielleicht „arbeitslos“"
        assert (result.status, satz in result.out, satz in result.err) == (1, True, True)

    @pytest.mark.parametrize("form", ["table", "json", "xlsx"])
    def test_a_file_instead_of_the_screen(self, call: Call, tmp_path: Path, form: str) -> None:
        result = call("check", SAMPLE, *RUN, "--format", form, "--out", str(tmp_path / "befund"))
        assert (result.status, result.out) == (0, "")
        anfang = {"table": b"Kundenkontaktdichtekonzept", "json": b"{", "xlsx": b"PK"}[form]
        assert (tmp_path / "befund").read_bytes().startswith(anfang)

    def test_a_workbook_needs_a_file(self, call: Call) -> None:
        result = call("check", SAMPLE, *RUN, "--format", "xlsx")
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith("Eine Arbeitsmappe braucht eine Zieldatei: --out FILE.xlsx\n")

    def test_never_writes_over_the_list_it_reads(self, call: Call, tmp_path: Path) -> None:
        liste = write_list(tmp_path, GOOD)
        assert call("check", liste, *RUN, "--out", liste).status == 2
        assert GOOD in Path(liste).read_text("utf-8")

    def test_an_unreadable_file_and_an_unknown_jobcenter(self, call: Call) -> None:
        assert call("check", "gibt-es-nicht.csv", *RUN).status == 2
        assert call("check", SAMPLE, "--jobcenter", "gibt-es-nicht").status == 2

    @pytest.mark.parametrize("form", ["table", "json", "xlsx"])
    def test_nobody_is_named(self, call: Call, tmp_path: Path, form: str) -> None:
        kopf = (
            "Name;Vorname;Kundennummer;Betreuer;Geburtsdatum;Status;Integrationsprognose;Schüler;Erstgespräch;Telefon"
        )
        zeilen = [
            "Beispiel;Erika;000X100001;Ahrens;01.05.1984;arbeitslos;marktnah;nein;02.12.2026;0711 4711",
            "Beispiel;Erika;000X100001;Ahrens;01.05.1984;arbeitslos;marktnah;nein;02.12.2026;0711 4711",
            "Beispiel;Erika;000X100001;Ahrens;01.05.1984;ratsuchend;marktnah;nein;02.12.2026;0711 4711",
            "Beispiel;Erika;000X100002;Ahrens;Beispiel;Erika;Erika Beispiel;Erika;Beispiel, Erika;0711 4711",
            "Beispiel;Erika;Erika Beispiel;Ahrens;32.05.1984;arbeitslos;marktnah;nein;;0711 4711",
            "Beispiel;Erika;000X100003;Ahrens;01.05.1984;;;;02.11.2026;0711 4711",
        ]
        liste = tmp_path / "liste.csv"
        liste.write_text("\n".join([kopf, *zeilen]), encoding="utf-8")
        ziel = tmp_path / "befund"
        result = call("check", str(liste), *RUN, "--format", form, "--out", str(ziel))
        assert result.status == 1
        befund = ziel.read_bytes()
        if form == "xlsx":
            with zipfile.ZipFile(ziel) as mappe:
                befund = b"".join(map(mappe.read, mappe.namelist()))
        text = befund.decode("utf-8") + result.err
        assert "doppelt" in text.casefold()
        assert [wort for wort in ("Beispiel", "Erika", "Ahrens", "000X", "1984", "4711") if wort in text] == []


class TestVerify:
    def test_counts_cases(self, call: Call) -> None:
        result = call("verify", *map(str, ROOT.glob("plugins/*/src/*/faelle.toml")))
        assert result.status == 0
        assert result.out.endswith("Fälle, 0 falsch.\n")

    def test_wrong_case_is_shown(self, call: Call, tmp_path: Path) -> None:
        fall = tmp_path / "fall.toml"
        fall.write_text(
            'jobcenter = "weimarer-land"\n[[fall]]\nname = "falsch"\nstichtag = 2026-02-10\n'
            'kunde = { kundennummer = "000X100001", geburtsdatum = 2004-05-01, erstgespraech = 2026-01-31 }\n'
            'erwartet = [ { pflicht = "Folgekontakt", faellig = 2026-03-03, regel = "u25" } ]\n',
            encoding="utf-8",
        )
        result = call("verify", str(fall))
        assert result.status == 1
        assert "faellig: erwartet 03.03.2026, gefunden 28.02.2026" in result.out
        assert "regel" not in result.out
        assert "Hinweis: " not in result.err

    def test_what_it_does_not_know_is_a_hint_and_no_mistake(self, call: Call, tmp_path: Path) -> None:
        fall = tmp_path / "fall.toml"
        fall.write_text(
            'jobcenter = "weimarer-land"\n[[fall]]\nname = "seltsam"\nstichtag = 2026-02-10\n'
            'kunde = { kundennummer = "000X100001", geburtsdatm = 2004-05-01 }\nnicht = [ "Folgekontkt" ]\n',
            encoding="utf-8",
        )
        result = call("verify", str(fall))
        assert (result.status, result.out) == (0, "1 Fall, 0 falsch.\n")
        wo = f"Hinweis: {fall}, Fall „seltsam“: "
        assert result.err.splitlines() == [
            f"{wo}kunde: „geburtsdatm“ ist keine bekannte Angabe; gemeint ist wohl „geburtsdatum“.",
            f"{wo}nicht: Die Pflicht „Folgekontkt“ hat das Konzept nicht; gemeint ist wohl „Folgekontakt“.",
        ]


def test_plugins_names_the_concept_in_force(call: Call) -> None:
    out = call("plugins", "--on", "2026-11-23").out
    assert "weimarer-land" in out
    assert "gilt ab 15.08.2017" in out


def test_plugins_shows_the_page_of_a_concept(call: Call, tmp_path: Path) -> None:
    page = call("plugins", "--page", "weimarer-land", "--on", "2026-11-23").out
    assert page.startswith("# weimarer-land: Kundenkontaktdichtekonzept\n")
    assert "| u25 | Tabelle, Zeile 1: „unter 25 Jahren 1 Monat“ | Alter: unter 25 |" in page
    assert "## Was nicht abgebildet ist" in page
    result = call("plugins", "--page", "weimarer-land", "--on", "2026-11-23", "--out", str(tmp_path / "seite.md"))
    assert (result.status, result.out) == (0, "")
    assert (tmp_path / "seite.md").read_text(encoding="utf-8") == page


@pytest.mark.parametrize(
    ("key", "on", "text"),
    [
        ("weimar", "2026-11-23", "Das Jobcenter „weimar“ ist nicht installiert"),
        ("weimarer-land", "2017-08-14", "Am 14.08.2017 gilt kein Konzept; das früheste gilt ab 15.08.2017."),
    ],
)
def test_there_is_no_page_without_a_concept(call: Call, key: str, on: str, text: str) -> None:
    result = call("plugins", "--page", key, "--on", on)
    assert (result.status, result.out) == (2, "")
    assert text in result.err


@pytest.mark.parametrize("command", [None, *cli.commands])
def test_help_is_german(call: Call, command: str | None) -> None:
    result = call(*([command] if command else []), "--help")
    assert result.status == 0
    assert result.out.startswith("Aufruf: wiedervorlage")
    assert "Show this" not in result.out


def test_a_help_page_waits_for_no_library_but_click() -> None:
    program = "import sys, wiedervorlage.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "click" in loaded
    assert not loaded & {"attr", "pluggy", "icalendar", "holidays", "tomllib", "importlib.metadata", "difflib"}


def test_the_program_itself_runs() -> None:
    program = Path(sys.executable).with_name("wiedervorlage")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("wiedervorlage 0.")


def test_python_starts_it_without_its_own_program() -> None:
    done = subprocess.run([sys.executable, "-m", "wiedervorlage", "--version"], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout.split()[0]) == (0, "wiedervorlage")


def test_capacity_says_whose_post_it_does_not_know(call: Call, tmp_path: Path) -> None:
    liste = str(ROOT / "examples" / "lichtenberg.csv")
    run = ("capacity", liste, "--jobcenter", "lichtenberg", "--on", "2026-11-23")
    (tmp_path / "wiedervorlage.toml").write_text("[stellen]\nNowak = { anteil = 1 }\nNemo = { anteil = 1 }\n", "utf-8")
    err = call(*run).err
    assert "Hinweis: Kein Soll ohne Stellenanteil ([stellen] in wiedervorlage.toml): Großmann, Öztürk." in err
    assert "Hinweis: [stellen] nennt, wen die Liste nicht hat: Nemo." in err

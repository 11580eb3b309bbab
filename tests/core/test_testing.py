"""Each check of `wiedervorlage.testing`: a plugin in order passes all, and a bad one is rejected by its check."""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from wiedervorlage import hookimpl
from wiedervorlage.cases import Fall
from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.konzept import load_konzept
from wiedervorlage.plugins import load_host
from wiedervorlage.testing import CHECKS, Finding, Plugin
from wiedervorlage.testing.rows import gaps
from wiedervorlage.testing.suite import judge

pytest_plugins = ["pytester"]

STICHTAG = date(2026, 2, 10)
GRUND = """
[[kontaktbegriff]]
name       = "Beratung"
fundstelle = "Abs. 1"
wortlaut   = "Beratungsgespräch"

[[tatsache]]
name        = "letzte_beratung"
bezeichnung = "letzte Beratung"
fundstelle  = "Abs. 1"
letzter     = { kontakt = "Beratung" }

[[tatsache]]
name        = "jung"
bezeichnung = "unter 25"
fundstelle  = "Abs. 1"
wenn        = { alter = "< 25" }

[[pflicht]]
name   = "Kontakt"
luecke = true
"""


def kontakt(tag: date) -> Mapping[str, Any]:
    return {"datum": tag, "art": "persoenlich"}


JUNG = Fall(
    "letzter Tag mit 24",
    STICHTAG,
    {"kundennummer": "000X1", "geburtsdatum": date(2001, 2, 11), "kontakte": [kontakt(date(2026, 1, 31))]},
    ({"pflicht": "Kontakt", "regel": "jung", "faellig": date(2026, 2, 28)},),
)
ALT = Fall(
    "25. Geburtstag",
    STICHTAG,
    {"kundennummer": "000X2", "geburtsdatum": date(2001, 2, 10), "kontakte": [kontakt(date(2026, 1, 31))]},
    ({"pflicht": "Kontakt", "regel": "alt", "faellig": date(2026, 4, 30)},),
)


class Quelle:
    """An entry point of the group `wiedervorlage`."""

    name = "muster"
    value = "wiedervorlage_muster"
    dist = SimpleNamespace(name="wiedervorlage-muster", version="1.0")

    def __init__(self, plugin: object) -> None:
        self._plugin = plugin

    def load(self) -> object:
        if isinstance(self._plugin, Exception):
            raise self._plugin
        return self._plugin


Make = Callable[..., Plugin]


@pytest.fixture
def zeilen(regel: Callable[..., str]) -> str:
    return regel("jung", "letzte_beratung + 1 Monat", "wenn = { jung = true }") + regel(
        "alt", "letzte_beratung + 3 Monate", "wenn = { jung = false }"
    )


@pytest.fixture
def make(kopf: str, zeilen: str) -> Make:
    """Makes a plugin of rows, cases and further hooks; what is left out is in order."""

    def make(
        *hooks: Callable[..., Any], kopf: str = kopf, rows: str = zeilen, faelle: Sequence[Fall] = (JUNG, ALT)
    ) -> Plugin:
        modul = ModuleType("muster")
        for hook in hooks:
            setattr(modul, hook.__name__, hookimpl(hook))
        modul.jobcenter_konzepte = hookimpl(lambda: [load_konzept(kopf + GRUND + rows, "konzept.toml")])
        return Plugin("muster", load_host([Quelle(modul)]), tuple(faelle))

    return make


def answer(change: Callable[[Wiedervorlage, date], Wiedervorlage]) -> Callable[..., Any]:
    """A plugin's own answer: that of the core, changed; `change` is given the Stichtag too."""

    def evaluate_contact_rules(forecaster: Any, akte: Any) -> list[Wiedervorlage]:
        return [change(w, forecaster.stichtag) for w in forecaster.forecast(akte, "kontaktregeln")]

    return evaluate_contact_rules


def counting() -> Callable[..., Any]:
    """An answer that hangs on how often it was asked for a Kunde before."""
    mal = count()
    return answer(lambda w, _: evolve(w, hinweise=("gerade" if next(mal) % 2 == 0 else "ungerade",)))


def subjects(check: str, plugin: Plugin) -> list[str]:
    return [finding.subject for finding in CHECKS[check](plugin)]


@pytest.mark.parametrize("check", CHECKS)
def test_a_plugin_in_order_passes(check: str, make: Make) -> None:
    assert CHECKS[check](make()) == []


class TestLoads:
    def test_a_plugin_that_raises(self) -> None:
        (fund,) = CHECKS["loads"](Plugin("muster", load_host([Quelle(ImportError("kein Modul"))]), (JUNG,)))
        assert "kein Modul" in fund.text

    def test_a_plugin_that_is_not_installed(self, make: Make) -> None:
        (fund,) = CHECKS["loads"](evolve(make(), key="anderes"))
        assert fund.text == "Das Jobcenter „anderes“ ist nicht installiert; es gibt muster."

    @pytest.mark.parametrize(("key", "text"), [("wortlaut", "Wort jung"), ("fundstelle", "Zeile jung")])
    def test_a_row_without_a_source(self, make: Make, zeilen: str, key: str, text: str) -> None:
        (fund,) = CHECKS["loads"](make(rows=zeilen.replace(text, " ")))
        assert f"[[regel]] jung {key}: gefunden „" in fund.text

    def test_no_cases(self, make: Make) -> None:
        (fund,) = CHECKS["loads"](make(faelle=()))
        assert fund.text == "Neben dem Konzept fehlt eine Falldatei faelle.toml."

    def test_a_case_on_a_day_without_a_concept(self, make: Make) -> None:
        zu_frueh = evolve(ALT, stichtag=date(2019, 12, 31))
        (fund,) = CHECKS["loads"](make(faelle=(JUNG, zu_frueh)))
        text = "muster: Am 31.12.2019 gilt kein Konzept; das früheste gilt ab 01.01.2020."
        assert fund == Finding("25. Geburtstag", text)

    def test_no_concept(self, make: Make) -> None:
        plugin = make()
        vars(plugin.jobcenter)["konzepte"] = ()
        assert CHECKS["loads"](plugin) == [Finding("muster", "Das Plugin liefert kein Konzept.")]


class TestRows:
    def test_a_case_that_does_not_hold(self, make: Make) -> None:
        falsch = evolve(ALT, erwartet=({"pflicht": "Kontakt", "faellig": date(2026, 5, 1)},))
        assert subjects("cases", make(faelle=(JUNG, falsch))) == ["25. Geburtstag"]

    def test_a_row_that_never_wins(self, make: Make, zeilen: str, regel: Callable[..., str]) -> None:
        nie = regel("nie", "letzte_beratung + 1 Tag", 'wenn = { alter = "> 120" }')
        assert subjects("rows_win", make(rows=zeilen + nie)) == ["nie"]
        assert subjects("rows_just_miss", make(rows=zeilen + nie)) == []  # one test fails

    def test_a_row_that_is_far_off(self, make: Make, zeilen: str, regel: Callable[..., str]) -> None:
        fern = regel("fern", "letzte_beratung + 1 Tag", 'wenn = { alter = "> 120", schueler = true }')
        assert subjects("rows_just_miss", make(rows=zeilen + fern)) == ["fern"]

    def test_a_row_that_is_only_ever_hit(self, make: Make) -> None:
        assert subjects("rows_just_miss", make(faelle=(JUNG,))) == ["jung"]

    def test_a_row_that_loses_to_another_just_misses(self, make: Make, regel: Callable[..., str]) -> None:
        beide = regel("a", "letzte_beratung + 1 Monat", 'wenn = { alter = "< 99" }') + regel(
            "b", "letzte_beratung + 2 Monate", 'wenn = { alter = "< 99" }'
        )
        assert subjects("rows_just_miss", make(rows=beide)) == ["a"]

    def test_rows_that_overlap(self, make: Make, zeilen: str, regel: Callable[..., str]) -> None:
        immer = regel("immer", "letzte_beratung + 2 Monate")
        assert subjects("overlaps", make(rows=zeilen + immer)) == ["jung / immer", "alt / immer"]
        vorrang = regel("immer", "letzte_beratung + 2 Monate", 'vorrang_vor = ["jung", "alt"]')
        assert subjects("overlaps", make(rows=zeilen + vorrang)) == []

    def test_rows_that_overlap_for_a_kunde_of_no_case(self, make: Make, zeilen: str, regel: Callable[..., str]) -> None:
        schueler = regel("schueler", "letzte_beratung + 1 Woche", "wenn = { schueler = true }")
        assert subjects("overlaps", make(rows=zeilen + schueler)) == ["jung / schueler", "alt / schueler"]

    ENG = """
[[kontaktbegriff]]
name       = "Gespräch"
fundstelle = "Abs. 2"
wortlaut   = "persönlich oder am Telefon"
wenn       = { art = ["persoenlich", "telefonisch"] }
"""
    GEZAEHLT = 'kontakt = "Gespräch"'

    def test_a_row_for_which_some_kinds_count_and_all_are_shown(
        self, make: Make, zeilen: str, regel: Callable[..., str]
    ) -> None:
        ohne = zeilen + self.ENG + regel("ohne", "letzte_beratung + 1 Tag", self.GEZAEHLT)
        mit = regel("mit", "letzte_beratung + 1 Tag", f'{self.GEZAEHLT}\nkontaktarten = ["persoenlich"]')
        (fund,) = CHECKS["kontaktarten"](make(rows=ohne + mit))
        assert fund == Finding("ohne", "„Gespräch“ verlangt eine bestimmte art, aber kontaktarten fehlt")

    def test_a_kontaktbegriff_of_the_pflicht_counts_for_its_rows(
        self, make: Make, zeilen: str, regel: Callable[..., str]
    ) -> None:
        pflicht = '[[pflicht]]\nname = "Anruf"\nkontakt = "Gespräch"\n'
        anruf = regel("anruf", "letzte_beratung + 1 Tag", pflicht="Anruf")
        assert subjects("kontaktarten", make(rows=zeilen + self.ENG + pflicht + anruf)) == ["anruf"]

    @pytest.mark.parametrize(
        ("tag", "dazu"),
        [
            ("nicht_geregelt", ""),
            ("entfaellt", ""),
            ("letzte_beratung + 1 Tag", 'art = "aufgabe"'),
            ("letzte_beratung + 1 Tag", 'erledigt = [[{ kontakt = "jeder" }]]'),
        ],
    )
    def test_a_row_for_which_no_kind_counts_names_none(
        self, make: Make, zeilen: str, regel: Callable[..., str], tag: str, dazu: str
    ) -> None:
        rows = zeilen + self.ENG + regel("ohne", tag, f"{self.GEZAEHLT}\n{dazu}")
        assert subjects("kontaktarten", make(rows=rows)) == []

    def test_a_kontaktbegriff_that_takes_any_kind_in_one_way(
        self, make: Make, zeilen: str, regel: Callable[..., str]
    ) -> None:
        weit = self.ENG.replace('"telefonisch"] }', '"telefonisch"] }, { qualifiziert = true }]')
        weit = weit.replace("wenn       = {", "wenn       = [{")
        rows = zeilen + weit + regel("ohne", "letzte_beratung + 1 Tag", self.GEZAEHLT)
        assert subjects("kontaktarten", make(rows=rows)) == []

    def test_gaps_are_listed(self, make: Make, regel: Callable[..., str]) -> None:
        nur_jung = regel("jung", "letzte_beratung + 1 Monat", "wenn = { jung = true, schueler = false }")
        text = "keine Regel in 1 von 2 Fällen; in anderen keine mehr, sobald schueler = true"
        assert gaps(make(rows=nur_jung)) == [Finding("Kontakt", text)]
        assert gaps(make()) == []


class TestDays:
    def test_a_date_that_runs_away(self, make: Make, regel: Callable[..., str]) -> None:
        assert subjects("walk", make(rows=regel("wandert", "stichtag + 14 Tage"))) == ["wandert"]

    def test_no_day_without_the_concept_of_the_case_is_asked(self, make: Make, kopf: str) -> None:
        tage = set()

        def merke(w: Wiedervorlage, stichtag: date) -> Wiedervorlage:
            tage.add(stichtag)
            return w

        plugin = make(answer(merke), kopf=f"{kopf}gilt_bis = 2026-02-28\n")
        assert [*CHECKS["walk"](plugin), *CHECKS["special_days"](plugin)] == []
        assert (min(tage), max(tage)) == (date(2026, 1, 1), date(2026, 2, 28))

    def test_a_status_that_goes_back(self, make: Make) -> None:
        def wechselnd(w: Wiedervorlage, stichtag: date) -> Wiedervorlage:
            return evolve(w, status=Status.OFFEN if stichtag < date(2026, 2, 16) else Status.KOMMEND)

        (fund,) = CHECKS["walk"](make(answer(wechselnd)))[:1]
        assert "status geht von offen zu kommend am 16.02.2026" in fund.text

    def test_a_plugin_that_fails_on_29_february(self, make: Make) -> None:
        def kaputt(w: Wiedervorlage, stichtag: date) -> Wiedervorlage:
            return evolve(w, hinweise=(str(stichtag.replace(year=2027)),))

        assert subjects("special_days", make(answer(kaputt))) == [JUNG.name, ALT.name]

    def test_the_days_that_are_special(self, make: Make) -> None:
        tage = set()

        def merke(w: Wiedervorlage, stichtag: date) -> Wiedervorlage:
            tage.add(stichtag)
            return w

        assert CHECKS["special_days"](make(answer(merke))) == []
        # the first case has 31.01. and New Year's Day, the second 31.03. and Good Friday
        assert {d.isoformat() for d in tage - {STICHTAG}} == {
            "2028-02-29", "2026-01-31", "2026-03-31", "2026-12-31", "2027-01-01", "2026-01-01", "2026-04-03"
        }  # fmt: skip

    def test_a_result_that_breaks_the_contract(self, make: Make) -> None:
        plugin = make(answer(lambda w, _: evolve(w, status=Status.UNBESTIMMT)))
        assert {f.text for f in CHECKS["special_days"](plugin)} == {
            "Kontakt: unbestimmt nennt kein fehlendes Feld am 10.02.2026"
        }


class TestUnknown:
    def test_a_fact_that_guesses(self, make: Make) -> None:
        def jobcenter_tatsachen(kunde: Any, stichtag: date) -> Mapping[str, Any]:
            return {"jung": kunde.werte.get("geburtsdatum", date(1970, 1, 1)) > date(2001, 2, 10)}

        assert subjects("missing_facts", make(jobcenter_tatsachen)) == [f"{JUNG.name}: geburtsdatum"]


class TestOutput:
    def test_an_answer_that_changes(self, make: Make) -> None:
        assert subjects("repeatable", make(counting())) == [JUNG.name, ALT.name]

    def test_an_answer_that_hangs_on_the_order(self, make: Make) -> None:
        assert subjects("order", make(counting())) == [JUNG.name]

    def test_an_entry_that_differs_every_time(self, make: Make) -> None:
        mal = count()

        def amend_entry(entry: Any) -> Any:
            return evolve(entry, description=f"zum {next(mal)}. Mal")

        plugin = make(amend_entry)
        assert subjects("exports", plugin) == [JUNG.name]
        assert subjects("order", plugin) == []

    def test_an_entry_with_a_kundennummer(self, make: Make) -> None:
        def amend_entry(wiedervorlage: Wiedervorlage, entry: Any) -> Any:
            return evolve(entry, description=f"Kunde {wiedervorlage.kundennummer}")

        assert subjects("calendars_are_neutral", make(amend_entry)) == ["eine Angabe zur Person"]

    @pytest.mark.parametrize("punkt", ["Flucht/Asyl prüfen", "wegen Flucht/Asyl"])
    def test_a_checklist_with_a_group(self, make: Make, zeilen: str, punkt: str) -> None:
        zusatz = f'[[zusatz]]\nfundstelle = "Abs. 9"\ncheckliste = ["{punkt}"]\n'
        assert subjects("calendars_are_neutral", make(rows=zeilen + zusatz)) == ["„Flucht/Asyl“"]

    def test_a_neutral_checklist(self, make: Make, zeilen: str) -> None:
        zusatz = '[[zusatz]]\nfundstelle = "Abs. 9"\ncheckliste = ["Plan prüfen, z. B. Ziele"]\n'
        assert subjects("calendars_are_neutral", make(rows=zeilen + zusatz)) == []


class TestSuite:
    def test_an_expected_failure_that_does_not_fail_is_one(self) -> None:
        funde = [Finding("a", "ist falsch"), Finding("b", "ist falsch")]
        assert judge(funde, {}) == ["a: ist falsch", "b: ist falsch"]
        assert judge(funde, {"a": "so gewollt", "b": "so gewollt"}) == []
        assert judge(funde, {"a": "so gewollt", "b": "auch", "c": "auch"}) == ["c: erwartet, aber nicht gefunden"]

    def test_the_checks_can_be_asked_without_pytest(self) -> None:
        code = "import sys; sys.modules['pytest'] = None; import wiedervorlage.testing"
        subprocess.run([sys.executable, "-c", code], check=True)

    @pytest.mark.parametrize(
        ("expected", "outcome"),
        [
            ({}, {"failed": 1, "passed": 1}),
            ({"loads": {"fehlt": "nur zur Probe"}}, {"passed": 2}),
            ({"loads": {"fehlt": ""}}, {"failed": 1, "passed": 1}),
            ({"geladen": {"fehlt": "nur zur Probe"}}, {"failed": 2}),
        ],
    )
    def test_pytest_asks_every_check(
        self, pytester: pytest.Pytester, expected: dict[str, Any], outcome: dict[str, int]
    ) -> None:
        pytester.makepyfile(
            "from wiedervorlage.testing import PluginSuite\n\n"
            f"class TestFehlt(PluginSuite):\n    key = 'fehlt'\n    expected_failures = {expected}\n"
        )
        result = pytester.runpytest_inprocess()
        result.assert_outcomes(**outcome, skipped=len(CHECKS) - 1)


def test_every_check_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")
    assert [check for check in CHECKS if f"| `{check}` |" not in text] == []

"""Graduate management over a period, for the five ways in which concepts have it."""

import json
from datetime import date
from pathlib import Path

import pytest

from wiedervorlage.graduates import Bilanz, graduates, has_ergebnis, total
from wiedervorlage.kunde import Kontakt, Kunde, Teilnahme
from wiedervorlage.plugins import load_host
from wiedervorlage.run import Run, start
from wiedervorlage.settings import Settings

ROOT = Path(__file__).parents[1]
JAHR = date(2026, 1, 1), date(2026, 11, 23)


def run(jobcenter: str) -> Run:
    return start(load_host().get(jobcenter), date(2026, 11, 23), Settings())


def kunde(nummer: int, ende: date, plan: date | None, vorschlag: date | None, **werte: str) -> Kunde:
    teilnahme = {"art": "MAT", "gruppe": "II", "beginn": date(2026, 1, 1), "ende": ende, **werte}
    if vorschlag is not None:
        teilnahme["vermittlungsvorschlaege"] = frozenset({vorschlag})
    plaene = {"plan_abgeschlossen": plan, "plaene": frozenset({plan})} if plan is not None else {}
    return Kunde(f"000X10{nummer:04}", "Ruland", plaene, (), (Teilnahme("Quali Lager", teilnahme),))


ENDE = date(2026, 7, 31)
IM_FENSTER, ZU_FRUEH = date(2026, 7, 15), date(2026, 5, 1)


def test_counts_each_outcome_and_the_rate_leaves_out_what_was_not_possible() -> None:
    kunden = [
        kunde(1, ENDE, IM_FENSTER, IM_FENSTER),
        kunde(2, ENDE, IM_FENSTER, IM_FENSTER),
        kunde(3, ENDE, IM_FENSTER, None),
        kunde(4, ENDE, None, None, austrittsgrund="abbruch"),
    ]
    (b,) = graduates(run("aachen"), kunden, *JAHR)
    assert (b.massnahme, b.gruppe, b.beendet) == ("Quali Lager", "II", 4)
    assert dict(b.zahlen) == {"erfolgreich": 2, "nicht_erfolgreich": 1, "nicht_moeglich": 1}
    assert b.quote == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("ende", "gezaehlt"),
    [(date(2026, 1, 1), 1), (date(2025, 12, 31), 0), (date(2026, 11, 23), 1), (date(2026, 11, 24), 0)],
)
def test_both_days_of_the_period_count(ende: date, gezaehlt: int) -> None:
    kunden = [
        Kunde(
            "000X100001", None, {}, (), (Teilnahme("Kurs", {"gruppe": "IV", "beginn": date(2025, 1, 1), "ende": ende}),)
        )
    ]
    assert sum(b.beendet for b in graduates(run("aachen"), kunden, *JAHR)) == gezaehlt


def test_the_individual_end_decides() -> None:
    kunden = [kunde(1, date(2027, 3, 31), None, None, austritt=date(2026, 6, 1))]  # type: ignore[arg-type]
    assert [b.beendet for b in graduates(run("aachen"), kunden, *JAHR)] == [1]


def test_without_an_outcome_items_are_held_late_or_missed() -> None:
    def fall(nummer: int, kontakt: date | None) -> Kunde:
        teilnahme = Teilnahme("FbW Koch", {"art": "FbW", "beginn": date(2026, 1, 1), "ende": date(2026, 10, 30)})
        kontakte = (Kontakt(kontakt, "persoenlich"),) if kontakt is not None else ()
        werte = {"ags_eingebunden_am": date(2026, 9, 1)}
        return Kunde(
            f"000X10{nummer:04}", "Ahrens", {}, kontakte, (Teilnahme("FbW Koch", {**teilnahme.werte, **werte}),)
        )

    assert not has_ergebnis(run("weimarer-land"))
    # Absolventengespräch until 01.08., from 02.07.; Einbindung AG-S in time; Folgegespräch missed
    (b,) = graduates(run("weimarer-land"), [fall(1, date(2026, 8, 1)), fall(2, date(2026, 8, 2)), fall(3, None)], *JAHR)
    assert dict(b.zahlen) == {"rechtzeitig": 1 + 3, "verspaetet": 1, "versaeumt": 1 + 3}


def test_no_rate_where_nothing_counts() -> None:
    assert Bilanz("Kurs", None).quote is None


def test_total_adds_up() -> None:
    a, b = Bilanz("A", "I", 2), Bilanz("B", "II", 3)
    a.zahlen["erfolgreich"], b.zahlen["erfolgreich"] = 1, 2
    assert (total([a, b]).beendet, total([a, b]).zahlen["erfolgreich"]) == (5, 3)


@pytest.mark.parametrize("jobcenter", ["aachen", "emden", "weimarer-land", "lichtenberg", "goettingen"])
def test_each_hook_answers_as_its_concept_says(jobcenter: str) -> None:
    from wiedervorlage.readers import read

    lauf = run(jobcenter)
    eingabe = read([ROOT / "examples" / f"{jobcenter.replace('-', '_')}.csv"], lauf.konzept.felder, lauf.stichtag)
    akten = map(lauf.forecaster.evaluate, eingabe.kunden)
    items = [w for a in akten for w in lauf.jobcenter.ask("manage_graduates", list, forecaster=lauf.forecaster, akte=a)]
    contact = [w for k in eingabe.kunden for w in lauf.wiedervorlagen(k) if w not in items]
    assert bool(items) == (jobcenter != "goettingen")
    assert bool(contact) == (jobcenter != "aachen")
    if jobcenter == "lichtenberg":
        assert {w.status for w in items} == {"nicht_geregelt"}


def test_the_command_defines_the_rate_beside_it(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = Path(sys.executable).with_name("wiedervorlage")
    call = [program, "graduates", str(ROOT / "examples/aachen.csv"), "--jobcenter", "aachen", "--on", "2026-11-23"]
    env = {"WIEDERVORLAGE_CONFIG": str(tmp_path), "PATH": ""}
    tabelle = subprocess.run(call, capture_output=True, check=True, env=env).stdout.decode()
    assert tabelle.splitlines()[-1] == "Erfolgsquote = erfolgreich / (erfolgreich + nicht erfolgreich)"
    daten = json.loads(subprocess.run([*call, "--format", "json"], capture_output=True, check=True, env=env).stdout)
    for zeile in daten["massnahmen"]:
        gezaehlt = zeile["erfolgreich"] + zeile["nicht_erfolgreich"]
        assert zeile["quote"] == (zeile["erfolgreich"] / gezaehlt if gezaehlt else None)

"""Capacity: contacts due beside what a post can hold."""

from datetime import date
from fractions import Fraction

import pytest

from wiedervorlage.capacity import Auslastung, Woche, capacity
from wiedervorlage.kunde import Kontakt, Kunde
from wiedervorlage.plugins import load_host
from wiedervorlage.run import Run, start
from wiedervorlage.settings import Settings, Stelle

MONTAG = date(2026, 11, 23)


def run(jobcenter: str = "lichtenberg", **stellen: Stelle) -> Run:
    return start(load_host().get(jobcenter), date(2026, 11, 25), Settings(stellen=stellen))


def kunde(nummer: int, kontakt: date, betreuer: str = "Nowak", **werte: str | date) -> Kunde:
    return Kunde(
        f"000X10{nummer:04}",
        betreuer,
        {"status": "arbeitslos", "profillage": "FP", "geburtsdatum": date(1990, 1, 1), "team": "basis", **werte},
        (Kontakt(kontakt, "persoenlich"),),
    )


def test_counts_by_vorschlag_and_puts_overdue_ones_into_the_first_week() -> None:
    kunden = [kunde(1, date(2026, 9, 1)), kunde(2, date(2026, 9, 27)), kunde(3, date(2026, 9, 30))]
    (a,) = capacity(run(), kunden, 2)
    # 01.11. is past; 27.11. is Friday of this week; 30.11. Monday of the next
    assert a.wochen == (Woche(MONTAG, 2), Woche(date(2026, 11, 30), 1))


def test_what_lies_beyond_the_weeks_is_not_counted() -> None:
    (a,) = capacity(run(), [kunde(1, date(2026, 10, 30))], 2)
    assert [w.faellig for w in a.wochen] == [0, 0]


@pytest.mark.parametrize(
    ("anteil", "soll"), [("1", 25), ("0.5", 13), ("0.3", 8), ("0.1", 3), ("0.02", 1), ("0.0199", 0)]
)
def test_target_is_in_proportion_and_rounded_half_up(anteil: str, soll: int) -> None:
    (a,) = capacity(run(Nowak=Stelle(Fraction(anteil))), [kunde(1, date(2026, 9, 1))], 1)
    assert a.soll == soll
    assert a.einladen is None


@pytest.mark.parametrize(("ausfall", "einladen"), [("0", 25), ("0.2", 32), ("0.375", 40), ("0.5", 50)])
def test_invitations_make_up_for_no_shows(ausfall: str, einladen: int) -> None:
    (a,) = capacity(run(Nowak=Stelle(Fraction(1), Fraction(ausfall))), [kunde(1, date(2026, 9, 1))], 1)
    assert a.einladen == einladen


def test_no_target_without_a_post_without_a_measured_team_or_without_a_concept_that_sets_one() -> None:
    stelle = Stelle(Fraction(1))
    u25 = kunde(1, date(2026, 11, 2), team="u25", geburtsdatum=date(2005, 1, 1))
    assert capacity(run(), [kunde(1, date(2026, 9, 1))], 1)[0].soll is None
    assert capacity(run(Nowak=stelle), [u25], 1)[0].soll is None
    assert capacity(run("weimarer-land", Nowak=stelle), [kunde(1, date(2026, 9, 1))], 1)[0].soll is None


def test_over_is_what_exceeds_the_target() -> None:
    a = Auslastung("Nowak", 3, None, ())
    assert [a.over(Woche(MONTAG, n)) for n in (2, 3, 4)] == [0, 0, 1]
    assert Auslastung("Nowak", None, None, ()).over(Woche(MONTAG, 9)) == 0

"""What the bench rests on: the lists, the program written by hand, the table."""

from datetime import date
from itertools import islice

import pytest
from benchmarks import by_hand, generator
from benchmarks.__main__ import results, table
from benchmarks.result import Row, interleaved, times
from benchmarks.rules import check

from wiedervorlage.plugins import load_host
from wiedervorlage.run import start
from wiedervorlage.settings import Settings


def test_the_same_seed_gives_the_same_list() -> None:
    assert list(generator.flat(50, seed=1)) == list(generator.flat(50, seed=1))
    assert list(generator.flat(50, seed=1)) != list(generator.flat(50, seed=2))


def test_any_part_of_a_list_can_be_made_alone() -> None:
    ganz = list(generator.flat(10_030))
    assert list(generator.flat(60, beginn=9_970)) == list(islice(ganz, 9_970, None))


def test_one_record_in_ten_lacks_something() -> None:
    saetze = list(generator.flat(4_000))
    ohne = sum("geburtsdatum" not in s or "integrationsprognose" not in s for s in saetze)
    assert 0.01 < ohne / len(saetze) < 0.03  # two of ten fields


def test_the_core_answers_like_the_program_written_by_hand() -> None:
    saetze = list(generator.flat(1_000, seed=3))
    run = start(load_host().get("weimarer-land"), generator.STICHTAG, Settings())
    kunden, von_hand = [generator.kunde(s) for s in saetze], [by_hand.kunde(s) for s in saetze]
    check(run, kunden, von_hand)
    # an answer that differs is seen: somebody else's contact is a day older
    falsch = [by_hand.evolve(k, letzter_kontakt=date(2026, 1, 5), erstgespraech=None) for k in von_hand]
    with pytest.raises(AssertionError, match="statt"):
        check(run, kunden, falsch)


def test_ways_take_turns() -> None:
    folge: list[str] = []
    gemessen = interleaved({"a": lambda: folge.append("a"), "b": lambda: folge.append("b")}, rounds=2)
    assert folge == ["a", "b", "a", "b"]
    assert gemessen.keys() == {"a", "b"}


def test_table_and_results_say_the_same() -> None:
    rows = [
        Row("G", "erste", 2.0, 200_000, "5,2-mal zen", "7-mal zen", False),
        Row("G", "zweite", 0.5, 1, speicher=3 * 2**20),
    ]
    assert table(rows).splitlines()[2:] == [
        "| G | erste | 200.000 | 2 | 10 µs |  | 5,2-mal zen | 7-mal zen | nein |",
        "| G | zweite | 1 | 0,5 | 500 ms | 3 MB |  |  |  |",
    ]
    erste = results(rows)["zeilen"][0]
    assert erste["je_einheit"] == pytest.approx(1e-5)
    assert erste["erreicht"] is False


def test_a_ratio_is_written_in_german() -> None:
    assert times(5.24) == "5,2-mal"

"""When a list must not replace the one before."""

import pytest

from wiedervorlage.export.brakes import reasons
from wiedervorlage.ledger import Lauf


def kunden(anzahl: int, ab: int = 0) -> frozenset[str]:
    return frozenset(f"K{n}" for n in range(ab, ab + anzahl))


def gruende(vorher: Lauf, jetzt: Lauf) -> list[str]:
    return list(reasons(vorher, jetzt, ()))


@pytest.mark.parametrize(("bleiben", "bremst"), [(90, False), (61, False), (60, False), (59, True), (0, True)])
def test_a_third_of_the_kunden(bleiben: int, bremst: bool) -> None:
    assert bool(gruende(Lauf("2026", kunden(90)), Lauf("2026", kunden(bleiben)))) is bremst


def test_as_many_others_are_none_of_them() -> None:
    (grund,) = gruende(Lauf("2026", kunden(90)), Lauf("2026", kunden(90, ab=31)))
    assert grund == "Von 90 Kunden der letzten Ausgabe fehlen 31, mehr als ein Drittel."


def test_more_kunden_do_not_make_up_for_those_who_are_gone() -> None:
    assert gruende(Lauf("2026", kunden(3)), Lauf("2026", kunden(90, ab=2))) != []


def test_a_whole_betreuer() -> None:
    vorher = Lauf("2026", betreuer=frozenset({"a", "b"}))
    assert gruende(vorher, Lauf("2026", betreuer=frozenset({"a", "b", "c"}))) == []
    assert list(reasons(vorher, Lauf("2026", betreuer=frozenset({"a"})), ["Ahrens"])) == [
        "Ein Betreuer fehlt in der Liste ganz: Ahrens."
    ]
    assert gruende(vorher, Lauf("2026")) == ["2 Betreuer fehlen in der Liste ganz."]


@pytest.mark.parametrize(
    ("vorher", "jetzt", "bremst"),
    [
        ("2026-11-20", "2026-11-20", False),
        ("2026-11-20", "2026-11-21", False),
        ("2026-11-20", "2026-11-19", True),
        ("2026-11-20T08:00:00+00:00", "2026-11-20T08:00:00+00:00", False),
        ("2026-11-20T08:00:00+00:00", "2026-11-20T07:59:59+00:00", True),
        ("2026-11-20T08:00:00+00:00", "2026-11-20", False),
        ("2026-11-20T08:00:00+00:00", "2026-11-19", True),
        ("2026-11-20", "2026-11-19T23:00:00+00:00", True),
        ("", "2026-11-20", False),
    ],
)
def test_an_older_list(vorher: str, jetzt: str, bremst: bool) -> None:
    assert bool(gruende(Lauf(vorher), Lauf(jetzt))) is bremst


def test_says_which_list_is_older_in_german() -> None:
    assert gruende(Lauf("2026-11-20T08:15:00+00:00"), Lauf("2026-11-19")) == [
        "Die Liste ist älter (19.11.2026) als die der letzten Ausgabe (20.11.2026 08:15)."
    ]

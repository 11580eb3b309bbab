"""When a list must not replace the one before."""

from typing import Any

import pytest

from wiedervorlage.export.brakes import reasons
from wiedervorlage.ledger import Lauf


def kunden(anzahl: int, ab: int = 0) -> frozenset[str]:
    return frozenset(f"K{n}" for n in range(ab, ab + anzahl))


def lauf(stand: str = "2026", **mehr: Any) -> Lauf:
    return Lauf(stand=stand, schluessel="S", **mehr)


def gruende(vorher: Lauf, jetzt: Lauf) -> list[str]:
    return list(reasons(vorher, jetzt, ()))


@pytest.mark.parametrize(("bleiben", "bremst"), [(90, False), (61, False), (60, False), (59, True), (0, True)])
def test_a_third_of_the_kunden(bleiben: int, bremst: bool) -> None:
    assert bool(gruende(lauf(kunden=kunden(90)), lauf(kunden=kunden(bleiben)))) is bremst


def test_as_many_others_are_none_of_them() -> None:
    (grund,) = gruende(lauf(kunden=kunden(90)), lauf(kunden=kunden(90, ab=31)))
    assert grund == "Von 90 Kunden der letzten Ausgabe fehlen 31, mehr als ein Drittel."


def test_more_kunden_do_not_make_up_for_those_who_are_gone() -> None:
    assert gruende(lauf(kunden=kunden(3)), lauf(kunden=kunden(90, ab=2))) != []


def test_a_whole_betreuer() -> None:
    vorher = lauf(betreuer=frozenset({"a", "b"}))
    assert gruende(vorher, lauf(betreuer=frozenset({"a", "b", "c"}))) == []
    assert list(reasons(vorher, lauf(betreuer=frozenset({"a"})), ["Ahrens"])) == [
        "Ein Betreuer fehlt in der Liste ganz: Ahrens."
    ]
    assert gruende(vorher, lauf()) == ["2 Betreuer fehlen in der Liste ganz."]


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
    assert bool(gruende(lauf(vorher), lauf(jetzt))) is bremst


def test_says_which_list_is_older_in_german() -> None:
    assert gruende(lauf("2026-11-20T08:15:00+00:00"), lauf("2026-11-19")) == [
        "Die Liste ist älter (19.11.2026) als die der letzten Ausgabe (20.11.2026 08:15)."
    ]


def test_a_list_that_is_missing() -> None:
    beide = lauf(listen=frozenset({"Kontakte", "Teilnahmen"}))
    assert gruende(beide, beide) == []
    assert gruende(lauf(), beide) == []
    assert gruende(beide, lauf(listen=frozenset({"Kontakte"}))) == [
        "Die letzte Liste hatte Teilnahmen, diese hat keine."
    ]


def test_another_key_is_the_only_reason_told() -> None:
    (grund,) = gruende(lauf(kunden=kunden(90)), Lauf(stand="2025", schluessel="T"))
    assert "einen anderen Schlüssel" in grund

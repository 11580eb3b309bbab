"""Three-valued logic: a verdict is true, false, or the fields that are missing."""

from collections.abc import Iterator
from typing import Any

import pytest

from wiedervorlage.forecast.logic import Ungewiss, Urteil, als_wert, kombiniert, nicht, oder, und, urteil_ueber

A = frozenset({"a"})
B = frozenset({"b"})
AB = A | B


class TestUnd:
    @pytest.mark.parametrize(
        ("urteile", "ergebnis"),
        [
            ((), True),
            ((True, True), True),
            ((True, False), False),
            ((A, False), False),
            ((False, A), False),
            ((A, True), A),
            ((A, B), AB),
            ((A, A), A),
            ((A, True, B, False), False),
        ],
    )
    def test_is_false_where_one_is(self, urteile: tuple[Urteil, ...], ergebnis: Urteil) -> None:
        assert und(urteile) == ergebnis

    def test_asks_no_further_than_the_first_false(self) -> None:
        def urteile() -> Iterator[Urteil]:
            yield False
            raise AssertionError

        assert und(urteile()) is False


class TestOder:
    @pytest.mark.parametrize(
        ("urteile", "ergebnis"),
        [
            ((), False),
            ((False, False), False),
            ((True, False), True),
            ((A, True), True),
            ((True, A), True),
            ((A, False), A),
            ((A, B), AB),
            ((A, False, B, True), True),
        ],
    )
    def test_is_true_where_one_is(self, urteile: tuple[Urteil, ...], ergebnis: Urteil) -> None:
        assert oder(urteile) == ergebnis

    def test_asks_no_further_than_the_first_true(self) -> None:
        def urteile() -> Iterator[Urteil]:
            yield True
            raise AssertionError

        assert oder(urteile()) is True


@pytest.mark.parametrize(("urteil", "ergebnis"), [(True, False), (False, True), (A, A), (AB, AB)])
def test_the_opposite_of_open_is_open(urteil: Urteil, ergebnis: Urteil) -> None:
    assert nicht(urteil) == ergebnis


class TestMap:
    def test_applies_to_every_possible_value(self) -> None:
        assert Ungewiss(A, (1, 2)).map(lambda n: n * 10) == Ungewiss(A, (10, 20))

    def test_leaves_alone_what_can_be_anything(self) -> None:
        assert Ungewiss(A).map(lambda n: n * 10) == Ungewiss(A)

    def test_is_widened_by_what_the_function_cannot_tell(self) -> None:
        def f(n: int) -> Any:
            return Ungewiss(B, (7, 8)) if n == 2 else n

        assert Ungewiss(A, (1, 2)).map(f) == Ungewiss(AB, (1, 7, 8))

    def test_keeps_what_is_possible_beside_what_can_be_anything(self) -> None:
        def f(n: int) -> Any:
            return Ungewiss(B) if n == 2 else n

        assert Ungewiss(A, (1, 2)).map(f) == Ungewiss(AB, (1,))


class TestUrteilUeber:
    @pytest.mark.parametrize(
        ("wert", "urteil"),
        [
            (20, True),
            (30, False),
            (Ungewiss(A), A),
            (Ungewiss(A, (20, 21)), True),
            (Ungewiss(A, (30, 31)), False),
            (Ungewiss(A, (20, 30)), A),
            (Ungewiss(A, ()), A),
        ],
    )
    def test_is_decided_where_all_values_agree(self, wert: Any, urteil: Urteil) -> None:
        assert urteil_ueber(wert, lambda n: n < 25) == urteil

    def test_a_test_that_is_open_itself_adds_what_it_lacks(self) -> None:
        assert urteil_ueber(Ungewiss(A, (1, 2)), lambda n: B if n == 1 else True) == AB

    def test_a_test_that_is_open_for_all_values_is_open_alone(self) -> None:
        assert urteil_ueber(Ungewiss(A, (1, 2)), lambda _: B) == B


class TestKombiniert:
    def test_applies_to_known_values(self) -> None:
        assert kombiniert((3, 1, 2), min) == 1

    def test_goes_through_all_that_is_possible(self) -> None:
        assert kombiniert((Ungewiss(A, (1, 5)), 3), min) == Ungewiss(A, (1, 3))

    def test_names_a_value_once(self) -> None:
        assert kombiniert((Ungewiss(A, (1, 4, 5)), 3), min) == Ungewiss(A, (1, 3))

    def test_what_comes_to_the_same_in_every_case_is_certain(self) -> None:
        assert kombiniert((Ungewiss(A, (4, 5)), 3), min) == 3

    def test_gathers_what_is_missing(self) -> None:
        assert kombiniert((Ungewiss(A, (1, 2)), Ungewiss(B, (5, 6))), sum) == Ungewiss(AB, (6, 7, 8))

    def test_can_be_anything_where_one_value_can(self) -> None:
        assert kombiniert((Ungewiss(A), Ungewiss(B, (5, 6)), 3), min) == Ungewiss(AB)


@pytest.mark.parametrize(("urteil", "wert"), [(True, True), (False, False), (A, Ungewiss(A, (True, False)))])
def test_a_verdict_can_be_the_value_of_a_fact(urteil: Urteil, wert: Any) -> None:
    assert als_wert(urteil) == wert

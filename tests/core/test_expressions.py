"""The small language of a concept file: what is read as what, and what is refused."""

from datetime import date
from typing import Any

import pytest

from wiedervorlage.frist import Dauer
from wiedervorlage.konzept.expressions import (
    Alle,
    Antwort,
    Bedingung,
    Eines,
    Ereignis,
    Kalendertag,
    Lage,
    Monat,
    Nicht,
    Seit,
    Spanne,
    Summe,
    Tabelle,
    Test,
    Vorhanden,
    Wahl,
    Wenn,
    Zahl,
)
from wiedervorlage.konzept.parse import (
    AUSDRUCK_ERLAUBT,
    EREIGNIS_ERLAUBT,
    TEST_ERLAUBT,
    parse_ausdruck,
    parse_bedingung,
    parse_ereignis,
    parse_faellig,
    parse_test,
)

ENDE = Summe("ende")
BEGINN = Summe("beginn")


class TestDates:
    @pytest.mark.parametrize(
        ("roh", "summe"),
        [
            ("ende", ENDE),
            ("$frist_bis", Summe("$frist_bis")),
            ("ende + 1 Monat", Summe("ende", ((1, Dauer(1, "Monate")),))),
            ("ende - 90 Tage", Summe("ende", ((-1, Dauer(90, "Tage")),))),
            ("ende − 90 Tage", Summe("ende", ((-1, Dauer(90, "Tage")),))),
            ("ende + 15 Arbeitstage", Summe("ende", ((1, Dauer(15, "Arbeitstage")),))),
            ("ende + 6 Monate - 1 Tag", Summe("ende", ((1, Dauer(6, "Monate")), (-1, Dauer(1, "Tage"))))),
        ],
    )
    def test_sum(self, roh: str, summe: Summe) -> None:
        assert parse_ausdruck(roh) == summe

    def test_earliest_and_latest_of_several(self) -> None:
        assert parse_ausdruck({"frueheste": ["ende", "beginn"]}) == Wahl("frueheste", (ENDE, BEGINN))
        assert parse_ausdruck({"spaeteste": ["ende"]}) == Wahl("spaeteste", (ENDE,))

    def test_first_of_several(self) -> None:
        assert parse_ausdruck({"erste": ["ende", "beginn"]}) == Wahl("erste", (ENDE, BEGINN))

    @pytest.mark.parametrize("lage", ["vor", "nach", "ab", "bis"])
    def test_day_of_the_year(self, lage: Any) -> None:
        assert parse_ausdruck({"tag": "30.09.", lage: "ende"}) == Kalendertag(30, 9, lage, ENDE)

    @pytest.mark.parametrize("tag", ["29.02.", "31.04.", "30.09", "30.9.2026", "September"])
    def test_day_that_does_not_come_every_year_is_refused(self, tag: str) -> None:
        with pytest.raises(ValueError, match=r'^ein Tag, den es jedes Jahr gibt, wie "30\.09\."$'):
            parse_ausdruck({"tag": tag, "ab": "ende"})

    def test_table_of_days(self) -> None:
        tage = [date(2026, 1, 30), date(2027, 1, 29)]
        assert parse_ausdruck({"tabelle": tage, "ab": "ende"}) == Tabelle(tuple(tage), Lage(ab=ENDE))

    def test_nested(self) -> None:
        roh = {"frueheste": ["ende", {"spaeteste": ["beginn", "ende + 1 Tag"]}]}
        morgen = Summe("ende", ((1, Dauer(1, "Tage")),))
        assert parse_ausdruck(roh) == Wahl("frueheste", (ENDE, Wahl("spaeteste", (BEGINN, morgen))))

    @pytest.mark.parametrize("grenze", ["vor", "nach", "ab", "bis"])
    def test_date_within_a_bound(self, grenze: str) -> None:
        assert parse_ausdruck({"datum": "ende", grenze: "beginn"}) == Wenn(ENDE, Lage(**{grenze: BEGINN}))

    @pytest.mark.parametrize(
        "roh",
        [
            "",
            "Ende",
            "ende + Monat",
            "ende + 1",
            "ende+1 Monat",
            "ende + eins Monat",
            "ende +1 Tag",
            "+ 1 Monat",
            "30.09.",
            5,
            True,
            None,
            [],
            ["ende"],
            {},
            {"frueheste": []},
            {"frueheste": "ende"},
            {"frueheste": ["ende"], "spaeteste": ["ende"]},
            {"fruehste": ["ende"]},
            {"erste": []},
            {"tag": "30.09."},
            {"tag": "30.09.", "ab": "ende", "bis": "ende"},
            {"tag": 30, "ab": "ende"},
            {"tabelle": [], "ab": "ende"},
            {"tabelle": ["30.01.2026"], "ab": "ende"},
            {"tabelle": [date(2026, 1, 30)]},
            {"datum": "ende"},
            {"datum": "ende", "um": "beginn"},
            {"ab": "beginn"},
        ],
    )
    def test_anything_else_is_refused(self, roh: Any) -> None:
        with pytest.raises(ValueError, match=r".*") as fehler:
            parse_ausdruck(roh)
        assert str(fehler.value) == AUSDRUCK_ERLAUBT

    @pytest.mark.parametrize("antwort", ["individuell", "nicht_geregelt", "entfaellt", "ohne_datum"])
    def test_a_row_may_answer_instead(self, antwort: str) -> None:
        assert parse_faellig(antwort) is Antwort(antwort)

    def test_a_row_may_name_a_date(self) -> None:
        assert parse_faellig("ende") == ENDE

    def test_a_row_may_say_nothing_else(self) -> None:
        with pytest.raises(ValueError, match=r"; oder individuell, nicht_geregelt, entfaellt, ohne_datum$"):
            parse_faellig("irgendwann einmal")


class TestTests:
    @pytest.mark.parametrize(
        ("roh", "test"),
        [
            ("FP", Eines(frozenset({"FP"}))),
            (True, Eines(frozenset({True}))),
            (False, Eines(frozenset({False}))),
            (3, Eines(frozenset({3}))),
            (date(2026, 1, 1), Eines(frozenset({date(2026, 1, 1)}))),
            (["FP", "EP"], Eines(frozenset({"FP", "EP"}))),
            ("$arten", Eines(verweis="$arten")),
            ("< 25", Zahl("<", 25)),
            ("<= 25", Zahl("<=", 25)),
            ("> 25", Zahl(">", 25)),
            (">= 25", Zahl(">=", 25)),
            (">= $grenze", Zahl(">=", "$grenze")),
            ("25..40", Spanne(25, 40)),
            (">= 12 Monate", Seit(">=", Dauer(12, "Monate"))),
            ("< 1 Woche", Seit("<", Dauer(1, "Wochen"))),
            ("vorhanden", Vorhanden()),
            ("nicht vorhanden", Nicht(Vorhanden())),
            ({"nicht": "FP"}, Nicht(Eines(frozenset({"FP"})))),
            ({"nicht": {"nicht": "vorhanden"}}, Nicht(Nicht(Vorhanden()))),
            ({"ab": "beginn", "bis": "ende"}, Lage(ab=BEGINN, bis=ENDE)),
            ({"monat": "6..9"}, Monat(6, 9)),
            ({"monat": "6"}, Monat(6, 6)),
            ({"monat": "7..9", "ab": "beginn"}, Alle((Monat(7, 9), Lage(ab=BEGINN)))),
            ({"vor": "beginn"}, Lage(vor=BEGINN)),
            ({"nach": "beginn"}, Lage(nach=BEGINN)),
        ],
    )
    def test_is_read(self, roh: Any, test: Test) -> None:
        assert parse_test(roh) == test

    @pytest.mark.parametrize(
        "roh",
        [
            "",
            "<25",
            "< ",
            "<> 25",
            "= 25",
            "< fuenf",
            2.5,
            None,
            [],
            [2.5],
            {},
            {"um": "ende"},
            {"nicht": []},
        ],
    )
    def test_anything_else_is_refused(self, roh: Any) -> None:
        with pytest.raises(ValueError, match=r".*") as fehler:
            parse_test(roh)
        assert str(fehler.value) == TEST_ERLAUBT


class TestConditions:
    U25 = ("alter", Zahl("<", 25))
    FP = ("profillage", Eines(frozenset({"FP"})))

    def test_one_table_is_one_alternative(self) -> None:
        assert parse_bedingung({"alter": "< 25", "profillage": "FP"}) == Bedingung(((self.U25, self.FP),))

    def test_a_list_has_one_alternative_per_table(self) -> None:
        roh = [{"alter": "< 25"}, {"profillage": "FP"}]
        assert parse_bedingung(roh) == Bedingung(((self.U25,), (self.FP,)))

    @pytest.mark.parametrize("roh", [{}, [], [{}], [{"alter": "< 25"}, {}], "alter", 5, ["alter"], True])
    def test_anything_else_is_refused(self, roh: Any) -> None:
        with pytest.raises(ValueError, match=r"^eine Tabelle { tatsache = test } oder eine Liste solcher Tabellen$"):
            parse_bedingung(roh)

    def test_a_bad_test_is_named(self) -> None:
        with pytest.raises(ValueError, match=r"^für alter: ein Wert, eine Liste von Werten"):
            parse_bedingung({"profillage": "FP", "alter": "<> 25"})


class TestEvents:
    @pytest.mark.parametrize(
        ("roh", "ereignis"),
        [
            ({"kontakt": "Beratung"}, Ereignis(kontakt="Beratung")),
            ({"kontakt": "Beratung", "ab": "beginn"}, Ereignis(kontakt="Beratung", lage=Lage(ab=BEGINN))),
            ({"teilnahme": True}, Ereignis(teilnahme=True)),
            ({"teilnahme": True, "datum": "ende"}, Ereignis(teilnahme=True, datum="ende")),
            (
                {"teilnahme": True, "datum": "ende", "bis": "beginn"},
                Ereignis(teilnahme=True, datum="ende", lage=Lage(bis=BEGINN)),
            ),
            ({"kontakt": "jeder", "anzahl": 2}, Ereignis(kontakt="jeder", anzahl=2)),
            ({"kunde": True}, Ereignis(kunde=True)),
            ({"datum": "zugang"}, Ereignis(datum="zugang")),
            ({"datum": "zugang", "nach": "ende"}, Ereignis(datum="zugang", lage=Lage(nach=ENDE))),
            ({"wenn": {"alter": "< 25"}}, Ereignis(wenn=Bedingung(((("alter", Zahl("<", 25)),),)))),
        ],
    )
    def test_is_read(self, roh: Any, ereignis: Ereignis) -> None:
        assert parse_ereignis(roh) == ereignis

    def test_a_condition_can_be_added_to_each(self) -> None:
        wenn = {"art": "video"}
        for roh in ({"kontakt": "jeder"}, {"teilnahme": True}, {"datum": "zugang"}):
            assert parse_ereignis(roh | {"wenn": wenn}).wenn == parse_bedingung(wenn)

    @pytest.mark.parametrize(
        "roh",
        [
            {},
            "Beratung",
            [],
            5,
            {"kontakte": "Beratung"},
            {"kontakt": "Beratung", "datum": "zugang"},
            {"kontakt": "Beratung", "teilnahme": True},
            {"kontakt": 5},
            {"datum": 5},
            {"datum": ["zugang"]},
            {"teilnahme": False},
            {"teilnahme": "ja"},
            {"kunde": True, "teilnahme": True},
            {"kunde": True, "datum": "zugang"},
            {"kunde": True, "ab": "beginn"},
            {"kontakt": "jeder", "anzahl": 0},
            {"kontakt": "jeder", "anzahl": True},
            {"anzahl": 2},
            {"ab": "beginn"},
            {"teilnahme": True, "ab": "beginn"},
            {"wenn": {"alter": "< 25"}, "ab": "beginn"},
        ],
    )
    def test_anything_else_is_refused(self, roh: Any) -> None:
        with pytest.raises(ValueError, match=r".*") as fehler:
            parse_ereignis(roh)
        assert str(fehler.value) == EREIGNIS_ERLAUBT

    def test_a_bad_bound_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^`anker`, "):
            parse_ereignis({"kontakt": "Beratung", "ab": "Ende"})

    def test_a_bad_condition_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^für art: "):
            parse_ereignis({"kontakt": "Beratung", "wenn": {"art": 2.5}})

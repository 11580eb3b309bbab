"""A Verschiebung: dates that fell into a Teilnahme that is over are moved before the rows compete."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.frist import OFFEN
from wiedervorlage.kunde import UNLESBAR, Kunde

Eine = Callable[..., Wiedervorlage]
Zeile = Callable[..., str]
MachKunde = Callable[..., Kunde]
Verschoben = Callable[..., Wiedervorlage]

VERSCHIEBUNG = """
[[lesart]]
name        = "nach_massnahme"
bezeichnung = "Frist nach einer Maßnahme"
vorgabe     = true
fundstelle  = "Zeile 11"
bedeutung   = "Ein: 15 Arbeitstage nach dem Ende."

[[verschiebung]]
id         = "nach-massnahme"
pflicht    = "Kontakt"
fundstelle = "Zeile 11"
wortlaut   = "nach Maßnahmenaustritt"
lesart     = "nach_massnahme"
wenn       = { ende_individuell = { vor = "stichtag" }, faellig = { ab = "beginn", bis = "ende_individuell" } }
faellig    = "ende_individuell + 15 Arbeitstage"
"""


@pytest.fixture
def verschoben(eine: Eine, regel: Zeile, kunde: MachKunde) -> Verschoben:
    """The item of a row due on 20.01.2026, of a Kunde with these Teilnahmen, on 10.02.2026."""

    def forecast(*teilnahmen: dict[str, Any], zeilen: str = "", **rest: Any) -> Wiedervorlage:
        k = kunde(
            erstgespraech=date(2025, 12, 20),
            teilnahmen=[{"massnahme": f"Kurs {n}", "werte": t} for n, t in enumerate(teilnahmen)],
        )
        return eine(VERSCHIEBUNG + (zeilen or regel("a", "erstgespraech + 1 Monat")), k, **rest)

    return forecast


def kurs(beginn: Any, ende: Any, **werte: Any) -> dict[str, Any]:
    return {"beginn": beginn, "ende": ende, **werte}


FAELLIG = date(2026, 1, 20)
DANACH = date(2026, 2, 20)
"""15 Arbeitstage after Friday, 30.01.2026."""


def test_moves_a_date_that_fell_into_a_teilnahme(verschoben: Verschoben) -> None:
    w = verschoben(kurs(date(2026, 1, 5), date(2026, 1, 30)))
    assert (w.faellig, w.status, w.regel) == (DANACH, Status.OFFEN, "a")


@pytest.mark.parametrize(
    ("beginn", "ende", "faellig"),
    [
        (FAELLIG, date(2026, 1, 30), DANACH),
        (date(2026, 1, 21), date(2026, 1, 30), FAELLIG),
        (date(2026, 1, 5), FAELLIG, date(2026, 2, 10)),
        (date(2026, 1, 5), date(2026, 1, 19), FAELLIG),
    ],
)
def test_both_ends_of_the_teilnahme_count(verschoben: Verschoben, beginn: date, ende: date, faellig: date) -> None:
    assert verschoben(kurs(beginn, ende)).faellig == faellig


@pytest.mark.parametrize(("ende", "verschiebt"), [(date(2026, 2, 9), True), (date(2026, 2, 10), False), (OFFEN, False)])
def test_only_a_teilnahme_that_is_over_moves(verschoben: Verschoben, ende: date, verschiebt: bool) -> None:
    assert (verschoben(kurs(date(2026, 1, 5), ende)).faellig != FAELLIG) is verschiebt


def test_counts_from_the_austritt(verschoben: Verschoben) -> None:
    w = verschoben(kurs(date(2026, 1, 5), date(2026, 6, 30), austritt=date(2026, 1, 30)))
    assert w.faellig == DANACH


def test_moves_twice_where_the_new_date_fell_into_another(verschoben: Verschoben) -> None:
    erster = kurs(date(2025, 12, 22), date(2026, 1, 16), austritt=date(2026, 1, 20))
    zweiter = kurs(date(2026, 2, 2), date(2026, 2, 27), austritt=date(2026, 2, 27))
    w = verschoben(erster, zweiter, stichtag=date(2026, 3, 2))
    assert w.faellig == date(2026, 3, 20)


@pytest.mark.parametrize("umgekehrt", [False, True])
def test_of_two_teilnahmen_at_once_the_later_end_counts(verschoben: Verschoben, umgekehrt: bool) -> None:
    kurse = [kurs(date(2026, 1, 5), date(2026, 1, 20)), kurs(date(2026, 1, 5), date(2026, 1, 30))]
    assert verschoben(*(reversed(kurse) if umgekehrt else kurse)).faellig == DANACH


def test_the_rows_compete_with_the_moved_dates(verschoben: Verschoben, regel: Zeile) -> None:
    zeilen = regel("a", "erstgespraech + 1 Monat") + regel("b", "erstgespraech + 50 Tage")
    w = verschoben(kurs(date(2026, 1, 5), date(2026, 1, 30)), zeilen=zeilen)
    assert (w.regel, w.faellig) == ("b", date(2026, 2, 8))


def test_leaves_alone_what_has_no_date(verschoben: Verschoben, regel: Zeile) -> None:
    for ohne in ("individuell", "ohne_datum", "nicht_geregelt"):
        assert verschoben(kurs(date(2026, 1, 5), date(2026, 1, 30)), zeilen=regel("z", ohne)).faellig is None


def test_can_be_switched_off(verschoben: Verschoben) -> None:
    w = verschoben(kurs(date(2026, 1, 5), date(2026, 1, 30)), werte={"nach_massnahme": False})
    assert (w.faellig, w.status) == (FAELLIG, Status.UEBERFAELLIG)


class TestUnknown:
    def test_beginn_leaves_two_dates_possible(self, verschoben: Verschoben) -> None:
        w = verschoben({"ende": date(2026, 1, 30)})
        assert (w.faellig, w.status, set(w.fehlt)) == (FAELLIG, Status.UNBESTIMMT, {"beginn"})

    @pytest.mark.parametrize("teilnahme", [{"beginn": date(2026, 1, 5)}, kurs(date(2026, 1, 5), UNLESBAR)])
    def test_ende_leaves_it_open(self, verschoben: Verschoben, teilnahme: dict[str, Any]) -> None:
        w = verschoben(teilnahme)
        assert (w.faellig, w.status, set(w.fehlt)) == (FAELLIG, Status.UNBESTIMMT, {"ende"})

    def test_beginn_does_not_matter_where_the_end_was_before(self, verschoben: Verschoben) -> None:
        assert verschoben({"ende": date(2026, 1, 19)}).status is Status.UEBERFAELLIG

    def test_ende_does_not_matter_where_the_beginn_came_after(self, verschoben: Verschoben) -> None:
        assert verschoben({"beginn": date(2026, 1, 21)}).status is Status.UEBERFAELLIG

    def test_date_that_would_only_come_earlier_does_not_matter(self, verschoben: Verschoben, regel: Zeile) -> None:
        zweite = """
        [[verschiebung]]
        id         = "zurueck"
        pflicht    = "Kontakt"
        fundstelle = "Zeile 12"
        wortlaut   = "früher"
        wenn       = { status = "arbeitslos" }
        faellig    = "faellig - 10 Tage"
        """
        w = verschoben({"beginn": date(2026, 3, 1)}, zeilen=zweite + regel("a", "erstgespraech + 1 Monat"))
        assert (w.faellig, w.status, set(w.fehlt)) == (FAELLIG, Status.UEBERFAELLIG, set())

    def test_end_from_which_the_new_date_is_counted(self, verschoben: Verschoben, regel: Zeile) -> None:
        zweite = """
        [[verschiebung]]
        id         = "nach-bericht"
        pflicht    = "Kontakt"
        fundstelle = "Zeile 12"
        wortlaut   = "nach dem Bericht"
        wenn       = { vorbericht_am = "vorhanden" }
        faellig    = "ende + 15 Arbeitstage"
        """
        zeilen = zweite + regel("a", "erstgespraech + 1 Monat")
        kein_ende = {"beginn": date(2026, 1, 21), "vorbericht_am": date(2026, 1, 22)}
        w = verschoben(kein_ende, zeilen=zeilen)
        assert (w.faellig, w.status, set(w.fehlt)) == (FAELLIG, Status.UNBESTIMMT, {"ende"})

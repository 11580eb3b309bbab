"""The rows of a Pflicht compete: displacement first, then the earliest date; unknown only where it matters."""

from collections.abc import Callable
from datetime import date

import pytest

from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.frist import OFFEN
from wiedervorlage.kunde import UNLESBAR, Kunde

Eine = Callable[..., Wiedervorlage]
Mehrere = Callable[..., list[Wiedervorlage]]
Zeile = Callable[..., str]
MachKunde = Callable[..., Kunde]

ARBEITSLOS = 'wenn = { status = "arbeitslos" }'
"""Undecided for a Kunde whose status is not known."""
FP = 'wenn = { profillage = "FP" }'
LESART = """
[[lesart]]
name        = "vorrang"
bezeichnung = "Vorrang"
vorgabe     = true
fundstelle  = "Tabelle"
bedeutung   = "Ein: a geht vor."
"""


@pytest.fixture
def k(kunde: MachKunde) -> Kunde:
    """Erstgespräch on 20.01.2026: + 1 Monat 20.02., + 2 Monate 20.03., + 3 Monate 20.04."""
    return kunde(erstgespraech=date(2026, 1, 20))


@pytest.fixture
def a(regel: Zeile) -> Callable[..., str]:
    """Rows named by letters, so many Monate after the Erstgespräch."""

    def zeile(id_: str, monate: int, zusatz: str = "") -> str:
        return regel(id_, f"erstgespraech + {monate} Monate", zusatz)

    return zeile


class TestCertainRows:
    def test_the_earliest_wins(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 2) + a("b", 1) + a("c", 3), k)
        assert (w.regel, w.faellig, w.status, set(w.fehlt)) == ("b", date(2026, 2, 20), Status.OFFEN, set())

    def test_on_equal_dates_the_binding_one_wins(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 1, "verbindlich = false") + a("b", 1), k)
        assert (w.regel, w.verbindlich) == ("b", True)

    def test_an_earlier_date_beats_a_binding_row(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 1, "verbindlich = false") + a("b", 2), k)
        assert (w.regel, w.verbindlich) == ("a", False)

    def test_else_the_first_in_the_file_wins(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        assert eine(a("a", 1) + a("b", 1), k).regel == "a"

    def test_a_row_that_does_not_hold_is_no_candidate(self, eine: Eine, a: Zeile, kunde: MachKunde) -> None:
        k = kunde(erstgespraech=date(2026, 1, 20), status="ratsuchend")
        assert eine(a("a", 1, ARBEITSLOS) + a("b", 2), k).regel == "b"

    def test_a_row_with_a_date_beats_one_without(self, eine: Eine, a: Zeile, regel: Zeile, k: Kunde) -> None:
        for ohne in ("individuell", "nicht_geregelt", "entfaellt", "ohne_datum"):
            assert eine(regel("x", ohne) + a("a", 1), k).regel == "a"

    def test_what_the_row_says_comes_out(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        zusatz = """
        kontaktarten = ["video", "telefonisch"]
        art          = "aufgabe"
        akteur       = "kuz"
        hinweise     = ["Hinweis"]
        checkliste   = ["Liste"]
        """
        w = eine(a("a", 1, zusatz), k)
        assert w.kontaktarten == {"video", "telefonisch"}
        assert (w.kundennummer, w.betreuer, w.pflicht) == ("000X100001", "Muster, A.", "Kontakt")
        assert (w.art, w.akteur, w.hinweise, w.checkliste) == ("aufgabe", "kuz", ("Hinweis",), ("Liste",))
        assert (w.fundstelle, w.massnahme, w.ergebnis) == ("Zeile a", None, None)


class TestDisplacement:
    def test_a_named_row_does_not_count(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        assert eine(a("a", 3, 'vorrang_vor = ["b"]') + a("b", 1), k).regel == "a"

    def test_a_row_that_is_not_named_still_counts(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        assert eine(a("a", 3, 'vorrang_vor = ["b"]') + a("b", 1) + a("c", 2), k).regel == "c"

    def test_all_that_follow_do_not_count(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        zeilen = a("a", 3, 'vorrang_vor = "alle folgenden"') + a("b", 1) + a("c", 2)
        assert eine(zeilen, k).regel == "a"

    def test_what_stands_before_still_counts(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        zeilen = a("a", 2) + a("b", 3, 'vorrang_vor = "alle folgenden"') + a("c", 1)
        assert eine(zeilen, k).regel == "a"

    def test_a_row_that_does_not_hold_displaces_nothing(self, eine: Eine, a: Zeile, kunde: MachKunde) -> None:
        k = kunde(erstgespraech=date(2026, 1, 20), status="ratsuchend")
        assert eine(a("a", 3, f'{ARBEITSLOS}\nvorrang_vor = ["b"]') + a("b", 1), k).regel == "b"

    def test_a_row_without_a_date_can_displace_one_with(self, eine: Eine, a: Zeile, regel: Zeile, k: Kunde) -> None:
        w = eine(regel("x", "nicht_geregelt", 'vorrang_vor = "alle folgenden"') + a("a", 1), k)
        assert (w.regel, w.status, w.faellig) == ("x", Status.NICHT_GEREGELT, None)

    def test_a_reading_can_be_switched_off(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        zeilen = LESART + a("a", 3, 'vorrang_vor = ["b"]\nlesart = "vorrang"') + a("b", 1)
        assert eine(zeilen, k).regel == "a"
        assert eine(zeilen, k, werte={"vorrang": True}).regel == "a"
        assert eine(zeilen, k, werte={"vorrang": False}).regel == "b"


class TestUndecidedRows:
    def test_one_that_could_beat_the_winner(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 1, ARBEITSLOS) + a("b", 2), k)
        assert (w.regel, w.faellig, w.status) == ("a", date(2026, 2, 20), Status.UNBESTIMMT)
        assert w.fehlt == {"status"}

    def test_one_that_cannot(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 2, ARBEITSLOS) + a("b", 1), k)
        assert (w.regel, w.status, set(w.fehlt)) == ("b", Status.OFFEN, set())

    @pytest.mark.parametrize("binding", ["", "verbindlich = false"])
    def test_equal_dates_never_leave_it_open(self, eine: Eine, a: Zeile, k: Kunde, binding: str) -> None:
        for zeilen in (a("a", 1, ARBEITSLOS) + a("b", 1, binding), a("b", 1, binding) + a("a", 1, ARBEITSLOS)):
            w = eine(zeilen, k)
            assert (w.regel, w.faellig, w.status) == ("b", date(2026, 2, 20), Status.OFFEN)

    def test_one_that_would_displace_the_winner(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 3, f'{ARBEITSLOS}\nvorrang_vor = ["b"]') + a("b", 2), k)
        assert (w.regel, w.faellig, w.status, set(w.fehlt)) == ("b", date(2026, 3, 20), Status.UNBESTIMMT, {"status"})

    def test_one_that_would_displace_the_winner_on_the_same_date(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 2, f'{ARBEITSLOS}\nvorrang_vor = ["b"]') + a("b", 2), k)
        assert (w.regel, w.status) == ("b", Status.OFFEN)

    def test_one_that_is_displaced_for_certain(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 3, 'vorrang_vor = ["b"]') + a("b", 1, ARBEITSLOS), k)
        assert (w.regel, w.status, set(w.fehlt)) == ("a", Status.OFFEN, set())

    def test_one_alone(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 1, ARBEITSLOS), k)
        assert (w.regel, w.faellig, w.status, set(w.fehlt)) == ("a", date(2026, 2, 20), Status.UNBESTIMMT, {"status"})

    def test_several_gather_what_is_missing(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 2, ARBEITSLOS) + a("b", 1, FP) + a("c", 3), k)
        assert (w.regel, w.faellig, set(w.fehlt)) == ("b", date(2026, 2, 20), {"status", "profillage"})

    def test_a_known_fact_that_decides_makes_the_unknown_one_not_matter(
        self, eine: Eine, a: Zeile, kunde: MachKunde
    ) -> None:
        k = kunde(erstgespraech=date(2026, 1, 20), profillage="EP")
        w = eine(a("a", 1, 'wenn = { status = "arbeitslos", profillage = "FP" }') + a("b", 2), k)
        assert (w.regel, w.status) == ("b", Status.OFFEN)

    def test_rows_that_part_the_unknown_between_them(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        zeilen = a("a", 1, ARBEITSLOS) + a("b", 2, 'wenn = { status = { nicht = "arbeitslos" } }')
        w = eine(zeilen, k)
        assert (w.regel, w.faellig, w.status) == ("a", date(2026, 2, 20), Status.UNBESTIMMT)

    def test_rows_that_part_the_unknown_and_agree(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        zeilen = a("a", 1, ARBEITSLOS) + a("b", 1, 'wenn = { status = { nicht = "arbeitslos" } }')
        w = eine(zeilen, k)
        assert (w.faellig, w.status, set(w.fehlt)) == (date(2026, 2, 20), Status.OFFEN, set())

    def test_one_without_a_date_cannot_beat_one_with(self, eine: Eine, a: Zeile, regel: Zeile, k: Kunde) -> None:
        assert eine(regel("x", "individuell", ARBEITSLOS) + a("a", 1), k).status is Status.OFFEN

    def test_one_without_a_date_above_another_without(self, eine: Eine, regel: Zeile, k: Kunde) -> None:
        w = eine(regel("x", "individuell", ARBEITSLOS) + regel("y", "entfaellt"), k)
        assert (w.regel, w.status, set(w.fehlt)) == ("x", Status.UNBESTIMMT, {"status"})

    def test_one_without_a_date_below_another_without(self, eine: Eine, regel: Zeile, k: Kunde) -> None:
        w = eine(regel("y", "entfaellt") + regel("x", "individuell", ARBEITSLOS), k)
        assert (w.regel, w.status) == ("y", Status.ENTFAELLT)


class TestFirstMatch:
    PFLICHT = "erste_zeile = true"

    def test_the_first_row_that_holds_decides(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 3) + a("b", 1), k, pflicht=self.PFLICHT)
        assert (w.regel, w.faellig) == ("a", date(2026, 4, 20))

    def test_a_row_that_does_not_hold_is_passed_over(self, eine: Eine, a: Zeile, kunde: MachKunde) -> None:
        k = kunde(erstgespraech=date(2026, 1, 20), status="ratsuchend")
        assert eine(a("a", 3, ARBEITSLOS) + a("b", 1), k, pflicht=self.PFLICHT).regel == "b"

    def test_an_undecided_row_above_competes(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 3, ARBEITSLOS) + a("b", 1), k, pflicht=self.PFLICHT)
        assert (w.regel, w.faellig, w.status, set(w.fehlt)) == ("b", date(2026, 2, 20), Status.UNBESTIMMT, {"status"})

    def test_every_undecided_row_above_competes(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 3, ARBEITSLOS) + a("b", 2, FP) + a("c", 1), k, pflicht=self.PFLICHT)
        assert (w.regel, set(w.fehlt)) == ("c", {"status", "profillage"})

    def test_an_undecided_row_below_does_not(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 3) + a("b", 1, ARBEITSLOS), k, pflicht=self.PFLICHT)
        assert (w.regel, w.status, set(w.fehlt)) == ("a", Status.OFFEN, set())

    def test_equal_dates_never_leave_it_open(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 1, ARBEITSLOS) + a("b", 1), k, pflicht=self.PFLICHT)
        assert (w.regel, w.status) == ("b", Status.OFFEN)

    def test_an_undecided_row_above_that_says_something_else(
        self, eine: Eine, a: Zeile, regel: Zeile, k: Kunde
    ) -> None:
        w = eine(regel("x", "nicht_geregelt", ARBEITSLOS) + a("a", 1), k, pflicht=self.PFLICHT)
        assert (w.regel, w.faellig, w.status) == ("a", date(2026, 2, 20), Status.UNBESTIMMT)


class TestDateThatIsNotThere:
    def test_names_the_field_of_the_anchor(self, eine: Eine, a: Zeile, kunde: MachKunde) -> None:
        w = eine(a("a", 1), kunde())
        assert (w.regel, w.faellig, w.vorschlag, w.eintrag) == ("a", None, None, None)
        assert (w.status, set(w.fehlt)) == (Status.UNBESTIMMT, {"erstgespraech"})

    def test_without_a_sum_too(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        w = eine(regel("a", "plan_gueltig_bis"), kunde())
        assert (w.faellig, w.status, set(w.fehlt)) == (None, Status.UNBESTIMMT, {"plan_gueltig_bis"})

    @pytest.mark.parametrize(
        "definition",
        [
            'letzter = { kontakt = "jeder" }\nsonst = "erstgespraech"',
            'erste_bekannte = ["plan_abgeschlossen", "erstgespraech"]',
            'datum = "erstgespraech + 1 Tag"',
            'datum = { spaeteste = ["plan_abgeschlossen", "erstgespraech"] }',
        ],
    )
    def test_names_the_field_that_a_fact_falls_back_on_last(
        self, eine: Eine, regel: Zeile, kunde: MachKunde, definition: str
    ) -> None:
        tatsache = f'[[tatsache]]\nname = "anker"\nbezeichnung = "Anker"\nfundstelle = "Abs. 1"\n{definition}\n'
        w = eine(tatsache + regel("a", "anker + 1 Monat"), kunde())
        assert (w.faellig, w.status, set(w.fehlt)) == (None, Status.UNBESTIMMT, {"erstgespraech"})

    def test_an_earlier_row_may_hide_behind_it(self, eine: Eine, a: Zeile, regel: Zeile, k: Kunde) -> None:
        w = eine(a("a", 1) + regel("b", "plan_gueltig_bis - 1 Monat"), k)
        assert (w.regel, w.faellig) == ("a", date(2026, 2, 20))
        assert (w.status, set(w.fehlt)) == (Status.UNBESTIMMT, {"plan_gueltig_bis"})

    @pytest.mark.parametrize("faellig", ["plan_gueltig_bis", "plan_gueltig_bis - 1 Monat", "plan_gueltig_bis + 1 Tag"])
    def test_an_open_end_is_as_good_as_none(self, eine: Eine, regel: Zeile, kunde: MachKunde, faellig: str) -> None:
        w = eine(regel("a", faellig), kunde(plan_gueltig_bis=OFFEN))
        assert (w.faellig, w.status, set(w.fehlt)) == (None, Status.UNBESTIMMT, {"plan_gueltig_bis"})

    def test_an_open_end_is_later_than_any_other(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        k = kunde(erstgespraech=date(2026, 1, 20), plan_gueltig_bis=OFFEN)
        frueheste = '{ frueheste = ["erstgespraech + 6 Monate", "plan_gueltig_bis"] }'
        w = eine(regel("a", frueheste), k)
        assert (w.faellig, w.status) == (date(2026, 7, 20), Status.OFFEN)

    def test_of_several_the_ones_that_are_there_count(self, eine: Eine, regel: Zeile, k: Kunde) -> None:
        w = eine(regel("a", '{ spaeteste = ["erstgespraech", "plan_abgeschlossen"] }'), k)
        assert (w.faellig, w.status) == (date(2026, 1, 20), Status.UEBERFAELLIG)

    @pytest.mark.parametrize("tag", [date(9999, 12, 30), date(9999, 12, 1)])
    def test_a_day_beyond_the_calendar_is_open(self, eine: Eine, regel: Zeile, kunde: MachKunde, tag: date) -> None:
        for frist in ("1 Monat", "40 Tage", "6 Wochen", "25 Arbeitstage"):
            w = eine(regel("a", f"plan_gueltig_bis + {frist}"), kunde(plan_gueltig_bis=tag))
            assert (w.faellig, w.status, set(w.fehlt)) == (None, Status.UNBESTIMMT, {"plan_gueltig_bis"})


class TestIndividuell:
    def test_without_a_wiedervorlage(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        w = eine(regel("z", "individuell"), kunde())
        assert (w.status, w.faellig, w.vorschlag) == (Status.INDIVIDUELL, None, None)
        assert w.hinweise == ("Wiedervorlage fehlt",)

    def test_with_one(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        w = eine(regel("z", "individuell"), kunde(wiedervorlage_am=date(2026, 2, 10)))
        assert (w.status, w.faellig, w.vorschlag) == (Status.INDIVIDUELL, date(2026, 2, 10), date(2026, 2, 10))
        assert w.hinweise == ()

    def test_with_one_in_the_past(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        w = eine(regel("z", "individuell"), kunde(wiedervorlage_am=date(2026, 2, 9)))
        assert (w.status, w.faellig, w.vorschlag) == (Status.INDIVIDUELL, date(2026, 2, 9), date(2026, 2, 10))
        assert w.hinweise == ("Wiedervorlage abgelaufen",)

    @pytest.mark.parametrize("wann", [UNLESBAR, OFFEN])
    def test_with_one_that_nobody_can_tell(self, eine: Eine, regel: Zeile, kunde: MachKunde, wann: object) -> None:
        w = eine(regel("z", "individuell"), kunde(wiedervorlage_am=wann))
        assert (w.status, w.faellig, set(w.fehlt)) == (Status.UNBESTIMMT, None, {"wiedervorlage_am"})


class TestNoRow:
    def test_holds_and_the_pflicht_is_always_answered(self, eine: Eine, a: Zeile, kunde: MachKunde) -> None:
        k = kunde(hinweise=("ein Eintrag war nicht lesbar",), status="ratsuchend")
        w = eine(a("a", 1, ARBEITSLOS), k, pflicht="luecke = true")
        assert (w.status, w.regel, w.faellig, w.vorschlag) == (Status.NICHT_GEREGELT, None, None, None)
        assert w.hinweise == ("keine Regel", "ein Eintrag war nicht lesbar")
        assert (w.kundennummer, w.betreuer, w.pflicht) == ("000X100001", "Muster, A.", "Kontakt")

    def test_holds_and_the_pflicht_is_not(self, prognose: Mehrere, a: Zeile, kunde: MachKunde) -> None:
        assert prognose(a("a", 1, ARBEITSLOS), kunde(status="ratsuchend")) == []

    def test_holds_for_certain(self, eine: Eine, a: Zeile, k: Kunde) -> None:
        w = eine(a("a", 1, ARBEITSLOS), k, pflicht="luecke = true")
        assert (w.status, w.regel, set(w.fehlt)) == (Status.UNBESTIMMT, "a", {"status"})


class TestNothingOwed:
    def test_whatever_the_missing_fact_is(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        zeilen = regel("a", "nicht_geregelt", ARBEITSLOS + "\nvorrang_vor = ['b']") + regel("b", "entfaellt")
        w = eine(zeilen, kunde())
        assert (w.regel, w.status, w.vorschlag) == ("b", Status.ENTFAELLT, None)

    def test_because_it_is_done_already(self, eine: Eine, a: Zeile, kunde: MachKunde) -> None:
        k = kunde(erstgespraech=date(2026, 1, 20), profil_geprueft_am=date(2026, 2, 1))
        w = eine(a("a", 1, ARBEITSLOS + '\nerledigt = [[{ datum = "profil_geprueft_am" }]]'), k)
        assert w.status is Status.ERLEDIGT

    def test_unless_something_may_be_owed(self, eine: Eine, a: Zeile, regel: Zeile, k: Kunde) -> None:
        w = eine(a("a", 1, ARBEITSLOS) + regel("b", "entfaellt"), k)
        assert (w.regel, w.status, set(w.fehlt)) == ("a", Status.UNBESTIMMT, {"status"})


class TestStatt:
    @pytest.fixture
    def zeilen(self, regel: Zeile) -> str:
        erst = regel("erst", "plan_gueltig_bis", f'{ARBEITSLOS}\nstatt = ["Folge"]', "Erst")
        folge = regel("folge", "erstgespraech + 1 Monat", "", "Folge")
        return '[[pflicht]]\nname = "Erst"\n[[pflicht]]\nname = "Folge"\nluecke = true\n' + erst + folge

    def test_a_row_that_holds_takes_the_place_of_another_pflicht(
        self, eine: Eine, zeilen: str, kunde: MachKunde
    ) -> None:
        k = kunde(status="arbeitslos", plan_gueltig_bis=date(2026, 3, 1), erstgespraech=date(2026, 1, 20))
        assert eine(zeilen, k).pflicht == "Erst"

    def test_one_that_does_not_hold_takes_none(self, eine: Eine, zeilen: str, kunde: MachKunde) -> None:
        k = kunde(status="ratsuchend", erstgespraech=date(2026, 1, 20))
        w = eine(zeilen, k)
        assert (w.pflicht, w.status) == ("Folge", Status.OFFEN)

    def test_one_that_is_undecided_leaves_both_open(self, prognose: Mehrere, zeilen: str, kunde: MachKunde) -> None:
        k = kunde(plan_gueltig_bis=date(2026, 3, 1), erstgespraech=date(2026, 1, 20))
        erst, folge = prognose(zeilen, k)
        assert (erst.status, set(erst.fehlt)) == (Status.UNBESTIMMT, {"status"})
        assert (folge.status, set(folge.fehlt), folge.faellig) == (Status.UNBESTIMMT, {"status"}, date(2026, 2, 20))


class TestPerTeilnahme:
    PFLICHT = 'je = "teilnahme"\nbereich = "absolventenmanagement"'

    def test_is_owed_for_each(self, prognose: Mehrere, regel: Zeile, kunde: MachKunde) -> None:
        k = kunde(
            teilnahmen=[
                {"massnahme": "Kurs A", "werte": {"ende": date(2026, 3, 31)}},
                {"massnahme": "Kurs B", "werte": {"ende": date(2026, 4, 30)}},
            ]
        )
        gefunden = prognose(regel("a", "ende - 1 Monat"), k, pflicht=self.PFLICHT)
        assert [(w.massnahme, w.faellig) for w in gefunden] == [
            ("Kurs A", date(2026, 2, 28)),
            ("Kurs B", date(2026, 3, 30)),
        ]

    def test_is_not_owed_without_one(self, prognose: Mehrere, regel: Zeile, kunde: MachKunde) -> None:
        assert prognose(regel("a", "ende - 1 Monat"), kunde(), pflicht=self.PFLICHT + "\nluecke = true") == []

    def test_asks_the_kunde_too(self, prognose: Mehrere, regel: Zeile, kunde: MachKunde) -> None:
        k = kunde(status="arbeitslos", teilnahmen=[{"massnahme": "Kurs A", "werte": {"ende": date(2026, 3, 31)}}])
        assert len(prognose(regel("a", "ende", ARBEITSLOS), k, pflicht=self.PFLICHT)) == 1
        assert prognose(regel("a", "ende", 'wenn = { status = "ratsuchend" }'), k, pflicht=self.PFLICHT) == []

"""What one cell is read as: absent, known to be none, unreadable or known."""

from datetime import date, datetime, time

import pytest

from wiedervorlage.kunde import FEHLT
from wiedervorlage.readers.mangel import Mangel


@pytest.mark.parametrize("leer", [None, "", "  ", "\u00a0", "\t\u200b ", "\ufeff"])
@pytest.mark.parametrize(
    "feld", ["kundennummer", "betreuer", "status", "erstgespraech", "schueler", "schluesselgruppen", "plaene"]
)
def test_an_empty_cell_is_absent(reading, feld, leer):
    assert reading(feld)[leer] is FEHLT


@pytest.mark.parametrize("keine", ["keine", "Keiner", "KEIN", " keine\u00a0"])
@pytest.mark.parametrize(
    "feld", ["betreuer", "status", "erstgespraech", "schluesselgruppen", "handlungsstrategien", "plaene"]
)
def test_keine_is_known_to_be_none(reading, feld, keine):
    assert reading(feld)[keine] is None


@pytest.mark.parametrize("feld", ["status", "erstgespraech", "schluesselgruppen", "schueler"])
def test_keine_angabe_says_that_nobody_knows(reading, feld):
    assert isinstance(reading(feld)["keine Angabe"], Mangel)


@pytest.mark.parametrize("fehler", ["#NV", "#WERT!", "#wert!", "#N/A", "#DIV/0!", "########"])
@pytest.mark.parametrize(
    "feld", ["kundennummer", "betreuer", "status", "erstgespraech", "schueler", "schluesselgruppen", "plaene"]
)
def test_an_error_value_is_an_error_in_every_field(reading, feld, fehler):
    assert reading(feld)[fehler].gefunden == fehler


def test_a_text_with_a_hash_is_a_text(reading):
    assert reading("betreuer")["#12 Nord"] == "#12 Nord"


class TestText:
    @pytest.mark.parametrize(
        ("roh", "text"),
        [
            ("  Muster, A. ", "Muster, A."),
            ("Muster,\u00a0A.\u00a0", "Muster, A."),
            ("Muster,\n A.", "Muster, A."),
            ("Mu\u0308ller", "Müller"),
            ("Mus\u00adter\u200b", "Muster"),
            ("0012", "0012"),
            (1234567890.0, "1234567890"),
            (12, "12"),
            (12.5, "12.5"),
        ],
    )
    def test_is_kept_without_what_nobody_sees(self, reading, roh, text):
        assert reading("betreuer")[roh] == text

    def test_can_always_be_written_to_a_file(self, reading):
        assert reading("betreuer")["A\ud800B"].encode() == "A\ufffdB".encode()

    @pytest.mark.parametrize("roh", [True, date(2026, 1, 1), time(8), ("a",), float("nan"), float("inf")], ids=repr)
    def test_is_no_other_kind_of_value(self, reading, roh):
        assert isinstance(reading("betreuer")[roh], Mangel)


class TestJaNein:
    @pytest.mark.parametrize(
        "roh", ["ja", "Ja ", "JA", "j", "x", "X", "1", "wahr", "true", "TRUE", True, 1, 1.0], ids=repr
    )
    def test_yes(self, reading, roh):
        assert reading("schueler")[roh] is True

    @pytest.mark.parametrize(
        "roh", ["nein", "n", "N", "0", "falsch", "FALSE", "keine", "kein", False, 0, 0.0], ids=repr
    )
    def test_no(self, reading, roh):
        assert reading("schueler")[roh] is False

    @pytest.mark.parametrize("roh", ["vielleicht", "ja?", "2", "-", 2, date(2026, 1, 1), ("ja",)], ids=repr)
    def test_neither(self, reading, roh):
        assert isinstance(reading("schueler")[roh], Mangel)


class TestAuswahl:
    @pytest.mark.parametrize("roh", ["nicht gesetzt", "nicht_gesetzt", "Nicht Gesetzt", "nicht-gesetzt "], ids=repr)
    def test_is_compared_like_a_heading(self, reading, roh):
        assert reading("status")[roh] == "nicht_gesetzt"

    @pytest.mark.parametrize(("roh", "wert"), [("persönlich", "persoenlich"), ("PERSOENLICH", "persoenlich")])
    def test_umlauts_are_spelt_either_way(self, reading, roh, wert):
        assert reading("art", "kontakt")[roh] == wert

    @pytest.mark.parametrize("roh", ["alo", "Arbeitslos", "ALO"], ids=repr)
    def test_knows_the_other_spellings(self, reading, roh):
        assert reading("status")[roh] == "arbeitslos"

    @pytest.mark.parametrize("roh", ["1", 1, 1.0, "I", "i"], ids=repr)
    def test_a_number_is_a_spelling_too(self, reading, roh):
        assert reading("gruppe", "teilnahme")[roh] == "I"

    def test_a_value_may_hold_a_comma(self, reading):
        assert reading("profillage")["integriert, aber hilfebedürftig"] == "I"

    @pytest.mark.parametrize("roh", ["krank", "-", "?", True, date(2026, 1, 1), ("arbeitslos",)], ids=repr)
    def test_another_value_is_unreadable(self, reading, roh):
        assert isinstance(reading("status")[roh], Mangel)

    def test_an_open_one_keeps_other_values_folded(self, reading):
        assert reading("anlass", "kontakt")["Übergabe an Träger"] == "uebergabeantraeger"

    @pytest.mark.parametrize("roh", ["Fallübergabe", "FALLUEBERGABE", "Fall-Übergabe"], ids=repr)
    def test_an_open_one_still_knows_its_own(self, reading, roh):
        assert reading("anlass", "kontakt")[roh] == "falluebergabe"

    def test_an_open_one_refuses_what_has_no_letter(self, reading):
        assert isinstance(reading("anlass", "kontakt")["-"], Mangel)


class TestSets:
    @pytest.mark.parametrize("roh", ["Q, L", "Q; L", "q;l;", "Q\nL", "L,Q,Q"], ids=repr)
    def test_of_enum_values(self, reading, roh):
        assert reading("schluesselgruppen")[roh] == {"Q", "L"}

    @pytest.mark.parametrize(("roh", "menge"), [(["Q", " l"], {"Q", "L"}), (["Q", None, ""], {"Q"})])
    def test_as_a_list(self, reading, roh, menge):
        assert reading("schluesselgruppen").parse(roh) == menge

    def test_an_empty_list_is_known_to_be_none(self, reading):
        assert reading("schluesselgruppen").parse([]) is None

    def test_one_value_is_a_set_too(self, reading):
        assert reading("schluesselgruppen")["Q"] == frozenset({"Q"})

    @pytest.mark.parametrize(
        ("roh", "menge"),
        [
            ("integriert, aber hilfebedürftig", {"integriert"}),
            ("integriert, aber hilfebedürftig; Z", {"integriert", "Z"}),
        ],
    )
    def test_a_value_may_hold_a_comma(self, reading, roh, menge):
        assert reading("prognosen")[roh] == menge

    @pytest.mark.parametrize("roh", [";", " ; \n"])
    def test_separators_alone_are_absent(self, reading, roh):
        assert reading("schluesselgruppen")[roh] is FEHLT

    @pytest.mark.parametrize("roh", ["Q, P", "Q; P", "Q, keine", ",", "Q L"], ids=repr)
    def test_one_bad_member_spoils_the_whole(self, reading, roh):
        assert isinstance(reading("schluesselgruppen")[roh], Mangel)

    @pytest.mark.parametrize("roh", [["Q", "P"], ["Q", ["L"]], ["Q", {}], {"Q": 1}, True], ids=repr)
    def test_one_bad_member_spoils_a_list_too(self, reading, roh):
        assert isinstance(reading("schluesselgruppen").parse(roh), Mangel)

    @pytest.mark.parametrize(
        ("roh", "menge"),
        [
            ("Stärken klären, Mobilität", {"staerkenklaeren", "mobilitaet"}),
            ("Heranführen, dann Stabilisieren; Mobilität", {"heranfuehrendannstabilisieren", "mobilitaet"}),
        ],
    )
    def test_of_free_texts_are_split_at_semicolons_if_any(self, reading, roh, menge):
        assert reading("handlungsstrategien")[roh] == menge

    def test_of_free_texts_as_a_list_are_not_split(self, reading):
        assert reading("handlungsstrategien").parse(["a, b", "c"]) == {"ab", "c"}

    def test_of_open_enum_values(self, reading):
        assert reading("themen")["Schulden, Sucht"] == {"schulden", "sucht"}

    @pytest.mark.parametrize("roh", ["01.02.2026, 03.02.2026", "2026-02-01;2026-02-03", "46054; 46056"], ids=repr)
    def test_of_dates(self, reading, roh):
        assert reading("plaene")[roh] == {date(2026, 2, 1), date(2026, 2, 3)}

    @pytest.mark.parametrize(
        "roh", [[date(2026, 2, 1)], ["2026-02-01"], date(2026, 2, 1), datetime(2026, 2, 1)], ids=repr
    )
    def test_of_dates_as_values(self, reading, roh):
        assert reading("plaene").parse(roh) == {date(2026, 2, 1)}

    def test_of_dates_with_an_impossible_one(self, reading):
        assert isinstance(reading("plaene")["01.02.2026, 31.02.2026"], Mangel)


def test_what_was_read_once_is_remembered_but_a_number_is_not_taken_for_a_yes(reading):
    betreuer = reading("betreuer")
    assert betreuer[1] == "1"
    assert isinstance(betreuer[True], Mangel)
    assert betreuer[1.0] == "1"

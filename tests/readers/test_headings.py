"""Headings as people write them."""

import pytest

from wiedervorlage.errors import EinstellungError
from wiedervorlage.konzept.model import Feld
from wiedervorlage.readers import add_aliases, fold
from wiedervorlage.readers.headings import find_header, known_headings, read_header
from wiedervorlage.readers.schema import build_schemas

BEKANNT = {"kundennummer": "kundennummer", "status": "status", "team": "team"}


@pytest.mark.parametrize(
    ("eine", "andere"),
    [
        ("Maßnahme", "MASSNAHME"),
        ("Erstgespräch", "Erstgespraech"),
        ("Erstgespra\u0308ch", "ERSTGESPRÄCH"),
        ("Geb.-Datum", "Geb. Datum"),
        ("arbeitslos_seit", "Arbeitslos  seit:"),
    ],
)
def test_spellings_of_one_heading_fold_alike(eine, andere):
    assert fold(eine) == fold(andere)


def test_different_headings_stay_different():
    assert fold("Ende") != fold("Ende 2")


def test_a_heading_goes_before_the_alias_of_another_field():
    art = Feld("art", "text", "Art", "", aliase=("Typ", "Form"))
    typ = Feld("typ", "text", "Typ", "")
    assert known_headings([art, typ])["typ"] == "typ"
    assert known_headings([typ, art])["form"] == "art"


def test_the_header_is_the_row_with_most_known_headings():
    zeilen = [["Kundennummer"], ["Kundennummer", "Status"], ["Kundennummer", "Team"]]
    position, kopf = find_header(zeilen, BEKANNT)
    assert (position, kopf.index) == (1, {"kundennummer": 0, "status": 1})


def test_a_row_without_kundennummer_is_no_header():
    assert find_header([["Status", "Team"]], BEKANNT) is None


def test_headings_nobody_needs_are_listed_and_empty_ones_are_not():
    assert read_header(["Kundennummer", "Telefon", "", None, 5, " Ort "], BEKANNT).unbeachtet == ("Telefon", "Ort")


def test_a_field_that_stands_there_twice_is_found():
    assert read_header(["Kundennummer", "Status", "STATUS:"], BEKANNT).doppelt == ("Status", "STATUS:")


def test_a_heading_nobody_needs_may_stand_there_twice():
    assert read_header(["Kundennummer", "Ort", "Ort"], BEKANNT).doppelt is None


class TestOfTheHouse:
    @pytest.mark.parametrize(
        ("aliase", "an", "ueberschrift", "name"),
        [
            ({"status": ["Alo-Lage"]}, "kunde", "alolage", "status"),
            ({"kontakt.datum": ["Termin am"]}, "kontakt", "terminam", "datum"),
            ({"teilnahme.ende": ["geplant bis"]}, "teilnahme", "geplantbis", "ende"),
            ({"kundennummer": ["Zeichen"]}, "kunde", "zeichen", "kundennummer"),
            ({"kundennummer": ["Zeichen"]}, "teilnahme", "zeichen", "kundennummer"),
            ({"status": ["Bewerberstatus"]}, "kunde", "bewerberstatus", "status"),
            ({"status": ["Alo-Lage"]}, "kunde", "bewerberstatus", "status"),
        ],
    )
    def test_stand_for_their_field(self, felder, aliase, an, ueberschrift, name):
        assert build_schemas(add_aliases(felder, aliase), None)[an].ueberschriften[ueberschrift] == name

    def test_of_a_kontakt_mean_nothing_in_the_list_of_kunden(self, felder):
        schemas = build_schemas(add_aliases(felder, {"kontakt.datum": ["Termin am"]}), None)
        assert "terminam" not in schemas["kunde"].ueberschriften

    def test_none_leave_the_fields_as_they_are(self, felder):
        assert add_aliases(felder, {}) == tuple(felder)

    @pytest.mark.parametrize(
        ("aliase", "satz"),
        [
            ({"statuss": ["Lage"]}, "aliase: Ein Feld „statuss“ gibt es nicht; gemeint ist wohl „status“."),
            (
                {"kontakte.datum": ["Termin"]},
                "aliase: Ein Feld „kontakte.datum“ gibt es nicht; gemeint ist wohl „kontakt.datum“.",
            ),
            (
                {"status": ["BETREUER:"]},
                "aliase.status: „BETREUER:“ bedeutet schon „betreuer“; bitte eine andere Überschrift nennen.",
            ),
            (
                {"status": ["Lage"], "betreuer": ["lage"]},
                "aliase.betreuer: „lage“ bedeutet schon „status“; bitte eine andere Überschrift nennen.",
            ),
            (
                {"kundennummer": ["Anlass"]},
                "aliase.kundennummer: „Anlass“ bedeutet schon „anlass“; bitte eine andere Überschrift nennen.",
            ),
        ],
    )
    def test_that_mean_nothing_or_two_things_are_refused(self, felder, aliase, satz):
        with pytest.raises(EinstellungError) as fehler:
            add_aliases(felder, aliase)
        assert str(fehler.value) == satz

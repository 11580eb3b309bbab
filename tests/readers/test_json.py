"""JSON lists, and single Kunden as JSON and TOML give them."""

import json
import tomllib
from datetime import date

import pytest

from wiedervorlage.errors import DateiError
from wiedervorlage.frist import OFFEN
from wiedervorlage.kunde import UNLESBAR, Kontakt
from wiedervorlage.readers import read_object, structure_kunde
from wiedervorlage.readers.mangel import EINTRAG_UNLESBAR

KUNDE = {
    "kundennummer": "000X100001",
    "betreuer": "Muster, A.",
    "geburtsdatum": "1990-02-01",
    "status": "arbeitslos",
    "schueler": False,
    "schluesselgruppen": ["Q", "L"],
    "plan_gueltig_bis": "9999-12-31",
    "erstgespraech": "keine",
    "profillage": None,
    "kontakte": [{"datum": "2026-03-01", "art": "persoenlich"}],
    "teilnahmen": [{"massnahme": "Coaching", "beginn": "2026-02-01", "vermittlungsvorschlaege": ["2026-03-02"]}],
}


@pytest.fixture
def lies_json(lies):
    return lambda *kunden: lies({"k.json": json.dumps({"kunden": kunden})})


class TestList:
    def test_all_kinds_of_values(self, lies_json):
        (kunde,) = lies_json(KUNDE).kunden
        assert kunde.betreuer == "Muster, A."
        assert kunde.werte == {
            "geburtsdatum": date(1990, 2, 1),
            "status": "arbeitslos",
            "schueler": False,
            "schluesselgruppen": {"Q", "L"},
            "plan_gueltig_bis": OFFEN,
            "erstgespraech": None,
        }
        assert kunde.kontakte == (Kontakt(date(2026, 3, 1), art="persoenlich"),)
        assert kunde.teilnahmen[0].werte["vermittlungsvorschlaege"] == {date(2026, 3, 2)}

    def test_keys_of_all_kunden_are_its_columns(self, lies_json):
        eingabe = lies_json(KUNDE, {"kundennummer": "000X100002", "team": "u25", "kontakte": [{"datum": None, "x": 1}]})
        assert {"status", "profillage"} <= eingabe.spalten["kunde"]
        assert eingabe.spalten["kontakt"] == {"datum", "art"}
        assert eingabe.unbeachtet == ("kontakte.x", "team")

    def test_the_row_is_the_number_of_the_kunde_and_the_column_the_path(self, lies_json):
        kontakte = [{"datum": "2026-03-01"}, {"datum": "2026-02-31"}]
        eingabe = lies_json(KUNDE, {"kundennummer": "000X100002", "status": "krank", "kontakte": kontakte})
        assert [(m.zeile, m.spalte) for m in eingabe.meldungen] == [(2, "status"), (2, "kontakte[2].datum")]
        assert eingabe.kunden[1].hinweise == (EINTRAG_UNLESBAR,)

    def test_a_kunde_without_usable_kundennummer_is_dropped(self, lies_json):
        eingabe = lies_json({"status": "krank"}, {"kundennummer": "1E+123"}, {"kundennummer": []}, 7, None, KUNDE)
        assert (len(eingabe.kunden), eingabe.gelesen, eingabe.verworfen) == (1, 6, 5)
        assert [m.zeile for m in eingabe.meldungen] == [1, 2, 3, 4, 5]

    def test_the_same_kunde_twice_counts_once(self, lies_json):
        assert lies_json(KUNDE, KUNDE).gelesen == 1

    def test_the_same_kunde_with_other_kontakte_is_dropped(self, lies_json):
        eingabe = lies_json(KUNDE, KUNDE | {"kontakte": []})
        assert (eingabe.gelesen, eingabe.verworfen) == (2, 1)
        assert "k.json, Eintrag 1," in eingabe.meldungen[0].text

    @pytest.mark.parametrize(
        ("roh", "spalte"),
        [
            ([7], "kontakte[1].datum"),
            ([None], "kontakte[1].datum"),
            ({"datum": "2026-03-01"}, "kontakte"),
            ("x", "kontakte"),
        ],
    )
    def test_entries_of_another_shape_are_left_out(self, lies_json, roh, spalte):
        eingabe = lies_json(KUNDE | {"kontakte": roh})
        (meldung,) = eingabe.meldungen
        assert (eingabe.kunden[0].kontakte, eingabe.kunden[0].hinweise) == ((), (EINTRAG_UNLESBAR,))
        assert meldung.spalte == spalte

    @pytest.mark.parametrize("roh", [None, [], "keine", ""])
    def test_no_entries_are_none(self, lies_json, roh):
        eingabe = lies_json(KUNDE | {"kontakte": roh})
        assert (eingabe.kunden[0].kontakte, eingabe.kunden[0].hinweise, eingabe.meldungen) == ((), (), ())

    def test_a_kundennummer_inside_a_kontakt_is_left_alone(self, lies_json):
        eingabe = lies_json(KUNDE | {"kontakte": [{"datum": "2026-03-01", "kundennummer": "000X100009"}]})
        assert eingabe.kunden[0].kontakte == (Kontakt(date(2026, 3, 1)),)

    @pytest.mark.parametrize(
        ("inhalt", "satz"),
        [
            ("", "Die Datei ist leer"),
            ('{"kunden": [\n  {]}', "In Zeile 2, Spalte 4 ist das JSON fehlerhaft"),
            ("[]", 'Erwartet wird {"kunden"'),
            ("{}", 'Erwartet wird {"kunden"'),
            ('{"kunden": {}}', 'Erwartet wird {"kunden"'),
            ('{"kunden": [' + "9" * 5000 + "]}", "zu lange Zahlen"),
            ("[" * 100_000, "zu tief geschachtelt"),
            (
                '{"kunden": [{"status": "alo", "status": "asu"}]}',
                "Der Schlüssel „status“ steht in einem Eintrag zweimal",
            ),
        ],
        ids=["empty", "syntax", "list", "no kunden", "kunden no list", "long number", "deep", "key twice"],
    )
    def test_other_files_are_refused_with_a_sentence(self, lies, inhalt, satz):
        with pytest.raises(DateiError, match=satz):
            lies({"k.json": inhalt})

    @pytest.mark.parametrize("zeichen", ["utf-8-sig", "utf-16", "cp1252"])
    def test_in_other_encodings(self, lies, zeichen):
        inhalt = '{"kunden": [{"kundennummer": "000X100001", "betreuer": "Müller"}]}'
        assert lies({"k.json": inhalt.encode(zeichen)}).kunden[0].betreuer == "Müller"


class TestStructureKunde:
    def test_of_toml_is_the_same_kunde(self, felder):
        toml = tomllib.loads("""
            kundennummer = "000X100001"
            betreuer = "Muster, A."
            geburtsdatum = 1990-02-01
            status = "arbeitslos"
            schueler = false
            schluesselgruppen = ["Q", "L"]
            plan_gueltig_bis = 9999-12-31
            erstgespraech = "00.00.0000"
            kontakte = [ { datum = 2026-03-01, art = "persoenlich" } ]
            teilnahmen = [ { massnahme = "Coaching", beginn = 2026-02-01, vermittlungsvorschlaege = [2026-03-02] } ]
        """)
        assert structure_kunde(toml, felder) == structure_kunde(KUNDE, felder)

    def test_says_what_could_not_be_read(self, felder):
        kunde, (meldung,) = structure_kunde({"kundennummer": "T-1", "status": "krank"}, felder)
        assert kunde.werte == {"status": UNLESBAR}
        assert (meldung.datei, meldung.zeile, meldung.spalte) == (None, None, "status")

    def test_knows_the_flat_last_kontakt_too(self, felder):
        daten = {"kundennummer": "T-1", "letzter_kontakt": date(2026, 3, 1), "letzter_kontakt_art": "telefonisch"}
        kunde, _ = structure_kunde(daten, felder)
        assert kunde.kontakte == (Kontakt(date(2026, 3, 1), art="telefonisch", flach=True),)
        assert structure_kunde(daten | {"kontakte": [{"datum": date(2026, 1, 1)}]}, felder)[0].kontakte == (
            Kontakt(date(2026, 1, 1)),
        )

    @pytest.mark.parametrize("daten", [{}, {"kundennummer": ""}, {"kundennummer": "1E+123"}])
    def test_needs_a_kundennummer(self, felder, daten):
        with pytest.raises(DateiError, match="Kundennummer"):
            structure_kunde(daten, felder)

    def test_the_stichtag_limits_the_day_of_birth(self, felder):
        daten = {"kundennummer": "T-1", "geburtsdatum": date(2026, 7, 2)}
        assert structure_kunde(daten, felder, date(2026, 7, 1))[0].werte == {"geburtsdatum": UNLESBAR}
        assert structure_kunde(daten, felder, date(2026, 7, 2))[0].werte == {"geburtsdatum": date(2026, 7, 2)}

    def test_keys_that_are_no_field_can_be_named(self, felder):
        daten = {"kundennummer": "T-1", "statuss": "alo", "teilnahmen": [{"massnahme": "Coaching", "begin": 1}]}
        assert read_object(daten, felder).unbeachtet == ("teilnahmen.begin", "statuss")
        assert read_object(KUNDE, felder).unbeachtet == ()

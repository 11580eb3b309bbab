"""The settings of a house: each key is taken, or refused with what would be allowed."""

import re
from collections.abc import Callable
from datetime import date, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import fields

from wiedervorlage.errors import EinstellungError
from wiedervorlage.frist import Dauer, Kalender
from wiedervorlage.konzept import Konzept, load_konzept
from wiedervorlage.settings import Settings, Stelle, load_settings

Laden = Callable[[str], Settings]

EINSTELLUNGEN = """
[[lesart]]
name        = "vorrang"
bezeichnung = "Vorrang"
vorgabe     = true
fundstelle  = "Tabelle"
bedeutung   = "Ein: a geht vor."

[[lesart]]
name        = "kontaktart"
bezeichnung = "Kontaktart"
vorgabe     = "persoenlich"
werte       = ["persoenlich", "av_gespraech"]
fundstelle  = "Tabelle"
bedeutung   = "was zählt"

[[einstellung]]
name        = "mindestversuche"
bezeichnung = "Versuche"
vorgabe     = 2
fundstelle  = "Abs. 3"
bedeutung   = "so viele"

[[einstellung]]
name        = "gilt_bis_tag"
bezeichnung = "Ende"
vorgabe     = 9999-12-31
fundstelle  = "Abs. 4"
bedeutung   = "letzter Tag"
"""


@pytest.fixture
def laden(tmp_path: Path) -> Laden:
    """The settings in a file with this content."""

    def load(text: str) -> Settings:
        datei = tmp_path / "wiedervorlage.toml"
        datei.write_text(text, encoding="utf-8")
        return load_settings(datei)

    return load


@pytest.fixture
def fehler(laden: Laden, tmp_path: Path) -> Callable[[str], str]:
    """What is wrong with a file with this content; its path stands in front and is left out."""

    def load(text: str) -> str:
        with pytest.raises(EinstellungError) as gefunden:
            laden(text)
        pfad, satz = str(gefunden.value).split(": ", 1)
        assert pfad == str(tmp_path / "wiedervorlage.toml")
        return satz

    return load


@pytest.fixture
def konzept(kopf: str) -> Konzept:
    return load_konzept(kopf + EINSTELLUNGEN, "test.toml")


class TestDefaults:
    def test_without_a_file(self) -> None:
        assert load_settings(None) == Settings()

    def test_with_an_empty_file(self, laden: Laden) -> None:
        assert laden("") == Settings()

    def test_are_those_of_the_contract(self) -> None:
        haus = Settings()
        assert (haus.horizont, haus.vorlauf, haus.geschlossen) == (Dauer(8, "Wochen"), {"kontakt": 10}, frozenset())
        assert (haus.bezug, haus.aliase, haus.massnahmegruppen) == ("vorgang", {}, {})
        assert (haus.jobcenter, haus.land, haus.schluessel, haus.erinnerung) == (None, None, None, True)


class TestKeys:
    @pytest.mark.parametrize(
        ("text", "name", "wert"),
        [
            ('jobcenter = "emden"', "jobcenter", "emden"),
            ('land = "NW"', "land", "NW"),
            ('horizont = "1 Monat"', "horizont", Dauer(1, "Monate")),
            ("erinnerung = false", "erinnerung", False),
            ("vorlauf = { kontakt = 0 }", "vorlauf", {"kontakt": 0}),
            ("vorlauf = { pruefung = 5 }", "vorlauf", {"kontakt": 10, "pruefung": 5}),
            ("geschlossen = []", "geschlossen", frozenset()),
            ('geschlossen = ["24.12.", "31.12."]', "geschlossen", {(24, 12), (31, 12)}),
            ("geschlossen = [2027-02-08]", "geschlossen", {date(2027, 2, 8)}),
            ('geschlossen = ["29.02.", "1.6."]', "geschlossen", {(29, 2), (1, 6)}),
            ("stellen = { Ahrens = { anteil = 0.1 } }", "stellen", {"Ahrens": Stelle(Fraction(1, 10))}),
            (
                "[stellen.Ahrens]\nanteil = 1\nausfall = 0.25",
                "stellen",
                {"Ahrens": Stelle(Fraction(1), Fraction(1, 4))},
            ),
            ('kalender = { bezug = "vorgang" }', "bezug", "vorgang"),
            ('kalender = { bezug = "kundennummer" }', "bezug", "kundennummer"),
            ('aliase = { status = ["Lage", "BewStatus"] }', "aliase", {"status": ("Lage", "BewStatus")}),
            ('aliase = { "kontakt.datum" = ["Termin am"] }', "aliase", {"kontakt.datum": ("Termin am",)}),
            ('[aliase]\nkontakt.datum = ["Termin am"]', "aliase", {"kontakt.datum": ("Termin am",)}),
            ("aliase = { status = [] }", "aliase", {"status": ()}),
            ('massnahmegruppen = { "Coaching A" = "IV" }', "massnahmegruppen", {"Coaching A": "IV"}),
            ("lesarten = { vorrang = false }", "lesarten", {"vorrang": False}),
            ("[einstellungen]\nmindestversuche = 3", "einstellungen", {"mindestversuche": 3}),
        ],
    )
    def test_is_taken(self, laden: Laden, text: str, name: str, wert: Any) -> None:
        assert getattr(laden(text), name) == wert

    @pytest.mark.parametrize(
        ("text", "satz"),
        [
            ("jobcenter = 5", "jobcenter: gefunden 5, erwartet der Schlüssel eines Jobcenters."),
            (
                'land = "NRW"',
                "land: gefunden „NRW“, erwartet eines von "
                "BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH.",
            ),
            ('horizont = "bald"', "horizont: gefunden „bald“, erwartet eine Dauer wie „8 Wochen“."),
            ("horizont = 8", "horizont: gefunden 8, erwartet eine Dauer wie „8 Wochen“."),
            (
                'erinnerung = "ja"',
                "erinnerung: gefunden „ja“, erwartet true (ein) oder false (aus), ohne Anführungszeichen.",
            ),
            ("erinnerung = 1", "erinnerung: gefunden 1, erwartet true (ein) oder false (aus), ohne Anführungszeichen."),
            ("schluessel = true", "schluessel: gefunden true, erwartet der Pfad einer Datei."),
            ("stellen = 5", "stellen: gefunden 5, erwartet Stellen wie Ahrens = { anteil = 0.5, ausfall = 0.2 }."),
            (
                "stellen = { Ahrens = { ausfall = 0.2 } }",
                "stellen.Ahrens: gefunden { ausfall = 0.2 }, "
                "erwartet Stellen wie Ahrens = { anteil = 0.5, ausfall = 0.2 }.",
            ),
            (
                "stellen = { Ahrens = { anteil = 1.5 } }",
                "stellen.Ahrens.anteil: gefunden 1.5, erwartet eine Zahl von 0 bis 1, z. B. 0.5.",
            ),
            (
                "stellen = { Ahrens = { anteil = 1, ausfall = true } }",
                "stellen.Ahrens.ausfall: gefunden true, erwartet eine Zahl von 0 bis 1, z. B. 0.5.",
            ),
            (
                'kalender = "kundennummer"',
                'kalender: gefunden „kundennummer“, erwartet { bezug = "vorgang" } oder { bezug = "kundennummer" }.',
            ),
            (
                'kalender = { bezug = "name" }',
                'kalender: gefunden { bezug = "name" }, erwartet { bezug = "vorgang" } oder '
                '{ bezug = "kundennummer" }.',
            ),
            (
                'kalender = { bezug = "vorgang", titel = "kurz" }',
                'kalender: gefunden { bezug = "vorgang", titel = "kurz" }, erwartet { bezug = "vorgang" } oder '
                '{ bezug = "kundennummer" }.',
            ),
            ("aliase = 5", "aliase: gefunden 5, erwartet eine Tabelle."),
            (
                'aliase = { status = "Lage" }',
                'aliase.status: gefunden „Lage“, erwartet eine Liste von Überschriften wie ["Alo-Beginn"].',
            ),
            (
                '[aliase]\nkontakt.datum = ["--"]',
                'aliase.kontakt.datum: gefunden ["--"], erwartet eine Liste von Überschriften wie ["Alo-Beginn"].',
            ),
            ("massnahmegruppen = []", "massnahmegruppen: gefunden [], erwartet eine Tabelle."),
            (
                'massnahmegruppen = { Coaching = "V" }',
                "massnahmegruppen.Coaching: gefunden „V“, erwartet eine Gruppe: I, II, III, IV.",
            ),
            (
                "massnahmegruppen = { Coaching = 2 }",
                "massnahmegruppen.Coaching: gefunden 2, erwartet eine Gruppe: I, II, III, IV.",
            ),
            ("lesarten = true", "lesarten: gefunden true, erwartet eine Tabelle."),
            ('einstellungen = ["a"]', 'einstellungen: gefunden ["a"], erwartet eine Tabelle.'),
        ],
    )
    def test_is_refused(self, fehler: Callable[[str], str], text: str, satz: str) -> None:
        assert fehler(text) == satz

    @pytest.mark.parametrize(
        ("wert", "gefunden"),
        [
            ('"24.12."', "„24.12.“"),
            ('["24.12"]', "„24.12“"),
            ('["30.02."]', "„30.02.“"),
            ('["99.99."]', "„99.99.“"),
            ("[5]", "5"),
            ("[2026-12-24T08:00:00]", "2026-12-24 08:00:00"),
        ],
    )
    def test_closed_days_that_are_none(self, fehler: Callable[[str], str], wert: str, gefunden: str) -> None:
        erwartet = 'eine Liste wie ["24.12.", "31.12.", 2027-02-08]'
        assert fehler(f"geschlossen = {wert}") == f"geschlossen: gefunden {gefunden}, erwartet {erwartet}."

    @pytest.mark.parametrize(
        "wert", ["5", "{ kontakte = 5 }", "{ kontakt = -1 }", "{ kontakt = true }", '{ kontakt = "5" }']
    )
    def test_vorlauf_that_is_none(self, fehler: Callable[[str], str], wert: str) -> None:
        assert fehler(f"vorlauf = {wert}") == (
            f"vorlauf: gefunden {wert}, erwartet Arbeitstage je Art wie {{ kontakt = 10 }}; "
            "Arten: kontakt, aufgabe, pruefung."
        )

    def test_unknown_one_names_the_nearest(self, fehler: Callable[[str], str]) -> None:
        assert fehler('horizon = "8 Wochen"') == (
            "Die Einstellung „horizon“ gibt es nicht; gemeint ist wohl „horizont“."
        )

    def test_the_attribute_of_another_name_is_no_key(self, fehler: Callable[[str], str]) -> None:
        assert fehler('bezug = "vorgang"').startswith(
            "Die Einstellung „bezug“ gibt es nicht; es gibt unter anderem jobcenter, "
        )

    def test_unknown_one_that_resembles_none_lists_some(self, fehler: Callable[[str], str]) -> None:
        anfang, _, liste = fehler("xyz = 1").partition("; es gibt unter anderem ")
        namen = liste.removesuffix(".").split(", ")
        assert (anfang, len(namen)) == ("Die Einstellung „xyz“ gibt es nicht", 8)
        assert set(namen) < {f.name for f in fields(Settings)} | {"kalender"}


class TestFile:
    def test_of_the_key_stands_beside_the_settings(self, laden: Laden, tmp_path: Path) -> None:
        assert laden('schluessel = "team/haus.key"').schluessel == tmp_path / "team" / "haus.key"

    def test_of_the_key_can_stand_anywhere(self, laden: Laden, tmp_path: Path) -> None:
        anderswo = tmp_path.parent / "haus.key"
        assert laden(f"schluessel = '{anderswo}'").schluessel == anderswo

    def test_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(EinstellungError, match=r"fehlt\.toml: Die Einstellungen lassen sich nicht lesen \("):
            load_settings(tmp_path / "fehlt.toml")

    def test_that_is_no_toml(self, fehler: Callable[[str], str]) -> None:
        assert fehler("jobcenter = ").startswith("am Ende der Datei: das ist kein gültiges TOML; ")
        assert fehler("a = 1\njobcenter = emden").startswith("Zeile 2, Spalte 13: das ist kein gültiges TOML; ")

    def test_in_another_encoding(self, tmp_path: Path) -> None:
        datei = tmp_path / "wiedervorlage.toml"
        datei.write_bytes('jobcenter = "göttingen"'.encode("cp1252"))
        with pytest.raises(EinstellungError, match="die Datei ist nicht in UTF-8 gespeichert"):
            load_settings(datei)

    def test_with_a_byte_order_mark(self, tmp_path: Path) -> None:
        datei = tmp_path / "wiedervorlage.toml"
        datei.write_text('jobcenter = "emden"', encoding="utf-8-sig")
        assert load_settings(datei).jobcenter == "emden"


class TestOfTheConcept:
    def test_none_set(self, konzept: Konzept) -> None:
        assert Settings().werte(konzept) == {}

    def test_are_taken(self, konzept: Konzept) -> None:
        haus = Settings(
            lesarten={"vorrang": False, "kontaktart": "av_gespraech"},
            einstellungen={"mindestversuche": 3, "gilt_bis_tag": date(2027, 1, 1)},
        )
        assert haus.werte(konzept) == {
            "vorrang": False,
            "kontaktart": "av_gespraech",
            "mindestversuche": 3,
            "gilt_bis_tag": date(2027, 1, 1),
        }

    @pytest.mark.parametrize(
        ("haus", "satz"),
        [
            ({"lesarten": {"vorang": True}}, "Das Konzept hat kein „vorang“; gemeint ist wohl „vorrang“."),
            (
                {"lesarten": {"mindestversuche": 3}},
                "Das Konzept hat kein „mindestversuche“; es gibt vorrang, kontaktart.",
            ),
            (
                {"einstellungen": {"vorrang": True}},
                "Das Konzept hat kein „vorrang“; es gibt mindestversuche, gilt_bis_tag.",
            ),
            (
                {"lesarten": {"vorrang": "ja"}},
                "vorrang: gefunden „ja“, erwartet true (ein) oder false (aus), ohne Anführungszeichen.",
            ),
            (
                {"lesarten": {"vorrang": 1}},
                "vorrang: gefunden 1, erwartet true (ein) oder false (aus), ohne Anführungszeichen.",
            ),
            (
                {"lesarten": {"kontaktart": "telefon"}},
                "kontaktart: gefunden „telefon“, erwartet eines von persoenlich, av_gespraech.",
            ),
            (
                {"einstellungen": {"mindestversuche": "3"}},
                "mindestversuche: gefunden „3“, erwartet eine ganze Zahl ohne Anführungszeichen wie 2.",
            ),
            (
                {"einstellungen": {"mindestversuche": True}},
                "mindestversuche: gefunden true, erwartet eine ganze Zahl ohne Anführungszeichen wie 2.",
            ),
            (
                {"einstellungen": {"gilt_bis_tag": "31.12.2026"}},
                "gilt_bis_tag: gefunden „31.12.2026“, erwartet ein Datum ohne Anführungszeichen wie 9999-12-31.",
            ),
        ],
    )
    def test_are_refused(self, konzept: Konzept, haus: Any, satz: str) -> None:
        with pytest.raises(EinstellungError) as fehler:
            Settings(**haus).werte(konzept)
        assert str(fehler.value) == satz

    def test_name_the_file_they_stand_in(self, laden: Laden, konzept: Konzept, tmp_path: Path) -> None:
        haus = laden('lesarten = { vorrang = "ein" }')
        with pytest.raises(EinstellungError) as fehler:
            haus.werte(konzept)
        assert str(fehler.value) == (
            f"{tmp_path / 'wiedervorlage.toml'}: vorrang: gefunden „ein“, "
            "erwartet true (ein) oder false (aus), ohne Anführungszeichen."
        )


class TestWithFlat:
    def test_finds_the_place_of_each(self, konzept: Konzept) -> None:
        haus = Settings().with_flat(konzept, {"vorrang": False, "mindestversuche": 3, "land": "BE"})
        assert (haus.lesarten, haus.einstellungen, haus.land) == ({"vorrang": False}, {"mindestversuche": 3}, "BE")

    def test_keeps_what_was_set(self, konzept: Konzept) -> None:
        haus = Settings(jobcenter="emden", lesarten={"vorrang": False}).with_flat(
            konzept, {"kontaktart": "av_gespraech"}
        )
        assert haus.jobcenter == "emden"
        assert haus.lesarten == {"vorrang": False, "kontaktart": "av_gespraech"}

    def test_replaces_what_was_set(self, konzept: Konzept) -> None:
        haus = Settings(lesarten={"vorrang": False}, land="BE").with_flat(konzept, {"vorrang": True, "land": "NW"})
        assert (haus.lesarten, haus.land) == ({"vorrang": True}, "NW")

    def test_refuses_what_nobody_has(self, konzept: Konzept) -> None:
        with pytest.raises(EinstellungError, match=r"^Die Einstellung „vorang“ gibt es nicht"):
            Settings().with_flat(konzept, {"vorang": True})

    def test_what_nobody_has_may_be_meant_for_the_concept(self, konzept: Konzept) -> None:
        with pytest.raises(EinstellungError) as fehler:
            Settings().with_flat(konzept, {"mindestversuch": 3})
        assert str(fehler.value) == (
            "Die Einstellung „mindestversuch“ gibt es nicht; gemeint ist wohl „mindestversuche“. "
            "Das Konzept selbst hat vorrang, kontaktart, mindestversuche, gilt_bis_tag."
        )

    def test_what_resembles_nothing_is_told_what_the_concept_has(self, konzept: Konzept) -> None:
        with pytest.raises(EinstellungError, match="Das Konzept selbst hat vorrang, kontaktart, mindestversuche, gilt"):
            Settings().with_flat(konzept, {"xyz": 1})

    def test_a_house_without_a_concept_is_told_of_none(self, fehler: Callable[[str], str]) -> None:
        assert "Konzept selbst" not in fehler("xyz = 1")

    def test_what_nobody_has_may_be_meant_for_the_house(self, konzept: Konzept) -> None:
        with pytest.raises(EinstellungError, match="gemeint ist wohl „horizont“"):
            Settings().with_flat(konzept, {"horizon": "8 Wochen"})


class TestKalender:
    def test_is_that_of_the_concept(self, konzept: Konzept) -> None:
        assert Settings().kalender(konzept) == Kalender("NI")

    def test_is_that_of_the_house(self, konzept: Konzept) -> None:
        haus = Settings(land="NW", geschlossen=frozenset({(24, 12)}))
        assert haus.kalender(konzept) == Kalender("NW", frozenset({(24, 12)}))


class TestGroupDates:
    def test_are_read(self, tmp_path: Path) -> None:
        pfad = tmp_path / "wiedervorlage.toml"
        pfad.write_text('gruppentermine = [{ wochentag = "Freitag", beginn = 09:30:00, teilnehmer = 6 }]\n', "utf-8")
        (termin,) = load_settings(pfad).gruppentermine
        assert (termin.wochentag, termin.beginn, termin.ort, termin.teilnehmer) == (4, time(9, 30), "", 6)

    @pytest.mark.parametrize(
        "wert",
        [
            '"Montag"',
            '[{ wochentag = "Montag" }]',
            '[{ wochentag = "Sonntag", beginn = 09:00:00 }]',
            '[{ wochentag = "Montag", beginn = "9 Uhr" }]',
            '[{ wochentag = "Montag", beginn = 09:00:00, teilnehmer = -1 }]',
            '[{ wochentag = "Montag", beginn = 09:00:00, raum = "1" }]',
        ],
    )
    def test_what_is_no_date_is_refused(self, tmp_path: Path, wert: str) -> None:
        pfad = tmp_path / "wiedervorlage.toml"
        pfad.write_text(f"gruppentermine = {wert}\n", "utf-8")
        with pytest.raises(EinstellungError, match="erwartet Termine wie"):
            load_settings(pfad)


class TestReachTheReader:
    """Through a command, as in the house: the list has a column that only the house knows."""

    Check = Callable[[str], tuple[int, str, str]]

    @pytest.fixture
    def check(self, call: Callable[..., Any]) -> Check:
        Path("k.csv").write_text("Kundennummer;Lage\n000X100001;krank\n", encoding="utf-8")

        def run(einstellungen: str) -> tuple[int, str, str]:
            Path("haus.toml").write_text(einstellungen, encoding="utf-8")
            aufruf = "check k.csv --jobcenter emden --on 2026-11-23 --settings haus.toml"
            return tuple(call(*aufruf.split()))

        return run

    def test_a_heading_of_the_house_is_read(self, check: Check) -> None:
        assert "k.csv, Zeile 2, Spalte Lage: " in check('aliase = { status = ["LAGE"] }')[2]

    def test_without_it_nobody_needs_the_column(self, check: Check) -> None:
        status, out, err = check("")
        assert (status, "Spalte Lage" in err, bool(re.search(r"Nicht benötigte Spalten.*\n +Lage", out))) == (
            0,
            False,
            True,
        )

    def test_a_field_that_does_not_exist_ends_the_command(self, check: Check) -> None:
        status, out, err = check('aliase = { statuss = ["Lage"] }')
        assert (status, out) == (2, "")
        assert "aliase: Ein Feld „statuss“ gibt es nicht; gemeint ist wohl „status“." in err

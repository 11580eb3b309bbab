"""Every name of a concept stands for a kind of value: a test or an anchor of another kind is told on loading."""

from collections.abc import Callable

import pytest

from wiedervorlage.errors import KonzeptError
from wiedervorlage.konzept import load_konzept

MEHR = """
[[lesart]]
name        = "jahr"
bezeichnung = "Jahr"
vorgabe     = "kalenderjahr"
werte       = ["kalenderjahr", "zwoelf_monate"]
fundstelle  = "Abs. 5"
bedeutung   = "Zeitraum"

[[einstellung]]
name        = "versuche"
bezeichnung = "Versuche"
vorgabe     = 3
fundstelle  = "Abs. 5"
bedeutung   = "so viele"

[[einstellung]]
name        = "beginn_am"
bezeichnung = "Beginn"
vorgabe     = 2026-01-01
fundstelle  = "Abs. 5"
bedeutung   = "ab wann"

[[tatsache]]
name        = "anzahl"
bezeichnung = "Anzahl"
fundstelle  = "Abs. 5"
zaehlt      = { kontakt = "Beratung" }

[[tatsache]]
name        = "monate"
bezeichnung = "Monate"
fundstelle  = "Abs. 5"
volle_monate = ["erstgespraech", "stichtag"]

[[tatsache]]
name        = "jung"
bezeichnung = "jung"
fundstelle  = "Abs. 5"
wenn        = { alter = "< 25" }

[[tatsache]]
name        = "anfang"
bezeichnung = "Anfang"
fundstelle  = "Abs. 5"
erste_bekannte = ["zweiter", "erstgespraech"]

[[tatsache]]
name        = "zweiter"
bezeichnung = "Zweiter"
fundstelle  = "Abs. 5"
erste_bekannte = ["letzte_beratung", "plan_abgeschlossen"]

[[tatsache]]
name        = "raetsel"
bezeichnung = "Rätsel"
fundstelle  = "Abs. 5"
unbekannt   = "erstgespraech"
"""
TATSACHE = """
[[tatsache]]
name        = "neu"
bezeichnung = "neu"
fundstelle  = "Abs. 5"
"""
ZAHL = 'ohne Einheit: 12 (ohne Anführungszeichen), "> 12", "6..12", vorhanden, nicht vorhanden'
JA_NEIN = "true, false, vorhanden, nicht vorhanden"
DATUM = "`>= 12 Monate`, { vor|nach|ab|bis = ... }, { monat = ... }, vorhanden, nicht vorhanden"

Maengel = Callable[..., list[str]]


@pytest.fixture
def maengel(minimal: str) -> Maengel:
    """The mistakes in the minimal concept after some text of it was replaced or some lines were added; may be none."""

    def load(alt: str = "", neu: str = "", dazu: str = "") -> list[str]:
        assert alt in minimal
        try:
            load_konzept((minimal.replace(alt, neu, 1) if alt else minimal) + MEHR + dazu, "konzept.toml")
        except KonzeptError as fehler:
            return list(fehler.maengel)
        return []

    return load


class TestTests:
    @pytest.mark.parametrize(
        "test",
        [
            'alter = "< 25"',
            "alter = [25, 30]",
            'alter = "25..40"',
            'alter = "> $versuche"',
            'alter = "$versuche"',
            'alter = { nicht = "> 58" }',
            'alter = "vorhanden"',
            'alter = "bekannt"',
            "anzahl = 3",
            'monate = ">= 12"',
            "jung = true",
            "in_massnahme = false",
            'letzte_beratung = ">= 12 Monate"',
            'letzte_beratung = { monat = "6..9", ab = "anfang" }',
            'anfang = { vor = "$beginn_am" }',
            '"$jahr" = "zwoelf_monate"',
            '"$vorrang" = true',
            '"$versuche" = "> 2"',
            '"$beginn_am" = { bis = "stichtag" }',
            "raetsel = true",
            'raetsel = "rot"',
        ],
    )
    def test_that_fit(self, maengel: Maengel, test: str) -> None:
        assert maengel('alter = "< 25"', test) == []

    @pytest.mark.parametrize(
        ("test", "mangel"),
        [
            ('alter = "unter 25"', f"alter: gefunden „unter 25“, erlaubt: vollendete Jahre {ZAHL}"),
            ('alter = "über 58"', f"alter: gefunden „über 58“, erlaubt: vollendete Jahre {ZAHL}"),
            ('alter = "58"', f"alter: gefunden „58“, erlaubt: vollendete Jahre {ZAHL}"),
            ('alter = ">= 300 Monate"', f"alter: gefunden >= 300 Monate, erlaubt: vollendete Jahre {ZAHL}"),
            ('alter = { ab = "stichtag" }', f"alter: gefunden {{ ab = ... }}, erlaubt: vollendete Jahre {ZAHL}"),
            ("alter = true", f"alter: gefunden true, erlaubt: vollendete Jahre {ZAHL}"),
            ('alter = { nicht = "alt" }', f"alter: gefunden „alt“, erlaubt: vollendete Jahre {ZAHL}"),
            ('alter = { bekannt = "alt" }', f"alter: gefunden „alt“, erlaubt: vollendete Jahre {ZAHL}"),
            ('anzahl = "drei"', f"anzahl: gefunden „drei“, erlaubt: eine Anzahl {ZAHL}"),
            ("anzahl = true", f"anzahl: gefunden true, erlaubt: eine Anzahl {ZAHL}"),
            ('monate = "drei"', f"monate: gefunden „drei“, erlaubt: volle Monate {ZAHL}"),
            ('jung = "ja"', f"jung: gefunden „ja“, erlaubt: {JA_NEIN}"),
            ("jung = 1", f"jung: gefunden 1, erlaubt: {JA_NEIN}"),
            ('in_massnahme = "ja"', f"in_massnahme: gefunden „ja“, erlaubt: {JA_NEIN}"),
            ('letzte_beratung = "gestern"', f"letzte_beratung: gefunden „gestern“, erlaubt: {DATUM}"),
            ('letzte_beratung = "6..9"', f"letzte_beratung: gefunden 6..9, erlaubt: {DATUM}"),
            ('anfang = "früh"', f"anfang: gefunden „früh“, erlaubt: {DATUM}"),
            ('"$jahr" = "12"', "$jahr: gefunden „12“, erlaubt: kalenderjahr, zwoelf_monate"),
            ('"$vorrang" = "ein"', f"$vorrang: gefunden „ein“, erlaubt: {JA_NEIN}"),
            ('"$versuche" = "drei"', f"$versuche: gefunden „drei“, erlaubt: eine Zahl {ZAHL}"),
            ('alter = "> $vorrang"', "alter: gefunden „$vorrang“ (true oder false), erlaubt: eine Zahl"
             "; es gibt $versuche"),
            ('alter = "$vorrang"', f"alter: gefunden „$vorrang“ (true), erlaubt: vollendete Jahre {ZAHL}"),
            ('status = "$jahr"', "status: gefunden „$jahr“ („kalenderjahr“, „zwoelf_monate“), "
             "erlaubt: arbeitslos, arbeitsuchend, ratsuchend, nicht_gesetzt"),
        ],
    )  # fmt: skip
    def test_that_do_not(self, maengel: Maengel, test: str, mangel: str) -> None:
        assert maengel('alter = "< 25"', test) == [f"[[regel]] u25 wenn {mangel}"]

    def test_of_a_field_of_text(self, maengel: Maengel) -> None:
        zeile = 'je = "teilnahme"\nwenn = { massnahme = %s }'
        assert maengel(dazu=TATSACHE + zeile % '"Kurs"') == []
        assert maengel(dazu=TATSACHE + zeile % "true") == [
            "[[tatsache]] neu wenn massnahme: gefunden true, erlaubt: ein Text, vorhanden, nicht vorhanden"
        ]

    def test_in_the_conditions_of_a_fact(self, maengel: Maengel) -> None:
        assert maengel(dazu=TATSACHE + 'gibt_es = { teilnahme = true, wenn = { laeuft = "ja" } }') == [
            f"[[tatsache]] neu gibt_es wenn laeuft: gefunden „ja“, erlaubt: {JA_NEIN}"
        ]


class TestAnchors:
    @pytest.mark.parametrize(
        "name", ["erstgespraech", "letzte_beratung", "anfang", "stichtag", "$beginn_am", "raetsel"]
    )
    def test_that_are_days(self, maengel: Maengel, name: str) -> None:
        assert maengel("letzte_beratung + 1 Monat", f"{name} + 1 Monat") == []

    @pytest.mark.parametrize(
        ("name", "wort"),
        [
            ("in_massnahme", "true oder false"),
            ("schueler", "true oder false"),
            ("status", "ein Wert aus einer Liste"),
            ("anzahl", "eine Zahl"),
            ("alter", "eine Zahl"),
            ("$jahr", "ein Wert aus einer Liste"),
        ],
    )
    def test_that_are_none(self, maengel: Maengel, name: str, wort: str) -> None:
        (mangel,) = maengel("letzte_beratung + 1 Monat", f"{name} + 10 Arbeitstage")
        assert mangel.startswith(f"[[regel]] u25 faellig: gefunden „{name}“ ({wort}), erlaubt: ein Datum; ")

    @pytest.mark.parametrize(
        ("zeile", "ort"),
        [
            ('oeffnet = "{}"', "oeffnet"),
            ('verfaellt = "{} + 3 Tage"', "verfaellt"),
            ('vorlaeufig = {{ frueheste = ["stichtag", "{}"] }}', "vorlaeufig"),
            ('oeffnet = {{ datum = "stichtag", ab = "{}" }}', "oeffnet"),
            ('oeffnet = {{ tag = "30.09.", ab = "{}" }}', "oeffnet"),
            ('oeffnet = {{ tabelle = [2026-01-30], bis = "{}" }}', "oeffnet"),
            ('erledigt = [[{{ kontakt = "Beratung", nach = "{}" }}]]', "erledigt"),
            ('erledigt = [[{{ datum = "{}" }}]]', "erledigt datum"),
            ('entfaellt = {{ erstgespraech = {{ vor = "{}" }} }}', "entfaellt erstgespraech"),
        ],
    )
    def test_in_a_row(self, maengel: Maengel, zeile: str, ort: str) -> None:
        ende = 'faellig    = "letzte_beratung + 1 Monat"\n'
        assert maengel(ende, ende + zeile.format("letzte_beratung")) == []
        (mangel,) = maengel(ende, ende + zeile.format("in_massnahme"))
        assert mangel.startswith(
            f"[[regel]] u25 {ort}: gefunden „in_massnahme“ (true oder false), erlaubt: ein Datum; "
        )

    @pytest.mark.parametrize(
        ("zeile", "ort"),
        [
            ('datum = "{} + 1 Monat"', "neu datum"),
            ('volle_monate = ["{}", "stichtag"]', "neu"),
            ('volle_monate = ["erstgespraech", "{}"]', "neu"),
            ('letzter = {{ kontakt = "Beratung" }}\nsonst = "{}"', "neu"),
            ('letzter = {{ datum = "{}" }}', "neu letzter datum"),
            ('gibt_es = {{ kontakt = "Beratung", ab = "{}" }}', "neu gibt_es"),
        ],
    )
    def test_in_a_fact(self, maengel: Maengel, zeile: str, ort: str) -> None:
        assert maengel(dazu=TATSACHE + zeile.format("letzte_beratung")) == []
        (mangel,) = maengel(dazu=TATSACHE + zeile.format("jung"))
        assert mangel.startswith(f"[[tatsache]] {ort}: gefunden „jung“ (true oder false), erlaubt: ein Datum; ")

    def test_many_days_are_no_day(self, maengel: Maengel) -> None:
        zeile = 'je = "teilnahme"\n{}'
        assert maengel(dazu=TATSACHE + zeile.format('gibt_es = { datum = "fallkonferenzen" }')) == []
        (mangel,) = maengel(dazu=TATSACHE + zeile.format('datum = "fallkonferenzen"'))
        assert mangel.startswith(
            "[[tatsache]] neu datum: gefunden „fallkonferenzen“ (mehrere Daten), erlaubt: ein Datum"
        )

    def test_the_first_known_of_two_kinds(self, maengel: Maengel) -> None:
        assert maengel(dazu=TATSACHE + 'erste_bekannte = ["erstgespraech", "schueler"]') == [
            "[[tatsache]] neu erste_bekannte: gefunden ein Datum und true oder false, nötig sind Namen von einer Art"
        ]


class TestEvents:
    @pytest.mark.parametrize(
        ("grenze", "ort"),
        [('nach = "stichtag"', "nach"), ('nach = "stichtag + 1 Tag"', "nach"), ('ab = "stichtag + 1 Tag"', "ab")],
    )
    def test_a_contact_cannot_have_been_held_after_the_stichtag(self, maengel: Maengel, grenze: str, ort: str) -> None:
        assert maengel(dazu=TATSACHE + f'gibt_es = {{ kontakt = "Beratung", {grenze} }}') == [
            f"[[tatsache]] neu gibt_es {ort}: trifft nie zu, ein Kontakt nach dem Stichtag ist ein Termin und noch "
            "nicht geschehen; erlaubt: ein Tag bis zum Stichtag"
        ]

    @pytest.mark.parametrize("grenze", ['ab = "stichtag"', 'nach = "stichtag - 1 Tag"', 'bis = "stichtag"'])
    def test_but_on_the_stichtag_it_can(self, maengel: Maengel, grenze: str) -> None:
        assert maengel(dazu=TATSACHE + f'gibt_es = {{ kontakt = "Beratung", {grenze} }}') == []

    def test_how_many_is_a_number(self, maengel: Maengel) -> None:
        zeile = 'gibt_es = {{ kontakt = "Beratung", anzahl = {} }}'
        assert maengel(dazu=TATSACHE + zeile.format('"$versuche"')) == []
        assert maengel(dazu=TATSACHE + zeile.format('"$vorrang"')) == [
            "[[tatsache]] neu gibt_es anzahl: gefunden „$vorrang“ (true oder false), erlaubt: eine Zahl; "
            "es gibt $versuche"
        ]

    @pytest.mark.parametrize("art", ["letzter", "erster"])
    def test_the_last_and_the_first_need_a_day(self, maengel: Maengel, art: str) -> None:
        assert maengel(dazu=TATSACHE + f'{art} = {{ teilnahme = true, datum = "beginn" }}') == []
        assert maengel(dazu=TATSACHE + f"{art} = {{ teilnahme = true }}") == [
            f"[[tatsache]] neu {art}: gefunden ein Ereignis ohne Tag, nötig ist kontakt oder datum"
        ]


class TestSettings:
    def test_precedence_rests_on_one_that_is_on_or_off(self, maengel: Maengel) -> None:
        ende = 'faellig    = "letzte_beratung + 1 Monat"\n'
        assert maengel(ende, ende + 'lesart = "vorrang"') == []
        assert maengel(ende, ende + 'lesart = "jahr"') == [
            "[[regel]] u25 lesart: gefunden „jahr“ („kalenderjahr“), erlaubt: eine Lesart mit true oder false"
        ]

    def test_the_default_is_one_of_the_values(self, maengel: Maengel) -> None:
        eine = (
            '[[{}]]\nname = "x"\nbezeichnung = "x"\nfundstelle = "x"\nbedeutung = "x"\n'
            'vorgabe = "{}"\nwerte = ["a", "b"]'
        )
        assert maengel(dazu=eine.format("lesart", "a")) == []
        assert maengel(dazu=eine.format("lesart", "c")) == ["[[lesart]] x vorgabe: gefunden „c“, erlaubt: a, b"]
        assert maengel(dazu=eine.format("einstellung", "c")) == [
            "[[einstellung]] x vorgabe: gefunden „c“, erlaubt: a, b"
        ]

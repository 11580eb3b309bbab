"""What is wrong with a concept file is told with file, row, key, what was found and what is allowed."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wiedervorlage.errors import KonzeptError
from wiedervorlage.konzept import grundlagen, load_datei, load_konzept, load_konzepte
from wiedervorlage.konzept.load import TABELLEN
from wiedervorlage.writers.concept_page import concept_page

TATSACHE = """
[[tatsache]]
name        = "neu"
bezeichnung = "neu"
fundstelle  = "Abs. 3"
"""
FELD = """
[[feld]]
name         = "neu"
typ          = "auswahl"
ueberschrift = "Neu"
bedeutung    = "neu"
"""

Maengel = Callable[..., list[str]]


@pytest.fixture
def maengel(minimal: str) -> Maengel:
    """The mistakes in the minimal concept after some text of it was replaced or some lines were added at its end."""

    def load(alt: str = "", neu: str = "", dazu: str = "") -> list[str]:
        assert alt in minimal
        with pytest.raises(KonzeptError) as fehler:
            load_konzept((minimal.replace(alt, neu, 1) if alt else minimal) + dazu, "konzept.toml")
        return list(fehler.value.maengel)

    return load


def test_the_minimal_concept_is_valid(minimal: str) -> None:
    konzept = load_konzept(minimal, "konzept.toml")
    assert [r.id for r in konzept.regeln] == ["u25"]
    assert konzept.datei == "konzept.toml"


def test_a_concept_without_rows_is_valid(kopf: str) -> None:
    assert load_konzept(kopf, "konzept.toml").regeln == ()


class TestTables:
    def test_unknown_one(self, maengel: Maengel) -> None:
        assert maengel(dazu='[[regeln]]\nid = "x"') == ["[[regeln]]: unbekannte Tabelle; gemeint ist wohl „regel“"]

    def test_unknown_one_that_resembles_none(self, maengel: Maengel) -> None:
        (mangel,) = maengel(dazu="[xyz]")
        anfang, _, liste = mangel.partition("; es gibt unter anderem ")
        namen = liste.split(", ")
        assert (anfang, len(namen)) == ("[[xyz]]: unbekannte Tabelle", 8)
        assert set(namen) < {"konzept", *TABELLEN}

    def test_misspelt_head(self, maengel: Maengel) -> None:
        assert maengel("[konzept]", "[konzepte]") == [
            "[konzept]: die Tabelle mit jobcenter, titel, quelle, gilt_ab und land fehlt",
            "[[konzepte]]: unbekannte Tabelle; gemeint ist wohl „konzept“",
        ]

    def test_single_where_a_list_is_due(self, maengel: Maengel) -> None:
        assert maengel("[[lesart]]", "[lesart]") == [
            "[[lesart]]: gefunden [lesart], erwartet [[lesart]] (eine Liste von Tabellen)"
        ]

    def test_text_where_a_row_is_due(self, maengel: Maengel) -> None:
        assert maengel("\n[konzept]", 'zusatz = ["a"]\n[konzept]') == [
            "[[zusatz]] Nr. 1: gefunden „a“, erlaubt: eine Tabelle"
        ]


class TestKeys:
    def test_unknown_one_names_the_nearest(self, maengel: Maengel) -> None:
        assert maengel(dazu="verbindich = true") == [
            "[[regel]] u25 verbindich: unbekannter Schlüssel; gemeint ist wohl „verbindlich“"
        ]

    def test_unknown_one_that_resembles_none_lists_all(self, maengel: Maengel) -> None:
        (mangel,) = maengel("[[pflicht]]", "[[pflicht]]\nxyz = 1")
        assert mangel.startswith("[[pflicht]] Folgekontakt xyz: unbekannter Schlüssel; es gibt name, ")

    def test_unknown_one_in_the_head(self, maengel: Maengel) -> None:
        assert maengel("quelle ", "qelle ") == [
            "[konzept] qelle: unbekannter Schlüssel; gemeint ist wohl „quelle“",
            "[konzept] quelle: fehlt",
        ]

    @pytest.mark.parametrize(
        ("zeile", "mangel"),
        [
            ('wortlaut   = "unter 25 Jahren 1 Monat"\n', "[[regel]] u25 wortlaut: fehlt"),
            ('fundstelle = "Zeile 1"\n', "[[regel]] u25 fundstelle: fehlt"),
            ('faellig    = "letzte_beratung + 1 Monat"\n', "[[regel]] u25 faellig: fehlt"),
            ('id         = "u25"\n', "[[regel]] Nr. 1 id: fehlt"),
            ("gilt_ab   = 2020-01-01\n", "[konzept] gilt_ab: fehlt"),
            ('bezeichnung = "letzte Beratung"\n', "[[tatsache]] letzte_beratung bezeichnung: fehlt"),
        ],
    )
    def test_missing_one(self, maengel: Maengel, zeile: str, mangel: str) -> None:
        assert maengel(zeile) == [mangel]

    def test_within_a_table_names_the_table(self, maengel: Maengel) -> None:
        assert maengel('name = "Folgekontakt"', 'name = "Folgekontakt"\nfenster = { jee = "1 Monat" }') == [
            "[[pflicht]] Folgekontakt fenster.ab: fehlt",
            "[[pflicht]] Folgekontakt fenster.je: fehlt",
            "[[pflicht]] Folgekontakt fenster.jee: unbekannter Schlüssel; gemeint ist wohl „je“",
        ]


class TestTypes:
    @pytest.mark.parametrize(
        ("alt", "neu", "mangel"),
        [
            ('titel     = "Kontaktkonzept"', "titel = 5", "[konzept] titel: gefunden 5, erlaubt: ein Text"),
            (
                "gilt_ab   = 2020-01-01",
                'gilt_ab = "2020-01-01"',
                "[konzept] gilt_ab: gefunden „2020-01-01“, erlaubt: ein Datum wie 2026-01-31, ohne Anführungszeichen",
            ),
            (
                "gilt_ab   = 2020-01-01",
                "gilt_ab = 2020-01-01T08:00:00",
                "[konzept] gilt_ab: gefunden 2020-01-01 08:00:00, "
                "erlaubt: ein Datum wie 2026-01-31, ohne Anführungszeichen",
            ),
            ("format    = 1", "format = true", "[konzept] format: gefunden true, erlaubt: eine ganze Zahl"),
        ],
    )
    def test_wrong_one_in_the_head(self, maengel: Maengel, alt: str, neu: str, mangel: str) -> None:
        assert maengel(alt, neu) == [mangel]

    @pytest.mark.parametrize(
        ("zeile", "mangel"),
        [
            ('verbindlich = "ja"', "verbindlich: gefunden „ja“, erlaubt: true oder false"),
            ("verbindlich = 1", "verbindlich: gefunden 1, erlaubt: true oder false"),
            ('hinweise = "Text"', "hinweise: gefunden „Text“, erlaubt: eine Liste [ ... ]"),
            ('hinweise = ["a", 5]', "hinweise[2]: gefunden 5, erlaubt: ein Text"),
            ('statt = "Folgekontakt"', "statt: gefunden „Folgekontakt“, erlaubt: eine Liste [ ... ]"),
            ("vorrang_vor = 5", "vorrang_vor: gefunden 5, erlaubt: ein Text oder eine Liste von Texten"),
            (
                'erledigt = { kontakt = "Beratung" }',
                'erledigt: gefunden { kontakt = "Beratung" }, erlaubt: eine Liste [ ... ]',
            ),
            (
                'erledigt = [{ kontakt = "Beratung" }]',
                'erledigt[1]: gefunden { kontakt = "Beratung" }, erlaubt: eine Liste [ ... ]',
            ),
        ],
    )
    def test_wrong_one_in_a_row(self, maengel: Maengel, zeile: str, mangel: str) -> None:
        assert maengel(dazu=zeile) == [f"[[regel]] u25 {mangel}"]

    @pytest.mark.parametrize(
        ("zeile", "mangel"),
        [
            ('volle_monate = "ab"', "volle_monate: gefunden „ab“, erlaubt: eine Liste mit 2 Werten"),
            ('volle_monate = ["a"]', 'volle_monate: gefunden ["a"], erlaubt: eine Liste mit 2 Werten'),
            ('erste_bekannte = "a"', "erste_bekannte: gefunden „a“, erlaubt: eine Liste [ ... ]"),
            ("erste_bekannte = []", "erste_bekannte: gefunden [], nötig ist mindestens ein Name"),
        ],
    )
    def test_wrong_one_in_a_fact(self, maengel: Maengel, zeile: str, mangel: str) -> None:
        assert maengel(dazu=TATSACHE + zeile) == [f"[[tatsache]] neu {mangel}"]

    @pytest.mark.parametrize(
        ("zeile", "mangel"),
        [
            ('werte = ["a"]', 'werte: gefunden ["a"], erlaubt: eine Tabelle { ... }'),
            ('werte = { a = "A" }', "werte.a: gefunden „A“, erlaubt: eine Liste [ ... ]"),
            ("fehlt = 5", "fehlt: gefunden 5, erlaubt: ein Text oder true/false"),
        ],
    )
    def test_wrong_one_in_a_field(self, maengel: Maengel, zeile: str, mangel: str) -> None:
        assert maengel(dazu=FELD + zeile) == [f"[[feld]] neu {mangel}"]


class TestChoices:
    @pytest.mark.parametrize(
        ("dazu", "mangel"),
        [
            ('art = "termin"', "[[regel]] u25 art: gefunden „termin“, erlaubt: kontakt, aufgabe, pruefung"),
            (
                'akteur = "chef"',
                "[[regel]] u25 akteur: gefunden „chef“, "
                "erlaubt: betreuer, kuz, sc, jobakademie, traeger, ifk, fuehrung",
            ),
            (
                '[[zusatz]]\nfundstelle = "Abs. 4"\nart = "termin"',
                "[[zusatz]] Nr. 1 art: gefunden „termin“, erlaubt: kontakt, aufgabe, pruefung",
            ),
        ],
    )
    def test_wrong_one_lists_the_allowed(self, maengel: Maengel, dazu: str, mangel: str) -> None:
        assert maengel(dazu=dazu) == [mangel]

    def test_wrong_type_of_a_field(self, maengel: Maengel) -> None:
        (mangel,) = maengel(dazu=FELD.replace("auswahl", "zahl"))
        assert mangel.startswith("[[feld]] neu typ: gefunden „zahl“, erlaubt: text, datum, ja_nein, ")


class TestExpressions:
    @pytest.mark.parametrize(
        ("ausdruck", "gefunden"),
        [
            ('"letzte_beratung plus 1 Monat"', "„letzte_beratung plus 1 Monat“"),
            ('{ fruehste = ["letzte_beratung"] }', '{ fruehste = ["letzte_beratung"] }'),
            ("5", "5"),
        ],
    )
    def test_bad_date(self, maengel: Maengel, ausdruck: str, gefunden: str) -> None:
        (mangel,) = maengel('"letzte_beratung + 1 Monat"', ausdruck)
        assert mangel.startswith(f"[[regel]] u25 faellig: gefunden {gefunden}, erlaubt: `anker`, ")
        assert mangel.endswith("; oder individuell, nicht_geregelt, entfaellt, ohne_datum")

    @pytest.mark.parametrize(("jahre", "monate"), [("1 Jahr", 12), ("2 Jahre", 24), ("3 Jahren", 36)])
    def test_years(self, maengel: Maengel, jahre: str, monate: int) -> None:
        assert maengel("+ 1 Monat", f"+ {jahre}") == [
            f"[[regel]] u25 faellig: gefunden „letzte_beratung + {jahre}“, "
            f"erlaubt: Jahre als Monate schreiben: {monate} Monate"
        ]
        assert maengel('alter = "< 25"', f'erstgespraech = ">= {jahre}"') == [
            f'[[regel]] u25 wenn: gefunden {{ erstgespraech = ">= {jahre}" }}, '
            f"erlaubt: für erstgespraech: Jahre als Monate schreiben: {monate} Monate"
        ]
        fenster = f'name = "Folgekontakt"\nfenster = {{ ab = "erstgespraech", je = "{jahre}" }}'
        assert maengel('name = "Folgekontakt"', fenster) == [
            f"[[pflicht]] Folgekontakt fenster.je: gefunden „{jahre}“, "
            f"erlaubt: Jahre als Monate schreiben: {monate} Monate"
        ]

    @pytest.mark.parametrize(
        ("grenze", "vergleich"), [("ab", ">= 58"), ("bis", "<= 58"), ("vor", "< 58"), ("nach", "> 58")]
    )
    @pytest.mark.parametrize("zahl", ["58", '"58"'])
    def test_a_number_where_a_day_is_due(self, maengel: Maengel, grenze: str, vergleich: str, zahl: str) -> None:
        assert maengel('"< 25"', f"{{ {grenze} = {zahl} }}") == [
            f"[[regel]] u25 wenn: gefunden {{ alter = {{ {grenze} = {zahl} }} }}, "
            f'erlaubt: für alter: ein Tag bei {grenze}; eine Zahl vergleicht man mit "{vergleich}"'
        ]

    def test_a_number_in_quotation_marks(self, maengel: Maengel) -> None:
        assert maengel(dazu='erledigt = [[{ kontakt = "Beratung", anzahl = "3" }]]') == [
            '[[regel]] u25 erledigt[1][1]: gefunden { kontakt = "Beratung", anzahl = "3" }, '
            "erlaubt: bei anzahl eine Zahl ohne Anführungszeichen: anzahl = 3"
        ]

    def test_bad_date_where_no_answer_may_stand(self, maengel: Maengel) -> None:
        (mangel,) = maengel(dazu='oeffnet = "5 Tage"')
        assert mangel.startswith("[[regel]] u25 oeffnet: gefunden „5 Tage“, erlaubt: `anker`, ")
        assert "individuell" not in mangel

    @pytest.mark.parametrize(("test", "gefunden"), [('"<> 25"', '"<> 25"'), ("2.5", "2.5"), ("[]", "[]")])
    def test_bad_test(self, maengel: Maengel, test: str, gefunden: str) -> None:
        (mangel,) = maengel('"< 25"', test)
        anfang = f"[[regel]] u25 wenn: gefunden {{ alter = {gefunden} }}, erlaubt: für alter: ein Wert, "
        assert mangel.startswith(anfang)

    @pytest.mark.parametrize(("wenn", "gefunden"), [('"alter"', "„alter“"), ("{}", "{}"), ("[]", "[]"), ("5", "5")])
    def test_bad_condition(self, maengel: Maengel, wenn: str, gefunden: str) -> None:
        assert maengel('{ alter = "< 25" }', wenn) == [
            f"[[regel]] u25 wenn: gefunden {gefunden}, "
            "erlaubt: eine Tabelle { tatsache = test } oder eine Liste solcher Tabellen"
        ]

    @pytest.mark.parametrize(
        "ereignis",
        [
            '{ kontakte = "Beratung" }',
            "{ kontakt = 5 }",
            "{ datum = 5 }",
            "{ teilnahme = false }",
            '{ teilnahme = "ja" }',
            '{ ab = "stichtag" }',
            '{ wenn = { alter = "< 25" }, ab = "stichtag" }',
            '{ kontakt = "Beratung", datum = "erstgespraech" }',
        ],
    )
    def test_bad_event(self, maengel: Maengel, ereignis: str) -> None:
        (mangel,) = maengel(dazu=f"erledigt = [[{ereignis}]]")
        assert mangel.startswith(f"[[regel]] u25 erledigt[1][1]: gefunden {ereignis}, erlaubt: {{ kontakt = ")


class TestSources:
    @pytest.mark.parametrize("leer", ['""', '" "'])
    @pytest.mark.parametrize(
        ("alt", "schluessel", "mangel"),
        [
            ('"Zeile 1"', "fundstelle", "[[regel]] u25 fundstelle: gefunden „“, nötig ist die Stelle der Weisung"),
            (
                '"unter 25 Jahren 1 Monat"',
                "wortlaut",
                "[[regel]] u25 wortlaut: gefunden „“, nötig sind einige Worte der Weisung, wie sie dort stehen",
            ),
            (
                '"Abs. 2"',
                "fundstelle",
                "[[lesart]] vorrang fundstelle: gefunden „“, nötig ist die Stelle der Weisung",
            ),
        ],
    )
    def test_empty_one(self, maengel: Maengel, alt: str, schluessel: str, mangel: str, leer: str) -> None:
        assert maengel(alt, leer) == [mangel]

    def test_empty_one_of_a_row_without_a_name(self, maengel: Maengel) -> None:
        assert maengel(dazu='[[zusatz]]\nfundstelle = ""') == [
            "[[zusatz]] Nr. 1 fundstelle: gefunden „“, nötig ist die Stelle der Weisung"
        ]


class TestReferences:
    @pytest.mark.parametrize(
        ("alt", "neu", "mangel"),
        [
            ("{ alter =", "{ altr =", "[[regel]] u25 wenn: „altr“ gibt es nicht; gemeint ist wohl „alter“"),
            (
                '"letzte_beratung + 1',
                '"letzte_beratun + 1',
                "[[regel]] u25 faellig: „letzte_beratun“ gibt es nicht; gemeint ist wohl „letzte_beratung“",
            ),
            (
                'pflicht    = "Folgekontakt"',
                'pflicht = "Folgekontakte"',
                "[[regel]] u25 pflicht: „Folgekontakte“ gibt es nicht; gemeint ist wohl „Folgekontakt“",
            ),
            (
                'letzter     = { kontakt = "Beratung" }',
                'letzter = { kontakt = "Beratun" }',
                "[[tatsache]] letzte_beratung letzter: „Beratun“ gibt es nicht; gemeint ist wohl „Beratung“",
            ),
        ],
    )
    def test_unknown_name(self, maengel: Maengel, alt: str, neu: str, mangel: str) -> None:
        assert maengel(alt, neu) == [mangel]

    def test_word_for_a_value_that_a_reading_does_not_have(self, maengel: Maengel) -> None:
        werte = 'vorgabe     = "a"\nwerte = ["a", "bei"]\nworte = { a = "A", bie = "B" }'
        assert maengel("vorgabe     = true", werte)[:1] == [
            "[[lesart]]/[[einstellung]] vorrang worte: „bie“ gibt es nicht; gemeint ist wohl „bei“"
        ]

    @pytest.mark.parametrize(
        ("zeile", "mangel"),
        [
            ('lesart = "vorang"', "lesart: „vorang“ gibt es nicht; gemeint ist wohl „vorrang“"),
            ('vorrang_vor = ["u26"]', "vorrang_vor: „u26“ gibt es nicht"),
            ('vorrang_vor = ["u25"]', "vorrang_vor: „u25“ gibt es nicht"),
            (
                'vorrang_vor = "alle"',
                "vorrang_vor: gefunden „alle“, erlaubt: eine Liste von Regeln oder „alle folgenden“",
            ),
            ('statt = ["Folgekontakt 2"]', "statt: „Folgekontakt 2“ gibt es nicht; gemeint ist wohl „Folgekontakt“"),
            (
                'kontaktarten = ["fax"]',
                "kontaktarten: „fax“ gibt es nicht; "
                "es gibt persoenlich, telefonisch, video, schriftlich, email, gruppe",
            ),
            (
                'erledigt = [[{ kontakt = "Beratun" }]]',
                "erledigt: „Beratun“ gibt es nicht; gemeint ist wohl „Beratung“",
            ),
            (
                'erledigt = [[{ datum = "erstgesprach" }]]',
                "erledigt datum: „erstgesprach“ gibt es nicht; gemeint ist wohl „erstgespraech“",
            ),
        ],
    )
    def test_unknown_name_in_a_row(self, maengel: Maengel, zeile: str, mangel: str) -> None:
        assert maengel(dazu=zeile) == [f"[[regel]] u25 {mangel}"]

    def test_unknown_row_and_pflicht_of_an_addition(self, maengel: Maengel) -> None:
        dazu = '[[zusatz]]\nfundstelle = "Abs. 4"\nregeln = ["u26"]\npflichten = ["Folgekontakte"]'
        assert maengel(dazu=dazu) == [
            "[[zusatz]] Abs. 4 regeln: „u26“ gibt es nicht; gemeint ist wohl „u25“",
            "[[zusatz]] Abs. 4 pflichten: „Folgekontakte“ gibt es nicht; gemeint ist wohl „Folgekontakt“",
        ]

    def test_unknown_kontaktbegriff_of_a_pflicht(self, maengel: Maengel) -> None:
        assert maengel('name = "Folgekontakt"', 'name = "Folgekontakt"\nkontakt = "Beratun"') == [
            "[[pflicht]] Folgekontakt kontakt: „Beratun“ gibt es nicht; gemeint ist wohl „Beratung“"
        ]

    def test_any_contact_needs_no_kontaktbegriff(self, minimal: str) -> None:
        load_konzept(minimal + 'erledigt = [[{ kontakt = "jeder" }]]', "konzept.toml")

    def test_unknown_setting(self, maengel: Maengel) -> None:
        assert maengel('"< 25"', '"< $grenze"') == [
            "[[regel]] u25 wenn alter: „$grenze“ gibt es nicht; es gibt $vorrang"
        ]

    def test_unknown_setting_that_is_tested(self, maengel: Maengel) -> None:
        assert maengel("{ alter =", '{ "$alter" =') == ["[[regel]] u25 wenn: „$alter“ gibt es nicht; es gibt $vorrang"]

    def test_unknown_name_is_no_setting(self, maengel: Maengel) -> None:
        (mangel,) = maengel("{ alter =", "{ xyz =")
        assert mangel.startswith("[[regel]] u25 wenn: „xyz“ gibt es nicht; es gibt ")
        assert "$" not in mangel

    def test_unknown_attribute_of_a_contact(self, maengel: Maengel) -> None:
        (mangel,) = maengel('{ art = ["persoenlich", "telefonisch"] }', '{ datum = "vorhanden" }')
        assert mangel.startswith("[[kontaktbegriff]] Beratung wenn: „datum“ gibt es nicht; es gibt art, ergebnis, ")

    def test_fact_of_a_teilnahme_where_a_kunde_is_meant(self, maengel: Maengel) -> None:
        (mangel,) = maengel('{ alter = "< 25" }', "{ laeuft = true }")
        assert mangel.startswith("[[regel]] u25 wenn: „laeuft“ gibt es nicht; es gibt ")

    def test_addition_to_a_kunde_asks_nothing_of_a_teilnahme(self, maengel: Maengel) -> None:
        (mangel,) = maengel(dazu='[[zusatz]]\nfundstelle = "Abs. 4"\nwenn = { laeuft = true }')
        assert mangel.startswith("[[zusatz]] Abs. 4 wenn: „laeuft“ gibt es nicht; es gibt ")

    def test_addition_to_a_teilnahme_may_ask_of_it(self, minimal: str, regel: Callable[..., str]) -> None:
        bericht = '[[pflicht]]\nname = "Bericht"\nje = "teilnahme"\n' + regel("bericht", "ende", pflicht="Bericht")
        zusatz = '[[zusatz]]\nfundstelle = "Abs. 4"\nwenn = { laeuft = true }\n'
        load_konzept(minimal + bericht + zusatz + 'pflichten = ["Bericht"]', "konzept.toml")
        load_konzept(minimal + bericht + zusatz + 'regeln = ["bericht"]', "konzept.toml")

    def test_what_is_owed_for_a_teilnahme_replaces_nothing_of_the_kunde(
        self, maengel: Maengel, regel: Callable[..., str]
    ) -> None:
        bericht = '[[pflicht]]\nname = "Bericht"\nje = "teilnahme"\n'
        (mangel,) = maengel(dazu=bericht + regel("bericht", "ende", 'statt = ["Folgekontakt"]', "Bericht"))
        assert mangel == "[[regel]] bericht statt: „Folgekontakt“ gibt es nicht; es gibt Bericht"

    def test_unknown_land(self, maengel: Maengel) -> None:
        assert maengel('"NI"', '"ND"') == [
            "[konzept] land: gefunden „ND“, erlaubt: BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH"
        ]


class TestValues:
    @pytest.mark.parametrize(
        ("test", "mangel"),
        [
            (
                'status = "arbeitlos"',
                "status: gefunden „arbeitlos“, erlaubt: arbeitslos, arbeitsuchend, ratsuchend, nicht_gesetzt",
            ),
            (
                'status = { nicht = "alo" }',
                "status: gefunden „alo“, erlaubt: arbeitslos, arbeitsuchend, ratsuchend, nicht_gesetzt",
            ),
            (
                'status = ["arbeitslos", "alo"]',
                "status: gefunden „alo“, „arbeitslos“, erlaubt: arbeitslos, arbeitsuchend, ratsuchend, nicht_gesetzt",
            ),
            ('schueler = "ja"', "schueler: gefunden „ja“, erlaubt: true, false, vorhanden, nicht vorhanden"),
            (
                'status = { ab = "stichtag" }',
                "status: gefunden { ab = ... }, erlaubt: arbeitslos, arbeitsuchend, ratsuchend, nicht_gesetzt",
            ),
        ],
    )
    def test_that_no_field_can_have(self, maengel: Maengel, test: str, mangel: str) -> None:
        assert maengel('alter = "< 25"', test) == [f"[[regel]] u25 wenn {mangel}"]

    def test_a_day_is_no_number(self, maengel: Maengel) -> None:
        (mangel,) = maengel('alter = "< 25"', 'erstgespraech = "< 25"')
        assert mangel.startswith("[[regel]] u25 wenn erstgespraech: gefunden < 25, erlaubt: `>= 12 Monate`, ")

    def test_that_no_kontakt_can_have(self, maengel: Maengel) -> None:
        (mangel,) = maengel('["persoenlich", "telefonisch"]', '"fax"')
        assert mangel == (
            "[[kontaktbegriff]] Beratung wenn art: gefunden „fax“, "
            "erlaubt: persoenlich, telefonisch, video, schriftlich, email, gruppe"
        )

    def test_an_open_list_takes_any(self, minimal: str) -> None:
        dazu = '[[tatsache]]\nje = "teilnahme"\nname = "x"\nbezeichnung = "x"\nfundstelle = "x"\nwenn = { art = "XYZ" }'
        load_konzept(minimal + dazu, "konzept.toml")

    def test_days_are_picked_by_a_fact(self, maengel: Maengel) -> None:
        zeile = 'je = "teilnahme"\nwenn = { fallkonferenzen = { ab = "beginn" } }'
        (mangel,) = maengel(dazu=TATSACHE + zeile)
        assert mangel.startswith("[[tatsache]] neu wenn fallkonferenzen: gefunden { ab = ... }, erlaubt: vorhanden, ")


class TestDuplicates:
    def test_of_a_row(self, maengel: Maengel, regel: Callable[..., str]) -> None:
        dazu = regel("u25", "individuell", pflicht="Folgekontakt")
        assert maengel(dazu=dazu) == ["[[regel]] u25: steht 2-mal da, erlaubt ist einmal"]

    def test_of_a_field_of_the_core(self, maengel: Maengel) -> None:
        assert maengel(dazu=FELD.replace('"neu"', '"status"', 1)) == [
            "[[feld]] status (an = kunde): steht 2-mal da, erlaubt ist einmal"
        ]

    def test_of_a_fact_of_the_core(self, maengel: Maengel) -> None:
        dazu = TATSACHE.replace('"neu"', '"in_massnahme"', 1) + 'wenn = { alter = "< 25" }'
        assert maengel(dazu=dazu) == ["[[tatsache]] in_massnahme: steht 2-mal da, erlaubt ist einmal"]

    def test_the_same_name_for_kunde_and_teilnahme_is_none(self, minimal: str) -> None:
        load_konzept(minimal + FELD.replace('"neu"', '"status"', 1) + 'an = "teilnahme"', "konzept.toml")


class TestFacts:
    def test_without_a_definition(self, maengel: Maengel) -> None:
        (mangel,) = maengel('letzter     = { kontakt = "Beratung" }\n')
        assert mangel.startswith("[[tatsache]] letzte_beratung: gefunden nichts, nötig ist eines von letzter, erster, ")

    def test_with_two_definitions(self, maengel: Maengel) -> None:
        beide = 'letzter = { kontakt = "Beratung" }\nerster = { kontakt = "Beratung" }'
        (mangel,) = maengel('letzter     = { kontakt = "Beratung" }', beide)
        assert mangel.startswith(
            "[[tatsache]] letzte_beratung: gefunden letzter, erster, nötig ist eines von letzter, "
        )

    @pytest.mark.parametrize(
        "zeile",
        [
            "wenn = { neu = true }",
            'datum = "neu + 1 Monat"',
            'erste_bekannte = ["erstgespraech", "neu"]',
            'letzter = { kontakt = "Beratung" }\nsonst = "neu"',
            'letzter = { kontakt = "Beratung", nach = "neu" }',
            'zaehlt = { teilnahme = true, wenn = { laeuft = true, neu = "> 3" } }',
        ],
    )
    def test_that_rest_on_themselves(self, maengel: Maengel, zeile: str) -> None:
        assert maengel(dazu=TATSACHE + zeile) == [
            "[[tatsache]] neu: gefunden neu → neu, eine Tatsache darf nicht auf sich selbst beruhen"
        ]

    def test_a_number_of_months_between_itself_and_a_day(self, maengel: Maengel) -> None:
        kreis, art = maengel(dazu=TATSACHE + 'volle_monate = ["neu", "stichtag"]')
        assert kreis == "[[tatsache]] neu: gefunden neu → neu, eine Tatsache darf nicht auf sich selbst beruhen"
        assert art.startswith("[[tatsache]] neu: gefunden „neu“ (eine Zahl), erlaubt: ein Datum; ")

    def test_a_circle_is_told_once(self, maengel: Maengel) -> None:
        a = TATSACHE.replace('"neu"', '"a"', 1) + "wenn = { b = true }"
        b = TATSACHE.replace('"neu"', '"b"', 1) + "wenn = { c = true }"
        c = TATSACHE.replace('"neu"', '"c"', 1) + "wenn = { a = true }"
        assert maengel(dazu=b + a + c) == [
            "[[tatsache]] a: gefunden a → b → c → a, eine Tatsache darf nicht auf sich selbst beruhen"
        ]

    def test_what_is_asked_of_a_contact_is_no_fact(self, minimal: str) -> None:
        tatsache = TATSACHE.replace('"neu"', '"anlass"', 1)
        zeile = 'letzter = { kontakt = "Beratung", wenn = { anlass = "clearing" } }'
        load_konzept(minimal + tatsache + zeile, "konzept.toml")

    def test_one_fact_may_serve_two(self, minimal: str) -> None:
        a = TATSACHE.replace('"neu"', '"a"', 1) + "wenn = { in_massnahme = true }"
        b = TATSACHE.replace('"neu"', '"b"', 1) + "wenn = { in_massnahme = false, a = true }"
        load_konzept(minimal + a + b, "konzept.toml")


class TestPrecedence:
    @pytest.fixture
    def mit(self, minimal: str, regel: Callable[..., str]) -> Callable[..., str]:
        """The minimal concept with rows, in this order, each displacing what is told of it."""

        def text(**vorrang: str) -> str:
            return minimal + "".join(
                regel(i, "individuell", f"vorrang_vor = {v}", "Folgekontakt") for i, v in vorrang.items()
            )

        return text

    @pytest.mark.parametrize(
        ("zeilen", "kreis"),
        [
            ({"a": '["b"]', "b": '["a"]'}, "a → b → a"),
            ({"c": '["a"]', "a": '["b"]', "b": '["c"]'}, "a → b → c → a"),
            ({"b": '"alle folgenden"', "a": '["b"]'}, "a → b → a"),
        ],
    )
    def test_in_a_circle_is_refused(self, mit: Callable[..., str], zeilen: dict[str, str], kreis: str) -> None:
        with pytest.raises(KonzeptError) as fehler:
            load_konzept(mit(**zeilen), "konzept.toml")
        assert fehler.value.maengel == (
            f"[[regel]] a vorrang_vor: gefunden {kreis}, keine Regel darf sich so selbst verdrängen",
        )

    def test_in_one_direction_is_none(self, mit: Callable[..., str]) -> None:
        assert load_konzept(mit(a='["b", "c"]', b='["c"]', c='"alle folgenden"'), "konzept.toml")

    def test_has_no_weight_where_the_first_row_decides(self, mit: Callable[..., str]) -> None:
        text = mit(a='["b"]', b='["a"]').replace("[[pflicht]]", "[[pflicht]]\nerste_zeile = true")
        assert load_konzept(text, "konzept.toml")


class TestNotModelled:
    STELLE = '[[nicht_abgebildet]]\nfundstelle = "Abs. 7"\n'

    def test_needs_no_words_of_the_directive(self, minimal: str) -> None:
        konzept = load_konzept(minimal + self.STELLE + 'grund = "ohne Frist"', "konzept.toml")
        assert [(n.fundstelle, n.grund, n.wortlaut) for n in konzept.nicht_abgebildet] == [
            ("Abs. 7", "ohne Frist", None)
        ]

    @pytest.mark.parametrize(
        ("zeile", "mangel"),
        [
            ("", "grund: fehlt"),
            ('grund = " "', "grund: gefunden „“, nötig ist, warum daraus kein Tag folgt"),
            (
                'grund = "a"\nwortlaut = ""',
                "wortlaut: gefunden „“, nötig sind einige Worte der Weisung, wie sie dort stehen",
            ),
            ('grund = "a"\nregel = "u25"', "regel: unbekannter Schlüssel; es gibt fundstelle, grund, wortlaut"),
        ],
    )
    def test_needs_a_reason(self, maengel: Maengel, zeile: str, mangel: str) -> None:
        assert maengel(dazu=self.STELLE + zeile) == [f"[[nicht_abgebildet]] Nr. 1 {mangel}"]

    def test_comes_out_on_the_page_of_the_concept_beside_what_is(self, minimal: str, regel: Callable[..., str]) -> None:
        zeilen = regel("10", "individuell", pflicht="Folgekontakt") + regel("9", "individuell", pflicht="Folgekontakt")
        text = minimal + zeilen + self.STELLE + 'grund = "ohne Frist"\nwortlaut = "rechtzeitig"'
        seite = concept_page(load_konzept(text, "konzept.toml"))
        assert seite.split("## Was abgebildet ist")[1].splitlines()[4:] == [
            "| Abs. 1 | als Kontakt zählt „Beratung“ |",
            "| Abs. 2 | Lesart „vorrang“ |",
            "| Zeile 1 | u25 |",
            "| Zeile 9 | 9 |",
            "| Zeile 10 | 10 |",
            "",
            "## Was nicht abgebildet ist",
            "",
            "| Stelle | Weisung | warum |",
            "|---|---|---|",
            "| Abs. 7 | „rechtzeitig“ | ohne Frist |",
        ]


class TestFile:
    @pytest.mark.parametrize(("stand", "zu_alt"), [("2", "wiedervorlage"), ("0", "das Plugin")])
    def test_of_another_format_says_so_and_nothing_else(self, maengel: Maengel, stand: str, zu_alt: str) -> None:
        assert maengel("format    = 1", f"format = {stand}", '[[neues]]\nid = "x"') == [
            f"[konzept] format: gefunden {stand}; diese Fassung von wiedervorlage kennt nur Format 1. "
            f"Bitte {zu_alt} aktualisieren."
        ]

    def test_may_hold_on_its_first_day_alone(self, minimal: str) -> None:
        konzept = load_konzept(minimal.replace("format ", "gilt_bis = 2020-01-01\nformat "), "konzept.toml")
        assert konzept.gilt_bis == konzept.gilt_ab

    def test_ends_not_before_it_begins(self, maengel: Maengel) -> None:
        assert maengel("format ", "gilt_bis = 2019-12-31\nformat ") == [
            "[konzept] gilt_bis: gefunden 2019-12-31, erlaubt: ein Tag ab gilt_ab (2020-01-01)"
        ]

    def test_without_format_is_of_the_first(self, minimal: str) -> None:
        assert load_konzept(minimal.replace("format    = 1\n", ""), "konzept.toml").format == 1

    def test_that_is_no_toml_names_line_and_column(self, maengel: Maengel) -> None:
        (mangel,) = maengel("[konzept]", "a = 1\nb = emden\n[konzept]")
        # the text begins with an empty line
        assert mangel == (
            "Zeile 3, Spalte 5: das ist kein gültiges TOML; "
            "Texte brauchen Anführungszeichen, ebenso Schlüssel mit $ oder Umlauten"
        )

    def test_that_breaks_off_says_so(self, maengel: Maengel) -> None:
        (mangel,) = maengel(dazu="hinweise = [")
        assert mangel.startswith("am Ende der Datei: das ist kein gültiges TOML; ")

    def test_with_a_key_twice_says_so(self, maengel: Maengel) -> None:
        (mangel,) = maengel("[konzept]", "a = 1\na = 2\n[konzept]")
        assert mangel.endswith(": das ist kein gültiges TOML; der Schlüssel oder die Tabelle steht schon einmal da")

    def test_every_mistake_is_told_at_once(self, minimal: str) -> None:
        text = minimal.replace('"u25"', '"u25"\nart = "termin"').replace("quelle ", "qelle ") + "xyz = 1\n[[regln]]"
        with pytest.raises(KonzeptError) as fehler:
            load_konzept(text, "konzept.toml")
        kopfzeile, *zeilen = str(fehler.value).splitlines()
        assert kopfzeile == "konzept.toml: 5 Fehler im Konzept"
        assert [z.split(":")[0] for z in zeilen] == [
            "  [konzept] qelle",
            "  [konzept] quelle",
            "  [[regln]]",
            "  [[regel]] u25 art",
            "  [[regel]] u25 xyz",
        ]

    def test_every_wrong_reference_is_told_at_once(self, maengel: Maengel) -> None:
        gefunden = maengel("{ alter =", "{ altr =", 'lesart = "x"\nstatt = ["y"]\nvorrang_vor = ["z"]')
        assert [m.split(":")[0] for m in gefunden] == [
            "[[regel]] u25 wenn",
            "[[regel]] u25 vorrang_vor",
            "[[regel]] u25 lesart",
            "[[regel]] u25 statt",
        ]

    @pytest.mark.parametrize(
        ("alt", "neu", "mangel"),
        [
            ("quelle ", "qelle ", "[konzept] qelle"),
            ('bezeichnung = "letzte Beratung"', "", "[[tatsache]] letzte_beratung bezeichnung"),
            ('bezeichnung = "Vorrang"', "", "[[lesart]] vorrang bezeichnung"),
            ('[[pflicht]]\nname = "Folgekontakt"', '[[pflicht]]\nname = "Folgekontakt"\njee = 1', "[[pflicht]] Folge"),
            ('name       = "Beratung"', 'name = "Beratung"\nwen = 1', "[[kontaktbegriff]] Beratung wen"),
            ("[[lesart]]", "[lesart]", "[[lesart]]"),
            ("[[tatsache]]", "[[tatsachen]]", "[[tatsachen]]"),
        ],
    )
    def test_wrong_references_are_told_beside_rows_that_cannot_be_read(
        self, maengel: Maengel, regel: Callable[..., str], alt: str, neu: str, mangel: str
    ) -> None:
        zweite = regel("b", "letzte_beratung + 2 Monate", 'lesart = "vorrang"\nstatt = ["x"]', "Folgekontakt")
        gefunden = maengel(alt, neu, zweite)
        assert gefunden[0].startswith(mangel)
        assert [m for m in gefunden if "gibt es nicht" in m] == [
            next(m for m in gefunden if m.startswith("[[regel]] b statt: „x“ gibt es nicht"))
        ]

    def test_a_fact_of_a_teilnahme_fits_a_pflicht_that_cannot_be_read(self, maengel: Maengel) -> None:
        gefunden = maengel("[[pflicht]]", '[[pflicht]]\nje = "teilname"', "entfaellt = { laeuft = true, altr = 1 }")
        assert [m.split(":")[0] for m in gefunden] == ["[[pflicht]] Folgekontakt je", "[[regel]] u25 entfaellt"]

    def test_beside_a_row_without_a_name_no_reference_is_judged(self, maengel: Maengel) -> None:
        gefunden = maengel('name        = "letzte_beratung"', "")
        assert gefunden == ["[[tatsache]] Nr. 1 name: fehlt"]

    def test_is_read_from_disk_with_or_without_byte_order_mark(self, tmp_path: Path, minimal: str) -> None:
        for kodierung in ("utf-8", "utf-8-sig"):
            (tmp_path / "konzept.toml").write_text(minimal, encoding=kodierung)
            assert load_datei(tmp_path / "konzept.toml").titel == "Kontaktkonzept"

    def test_in_another_encoding_is_refused(self, tmp_path: Path, minimal: str) -> None:
        (tmp_path / "konzept.toml").write_text(minimal, encoding="cp1252")
        with pytest.raises(KonzeptError, match="die Datei ist nicht in UTF-8 gespeichert"):
            load_datei(tmp_path / "konzept.toml")


@pytest.fixture
def paket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    ordner = tmp_path / "konzeptpaket"
    ordner.mkdir()
    (ordner / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    yield ordner
    sys.modules.pop("konzeptpaket", None)


def test_a_package_ships_every_version_oldest_first(paket: Path, minimal: str) -> None:
    (paket / "konzept.toml").write_text(minimal.replace("2020-01-01", "2026-01-01"), encoding="utf-8")
    (paket / "konzept_2017.toml").write_text(minimal.replace("2020-01-01", "2017-01-01"), encoding="utf-8")
    (paket / "faelle.toml").write_text("kein Konzept", encoding="utf-8")
    assert [k.gilt_ab.year for k in load_konzepte("konzeptpaket")] == [2017, 2026]
    assert load_konzepte("konzeptpaket")[1].datei == "konzeptpaket/konzept.toml"


def test_a_mistake_in_a_package_names_the_file(paket: Path, minimal: str) -> None:
    (paket / "konzept.toml").write_text(minimal + "xyz = 1", encoding="utf-8")
    with pytest.raises(KonzeptError, match=r"^konzeptpaket/konzept\.toml: 1 Fehler im Konzept"):
        load_konzepte("konzeptpaket")


def test_what_every_concept_builds_on_is_in_order() -> None:
    namen = {f.name for f in grundlagen()["felder"]}
    assert {"kundennummer", "betreuer", "wiedervorlage_am", "ausgesetzt_bis"} <= namen

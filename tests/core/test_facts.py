"""Events and facts: what has happened up to the Stichtag, Tuesday 10.02.2026, and what is not known."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from wiedervorlage.forecast import Forecaster, Status, Wiedervorlage
from wiedervorlage.forecast.logic import Ungewiss
from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept import load_konzept
from wiedervorlage.kunde import UNLESBAR, Kontakt, Kunde, Teilnahme

Eine = Callable[..., Wiedervorlage]
Zeile = Callable[..., str]
MachKunde = Callable[..., Kunde]

HEUTE = date(2026, 2, 10)
GESTERN = HEUTE - timedelta(days=1)
MORGEN = HEUTE + timedelta(days=1)
JANUAR = date(2026, 1, 20)

BERATUNG = """
[[kontaktbegriff]]
name       = "Beratung"
fundstelle = "Abs. 1"
wortlaut   = "Beratung"
wenn       = [{ qualifiziert = true }, { qualifiziert = "nicht vorhanden", art = ["persoenlich", "video"] }]
"""
FELDER = """
[[feld]]
name         = "gruppen"
typ          = "auswahlen"
ueberschrift = "Gruppen"
bedeutung    = "Gruppen"
fehlt        = "keine"
werte        = { Q = ["Q"], L = ["L"], M = ["M"] }

[[feld]]
name         = "zugang"
typ          = "datum"
ueberschrift = "Zugang"
bedeutung    = "Zugang"

[[einstellung]]
name        = "grenze"
bezeichnung = "Grenze"
vorgabe     = 2
fundstelle  = "Abs. 5"
bedeutung   = "Grenze"

[[einstellung]]
name        = "lagen"
bezeichnung = "Lagen"
vorgabe     = ["FP", "EP"]
fundstelle  = "Abs. 5"
bedeutung   = "Lagen"

[[einstellung]]
name        = "letzter_tag"
bezeichnung = "letzter Tag"
vorgabe     = 2026-02-10
fundstelle  = "Abs. 5"
bedeutung   = "letzter Tag"
"""

Fakt = Callable[..., Any]


@pytest.fixture
def fakt(kopf: str, kunde: MachKunde) -> Fakt:
    """The value of one fact with this definition, on the Stichtag."""

    def evaluate(definition: str, k: Kunde | None = None, stichtag: date = HEUTE, **werte: Any) -> Any:
        tatsache = f'[[tatsache]]\nname = "neu"\nbezeichnung = "neu"\nfundstelle = "Abs. 2"\n{definition}'
        konzept = load_konzept(kopf + BERATUNG + FELDER + tatsache, "test.toml")
        akte = Forecaster(konzept, stichtag).evaluate(k or kunde(**werte))
        return akte["teilnahmen"][0]["neu"] if 'je = "teilnahme"' in definition else akte["neu"]

    return evaluate


def offen(fehlt: set[str], *moeglich: Any) -> Ungewiss:
    return Ungewiss(frozenset(fehlt), moeglich or None)


class TestLatestContact:
    LETZTER = 'letzter = { kontakt = "Beratung" }\nsonst = "erstgespraech"'

    def test_is_the_last_that_counts(self, fakt: Fakt) -> None:
        email = Kontakt(HEUTE, art="email")
        assert fakt(self.LETZTER, kontakte=[JANUAR, GESTERN, date(2025, 1, 1), email]) == GESTERN

    def test_counts_on_the_stichtag_and_not_after(self, fakt: Fakt) -> None:
        assert fakt(self.LETZTER, kontakte=[JANUAR, HEUTE]) == HEUTE
        assert fakt(self.LETZTER, kontakte=[JANUAR, MORGEN]) == JANUAR

    @pytest.mark.parametrize("ergebnis", ["nicht_erschienen", "nicht_erreicht", "abgesagt"])
    def test_never_counts_unless_held(self, fakt: Fakt, ergebnis: str) -> None:
        geplatzt = Kontakt(HEUTE, art="persoenlich", ergebnis=ergebnis, qualifiziert=True)
        assert fakt(self.LETZTER, kontakte=[JANUAR, geplatzt]) == JANUAR

    def test_that_failed_counts_where_it_is_asked_for(self, fakt: Fakt) -> None:
        definition = 'letzter = { kontakt = "jeder", wenn = { ergebnis = "nicht_erschienen" } }'
        geplatzt = Kontakt(GESTERN, art="persoenlich", ergebnis="nicht_erschienen")
        assert fakt(definition, kontakte=[geplatzt, HEUTE]) == GESTERN

    def test_of_any_kind(self, fakt: Fakt) -> None:
        assert fakt('letzter = { kontakt = "jeder" }', kontakte=[JANUAR, Kontakt(HEUTE, art="email")]) == HEUTE

    def test_is_the_fallback_where_there_is_none(self, fakt: Fakt) -> None:
        assert fakt(self.LETZTER, erstgespraech=JANUAR) == JANUAR
        assert fakt(self.LETZTER) is None
        assert fakt('letzter = { kontakt = "Beratung" }') is None

    def test_is_not_the_fallback_where_there_is_one(self, fakt: Fakt) -> None:
        assert fakt(self.LETZTER, kontakte=[JANUAR], erstgespraech=HEUTE) == JANUAR

    def test_of_unknown_kind_leaves_two_days_possible(self, fakt: Fakt) -> None:
        assert fakt(self.LETZTER, kontakte=[JANUAR, Kontakt(HEUTE)]) == offen({"art"}, JANUAR, HEUTE)

    def test_of_unknown_kind_before_a_certain_one_does_not_matter(self, fakt: Fakt) -> None:
        assert fakt(self.LETZTER, kontakte=[HEUTE, Kontakt(JANUAR)]) == HEUTE

    def test_of_unknown_kind_on_the_same_day_does_not_matter(self, fakt: Fakt) -> None:
        assert fakt(self.LETZTER, kontakte=[HEUTE, Kontakt(HEUTE)]) == HEUTE

    def test_is_decided_by_what_is_known_of_it(self, fakt: Fakt) -> None:
        assert fakt(self.LETZTER, kontakte=[Kontakt(HEUTE, qualifiziert=True)]) == HEUTE
        assert fakt(self.LETZTER, kontakte=[JANUAR, Kontakt(HEUTE, qualifiziert=False)]) == JANUAR
        assert fakt(self.LETZTER, kontakte=[Kontakt(HEUTE, art="email", qualifiziert=True)]) == HEUTE

    @pytest.mark.parametrize(
        ("kontakt", "fehlt"),
        [
            (Kontakt(HEUTE, art=UNLESBAR), "art"),
            (Kontakt(HEUTE, art="video", ergebnis=UNLESBAR), "ergebnis"),
            (Kontakt(HEUTE, art="email", qualifiziert=UNLESBAR), "qualifiziert"),
        ],
    )
    def test_with_an_unreadable_cell_is_uncertain(self, fakt: Fakt, kontakt: Kontakt, fehlt: str) -> None:
        assert fakt(self.LETZTER, kontakte=[JANUAR, kontakt]) == offen({fehlt}, JANUAR, HEUTE)

    def test_with_a_cell_that_does_not_matter_is_certain(self, fakt: Fakt) -> None:
        assert fakt(self.LETZTER, kontakte=[Kontakt(HEUTE, art="video", anlass=UNLESBAR, akteur=UNLESBAR)]) == HEUTE

    def test_within_bounds(self, fakt: Fakt) -> None:
        definition = 'letzter = { kontakt = "Beratung", ab = "erstgespraech", vor = "stichtag" }'
        assert fakt(definition, kontakte=[JANUAR, HEUTE], erstgespraech=JANUAR) == JANUAR
        assert fakt(definition, kontakte=[JANUAR, HEUTE], erstgespraech=GESTERN) is None

    def test_a_bound_that_is_not_there_does_not_restrict(self, fakt: Fakt) -> None:
        definition = 'letzter = { kontakt = "Beratung", ab = "erstgespraech" }'
        assert fakt(definition, kontakte=[JANUAR]) == JANUAR

    def test_an_unknown_bound_leaves_it_open(self, fakt: Fakt) -> None:
        definition = 'letzter = { kontakt = "Beratung", ab = "zugang" }'
        assert fakt(definition, kontakte=[JANUAR]) == offen({"zugang"}, None, JANUAR)


class TestAbsence:
    """What an attribute of a Kontakt means where it is not there."""

    def test_of_akteur_is_the_betreuer(self, fakt: Fakt) -> None:
        definition = 'gibt_es = { kontakt = "jeder", wenn = { akteur = "betreuer" } }'
        assert fakt(definition, kontakte=[Kontakt(HEUTE)]) is True
        assert fakt(definition, kontakte=[Kontakt(HEUTE, akteur="kuz")]) is False

    def test_of_anlass_is_none(self, fakt: Fakt) -> None:
        definition = 'gibt_es = { kontakt = "jeder", wenn = { anlass = "clearing" } }'
        assert fakt(definition, kontakte=[Kontakt(HEUTE, art="video")]) is False
        assert fakt(definition, kontakte=[Kontakt(HEUTE, anlass="clearing")]) is True

    def test_of_art_is_unknown(self, fakt: Fakt) -> None:
        definition = 'gibt_es = { kontakt = "jeder", wenn = { art = "video" } }'
        assert fakt(definition, kontakte=[Kontakt(HEUTE)]) == offen({"art"}, True, False)


class TestFlatList:
    """One held contact, when the Kunde has no Kontakte."""

    ZEILEN = BERATUNG + (
        '[[tatsache]]\nname = "letzter"\nbezeichnung = "letzte Beratung"\nfundstelle = "Abs. 1"\n'
        'letzter = { kontakt = "Beratung" }\nsonst = "erstgespraech"\n'
    )

    @pytest.fixture
    def zeilen(self, regel: Zeile) -> str:
        return self.ZEILEN + regel("a", "letzter + 1 Monat")

    def test_counts_like_any_contact(self, eine: Eine, zeilen: str, kunde: MachKunde) -> None:
        w = eine(zeilen, kunde(kontakte=[Kontakt(JANUAR, art="video", flach=True)]))
        assert (w.faellig, w.status) == (date(2026, 2, 20), Status.OFFEN)

    def test_of_unknown_kind_names_its_own_column(self, eine: Eine, zeilen: str, kunde: MachKunde) -> None:
        w = eine(zeilen, kunde(kontakte=[Kontakt(JANUAR, flach=True)]))
        assert (w.faellig, w.status) == (date(2026, 2, 20), Status.UNBESTIMMT)
        assert "letzter_kontakt_art" in w.fehlt
        assert "art" not in w.fehlt

    def test_with_an_unreadable_day_names_that(self, eine: Eine, zeilen: str, kunde: MachKunde) -> None:
        k = kunde(kontakte=[Kontakt(UNLESBAR, art="video", flach=True)], erstgespraech=JANUAR)
        w = eine(zeilen, k)
        assert (w.faellig, w.status, set(w.fehlt)) == (None, Status.UNBESTIMMT, {"letzter_kontakt"})

    def test_with_an_unreadable_day_of_a_kind_that_does_not_count(
        self, eine: Eine, zeilen: str, kunde: MachKunde
    ) -> None:
        k = kunde(kontakte=[Kontakt(UNLESBAR, art="email", flach=True)], erstgespraech=JANUAR)
        assert eine(zeilen, k).faellig == date(2026, 2, 20)


class TestFields:
    def test_an_event_after_the_stichtag_has_not_happened(self, fakt: Fakt) -> None:
        definition = 'wenn = { erstgespraech = "vorhanden" }'
        assert fakt(definition, erstgespraech=HEUTE) is True
        assert fakt(definition, erstgespraech=MORGEN) is False

    def test_a_planned_date_is_what_it_is(self, fakt: Fakt) -> None:
        assert fakt('wenn = { plan_gueltig_bis = "vorhanden" }', plan_gueltig_bis=MORGEN) is True

    def test_of_a_set_of_events_those_that_happened_count(self, fakt: Fakt) -> None:
        definition = 'je = "teilnahme"\nzaehlt = { datum = "fallkonferenzen" }'
        teilnahme = Teilnahme("Kurs", {"fallkonferenzen": frozenset({JANUAR, HEUTE, MORGEN})})
        assert fakt(definition, teilnahmen=[teilnahme]) == 2

    def test_known_to_be_none_is_not_unknown(self, fakt: Fakt) -> None:
        definition = 'wenn = { zugang = "vorhanden" }'
        assert fakt(definition) == offen({"zugang"}, True, False)
        assert fakt(definition, zugang=None) is False

    def test_absence_can_mean_a_value(self, fakt: Fakt) -> None:
        assert fakt("wenn = { schueler = false }") is True

    @pytest.mark.parametrize(
        ("feld", "test"),
        [("schueler", "true"), ("status", '"arbeitslos"'), ("erstgespraech", '"vorhanden"'), ("gruppen", '"Q"')],
    )
    def test_what_cannot_be_read_is_unknown_whatever_absence_means(self, fakt: Fakt, feld: str, test: str) -> None:
        assert fakt(f"wenn = {{ {feld} = {test} }}", **{feld: UNLESBAR}) == offen({feld}, True, False)


class TestAlter:
    def test_is_worked_out_on_the_stichtag(self, fakt: Fakt) -> None:
        geboren = date(2001, 2, 10)
        assert fakt('wenn = { alter = "< 25" }', geburtsdatum=geboren) is False
        assert fakt('wenn = { alter = "< 25" }', geburtsdatum=geboren, stichtag=GESTERN) is True

    @pytest.mark.parametrize("werte", [{}, {"geburtsdatum": UNLESBAR}])
    def test_names_the_geburtsdatum_where_that_is_missing(self, fakt: Fakt, werte: Mapping[str, Any]) -> None:
        assert fakt('wenn = { alter = "< 25" }', **werte) == offen({"geburtsdatum"}, True, False)

    @pytest.mark.parametrize(("jahre", "in_spanne"), [(24, False), (25, True), (40, True), (41, False)])
    def test_in_a_span_counts_both_ends(self, fakt: Fakt, jahre: int, in_spanne: bool) -> None:
        assert fakt('wenn = { alter = "25..40" }', geburtsdatum=date(2026 - jahre, 2, 10)) is in_spanne


class TestTests:
    @pytest.mark.parametrize(
        ("test", "wert", "gilt"),
        [
            ('"FP"', "FP", True),
            ('"FP"', "EP", False),
            ('"FP"', None, False),
            ('["FP", "EP"]', "EP", True),
            ('{ nicht = "FP" }', "EP", True),
            ('{ nicht = "FP" }', None, True),
            ('"vorhanden"', "EP", True),
            ('"nicht vorhanden"', "EP", False),
            ('"nicht vorhanden"', None, True),
            ('"$lagen"', "EP", True),
            ('"$lagen"', "MP", False),
        ],
    )
    def test_of_one_value(self, fakt: Fakt, test: str, wert: str | None, gilt: bool) -> None:
        assert fakt(f"wenn = {{ profillage = {test} }}", profillage=wert) is gilt

    @pytest.mark.parametrize(
        ("test", "wert", "gilt"),
        [
            ('"Q"', {"Q", "L"}, True),
            ('"M"', {"Q", "L"}, False),
            ('["M", "L"]', {"Q", "L"}, True),
            ('"vorhanden"', {"Q"}, True),
            ('"vorhanden"', set(), True),  # known to be none is an answer too
        ],
    )
    def test_of_a_set_one_is_enough(self, fakt: Fakt, test: str, wert: set[str], gilt: bool) -> None:
        assert fakt(f"wenn = {{ gruppen = {test} }}", gruppen=frozenset(wert)) is gilt

    @pytest.mark.parametrize(
        ("test", "seit", "gilt"),
        [
            (">= 12 Monate", date(2025, 2, 10), True),
            (">= 12 Monate", date(2025, 2, 11), False),
            ("< 12 Monate", date(2025, 2, 11), True),
            ("< 12 Monate", date(2025, 2, 10), False),
            ("> 12 Monate", date(2025, 2, 10), False),
            ("> 12 Monate", date(2025, 2, 9), True),
            ("<= 12 Monate", date(2025, 2, 10), True),
            ("<= 12 Monate", date(2025, 2, 9), False),
            (">= 2 Wochen", date(2026, 1, 27), True),
            (">= 2 Wochen", date(2026, 1, 28), False),
            (">= 1 Arbeitstag", date(2026, 2, 9), True),
            (">= 2 Arbeitstage", date(2026, 2, 9), False),
        ],
    )
    def test_how_long_ago(self, fakt: Fakt, test: str, seit: date, gilt: bool) -> None:
        assert fakt(f'wenn = {{ zugang = "{test}" }}', zugang=seit) is gilt

    @pytest.mark.parametrize("tag", [OFFEN, date(9999, 12, 30)])
    def test_how_long_ago_of_an_open_end(self, fakt: Fakt, tag: date) -> None:
        assert fakt('wenn = { plan_gueltig_bis = ">= 1 Monat" }', plan_gueltig_bis=tag) is False
        assert fakt('wenn = { plan_gueltig_bis = "< 1 Monat" }', plan_gueltig_bis=tag) is True

    def test_how_long_ago_in_the_clamped_month(self, fakt: Fakt) -> None:
        definition = 'wenn = { zugang = ">= 1 Monat" }'
        zugang = date(2026, 1, 31)
        assert fakt(definition, zugang=zugang, stichtag=date(2026, 2, 27)) is False
        assert fakt(definition, zugang=zugang, stichtag=date(2026, 2, 28)) is True

    @pytest.mark.parametrize(
        ("lage", "vortag", "tag", "folgetag"),
        [
            ("vor", True, False, False),
            ("nach", False, False, True),
            ("ab", False, True, True),
            ("bis", True, True, False),
        ],
    )
    def test_where_a_date_lies(self, fakt: Fakt, lage: str, vortag: bool, tag: bool, folgetag: bool) -> None:
        definition = f'wenn = {{ plan_gueltig_bis = {{ {lage} = "stichtag" }} }}'
        gilt = [fakt(definition, plan_gueltig_bis=t) for t in (GESTERN, HEUTE, MORGEN)]
        assert gilt == [vortag, tag, folgetag]

    def test_no_date_lies_nowhere(self, fakt: Fakt) -> None:
        assert fakt('wenn = { plan_gueltig_bis = { ab = "stichtag" } }') is False
        assert fakt('wenn = { plan_gueltig_bis = { nicht = { ab = "stichtag" } } }') is True

    def test_an_open_end_lies_after_every_date(self, fakt: Fakt) -> None:
        assert fakt('wenn = { plan_gueltig_bis = { nach = "stichtag" } }', plan_gueltig_bis=OFFEN) is True

    def test_a_setting_can_be_a_bound(self, fakt: Fakt) -> None:
        definition = 'wenn = { stichtag = { bis = "$letzter_tag" } }'
        assert fakt(definition) is True
        assert fakt(definition, stichtag=MORGEN) is False

    def test_one_alternative_is_enough(self, fakt: Fakt) -> None:
        definition = 'wenn = [{ status = "arbeitslos", profillage = "FP" }, { profillage = "EP" }]'
        assert fakt(definition, profillage="EP") is True
        assert fakt(definition, profillage="MP") is False
        assert fakt(definition, profillage="FP") == offen({"status"}, True, False)


class TestCounting:
    ZAEHLT = 'zaehlt = { kontakt = "Beratung" }'

    def test_of_events(self, fakt: Fakt) -> None:
        assert fakt(self.ZAEHLT) == 0
        assert fakt(self.ZAEHLT, kontakte=[JANUAR, HEUTE, MORGEN]) == 2

    def test_of_uncertain_events(self, fakt: Fakt) -> None:
        assert fakt(self.ZAEHLT, kontakte=[JANUAR, Kontakt(HEUTE), Kontakt(GESTERN)]) == offen({"art"}, 1, 2, 3)

    def test_is_decided_where_the_limit_is_reached_anyway(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        zeilen = FELDER + BERATUNG + f'[[tatsache]]\nname = "n"\nbezeichnung = "n"\nfundstelle = "x"\n{self.ZAEHLT}\n'
        zeilen += regel("genug", "stichtag", 'wenn = { n = ">= $grenze" }') + regel("zu wenig", "ohne_datum")
        assert eine(zeilen, kunde(kontakte=[JANUAR, HEUTE, Kontakt(GESTERN)])).regel == "genug"
        assert eine(zeilen, kunde(kontakte=[JANUAR])).regel == "zu wenig"
        assert eine(zeilen, kunde(kontakte=[JANUAR, Kontakt(GESTERN)])).fehlt == {"art"}
        assert eine(zeilen, kunde(kontakte=[JANUAR]), werte={"grenze": 1}).regel == "genug"

    def test_of_fields_and_of_teilnahmen(self, fakt: Fakt) -> None:
        assert fakt('zaehlt = { datum = "erstgespraech" }') == 0
        assert fakt('zaehlt = { datum = "erstgespraech" }', erstgespraech=JANUAR) == 1
        teilnahmen = [Teilnahme("A", {"art": "MAT"}), Teilnahme("B", {"art": "FbW"})]
        assert fakt('zaehlt = { teilnahme = true, wenn = { art = "MAT" } }', teilnahmen=teilnahmen) == 1

    def test_of_days_of_teilnahmen(self, fakt: Fakt) -> None:
        tage = frozenset({JANUAR, HEUTE})
        teilnahmen = [Teilnahme("A", {"fallkonferenzen": tage}), Teilnahme("B", {})]
        assert fakt('zaehlt = { teilnahme = true, datum = "fallkonferenzen" }', teilnahmen=teilnahmen) == 2
        definition = 'letzter = { teilnahme = true, datum = "fallkonferenzen", vor = "stichtag" }'
        assert fakt(definition, teilnahmen=teilnahmen) == JANUAR

    def test_a_teilnahme_without_the_day_asked_for_does_not_count(self, fakt: Fakt) -> None:
        definition = 'gibt_es = { teilnahme = true, datum = "austritt" }'
        assert fakt(definition, teilnahmen=[Teilnahme("A", {})]) is False
        assert fakt(definition, teilnahmen=[Teilnahme("A", {"austritt": JANUAR})]) is True


class TestOtherFacts:
    def test_the_earliest(self, fakt: Fakt) -> None:
        definition = 'erster = { kontakt = "Beratung" }'
        assert fakt(definition, kontakte=[HEUTE, JANUAR]) == JANUAR
        assert fakt(definition, kontakte=[HEUTE, Kontakt(JANUAR)]) == offen({"art"}, HEUTE, JANUAR)
        assert fakt(definition, kontakte=[JANUAR, Kontakt(HEUTE)]) == JANUAR

    def test_the_first_that_is_known(self, fakt: Fakt) -> None:
        definition = 'erste_bekannte = ["plan_abgeschlossen", "erstgespraech"]'
        assert fakt(definition, plan_abgeschlossen=GESTERN, erstgespraech=JANUAR) == GESTERN
        assert fakt(definition, erstgespraech=JANUAR) == JANUAR
        assert fakt(definition) is None
        assert fakt(definition, plan_abgeschlossen=UNLESBAR, erstgespraech=JANUAR) == offen({"plan_abgeschlossen"})

    def test_a_date_expression(self, fakt: Fakt) -> None:
        assert fakt('datum = "erstgespraech + 1 Monat"', erstgespraech=JANUAR) == date(2026, 2, 20)
        assert fakt('datum = "erstgespraech + 1 Monat"') is None
        assert fakt('datum = "zugang + 1 Monat"') == offen({"zugang"})

    def test_a_date_that_counts_only_within_bounds(self, fakt: Fakt) -> None:
        definition = 'datum = { datum = "plan_gueltig_bis", nach = "erstgespraech" }'
        assert fakt(definition, plan_gueltig_bis=GESTERN, erstgespraech=JANUAR) == GESTERN
        assert fakt(definition, plan_gueltig_bis=JANUAR, erstgespraech=JANUAR) is None
        assert fakt(definition, plan_gueltig_bis=JANUAR) == JANUAR
        assert fakt(definition, plan_gueltig_bis=GESTERN, erstgespraech=UNLESBAR) == offen(
            {"erstgespraech"}, GESTERN, None
        )

    def test_a_chain_of_steps_is_taken_from_left_to_right(self, fakt: Fakt) -> None:
        definition = 'datum = "erstgespraech + 1 Monat + 1 Tag"'
        assert fakt(definition, erstgespraech=date(2026, 1, 31)) == date(2026, 3, 1)

    @pytest.mark.parametrize(
        ("ende", "monate"), [(date(2026, 6, 30), 6), (date(2026, 6, 29), 5), (OFFEN, 95_688), (None, None)]
    )
    def test_full_months(self, fakt: Fakt, ende: date | None, monate: int | None) -> None:
        definition = 'je = "teilnahme"\nvolle_monate = ["beginn", "ende"]'
        teilnahme = Teilnahme("A", {"beginn": date(2026, 1, 1), "ende": ende})
        assert fakt(definition, teilnahmen=[teilnahme]) == monate

    def test_full_months_of_an_unknown_span(self, fakt: Fakt) -> None:
        definition = 'je = "teilnahme"\nvolle_monate = ["beginn", "ende"]'
        assert fakt(definition, teilnahmen=[Teilnahme("A", {"ende": HEUTE})]) == offen({"beginn"})

    def test_a_plugin_can_work_one_out(self, kopf: str, kunde: MachKunde) -> None:
        tatsache = '[[tatsache]]\nname = "neu"\nbezeichnung = "neu"\nfundstelle = "x"\nwenn = { schueler = true }'
        konzept = load_konzept(kopf + tatsache, "test.toml")
        forecaster = Forecaster(konzept, HEUTE, weitere_tatsachen=lambda k, tag: {"neu": (k.kundennummer, tag)})
        assert forecaster.evaluate(kunde())["neu"] == ("000X100001", HEUTE)


class TestInMassnahme:
    """Both the first and the last day count; the individual end is the austritt where that is known."""

    def laeuft(self, fakt: Fakt, **werte: Any) -> Any:
        return fakt("wenn = { in_massnahme = true }", teilnahmen=[Teilnahme("Kurs", werte)])

    @pytest.mark.parametrize(
        ("beginn", "ende", "in_massnahme"),
        [
            (HEUTE, MORGEN, True),
            (MORGEN, MORGEN, False),
            (JANUAR, HEUTE, True),
            (JANUAR, GESTERN, False),
            (JANUAR, OFFEN, True),
        ],
    )
    def test_from_the_first_to_the_last_day(self, fakt: Fakt, beginn: date, ende: date, in_massnahme: bool) -> None:
        assert self.laeuft(fakt, beginn=beginn, ende=ende) is in_massnahme

    def test_ends_with_the_austritt(self, fakt: Fakt) -> None:
        assert self.laeuft(fakt, beginn=JANUAR, ende=MORGEN, austritt=GESTERN) is False
        assert self.laeuft(fakt, beginn=JANUAR, ende=GESTERN, austritt=HEUTE) is True

    def test_an_austritt_to_come_has_not_happened(self, fakt: Fakt) -> None:
        assert self.laeuft(fakt, beginn=JANUAR, ende=GESTERN, austritt=MORGEN) is False

    def test_is_open_where_a_day_is_missing_that_matters(self, fakt: Fakt) -> None:
        assert self.laeuft(fakt, beginn=JANUAR) == offen({"ende"}, True, False)
        assert self.laeuft(fakt, ende=MORGEN) == offen({"beginn"}, True, False)

    def test_is_decided_where_it_does_not(self, fakt: Fakt) -> None:
        assert self.laeuft(fakt, beginn=MORGEN) is False
        assert self.laeuft(fakt, ende=GESTERN) is False

    def test_one_that_runs_is_enough(self, fakt: Fakt) -> None:
        teilnahmen = [Teilnahme("A", {}), Teilnahme("B", {"beginn": JANUAR, "ende": HEUTE})]
        assert fakt("wenn = { in_massnahme = true }", teilnahmen=teilnahmen) is True

    def test_without_a_teilnahme(self, fakt: Fakt) -> None:
        assert fakt("wenn = { in_massnahme = true }") is False

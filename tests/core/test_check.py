"""What a list lets the concept decide, and what not."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import pytest

from wiedervorlage.check import Auffaellig, Befund, check, missing_lists
from wiedervorlage.errors import Meldung
from wiedervorlage.konzept import Konzept, load_konzept
from wiedervorlage.kunde import UNLESBAR, Kontakt, Kunde
from wiedervorlage.plugins import Jobcenter
from wiedervorlage.pseudonym import Pseudonyme
from wiedervorlage.readers import Eingabe
from wiedervorlage.run import start
from wiedervorlage.settings import Settings

ZEILEN = """
[[feld]]
name         = "umschueler"
typ          = "ja_nein"
ueberschrift = "Umschüler"
bedeutung    = "in einer Umschulung"
fehlt        = false

[[lesart]]
name        = "vorrang"
bezeichnung = "Vorrang"
vorgabe     = true
fundstelle  = "Tabelle"
bedeutung   = "Ein: umschueler geht vor."

[[lesart]]
name        = "kontaktart"
bezeichnung = "Kontaktart"
vorgabe     = "persoenlich"
werte       = ["persoenlich", "video", "telefonisch"]
fundstelle  = "Tabelle"
bedeutung   = "welcher Kontakt zählt"

[[kontaktbegriff]]
name       = "Beratung"
fundstelle = "Abs. 1"
wortlaut   = "Beratung"
wenn       = { art = "$kontaktart" }

[[tatsache]]
name        = "letzte_beratung"
bezeichnung = "letzte Beratung"
fundstelle  = "Abs. 1"
letzter     = { kontakt = "Beratung" }
sonst       = "erstgespraech"

[[pflicht]]
name = "Kontakt"

[[regel]]
id          = "umschueler"
pflicht     = "Kontakt"
fundstelle  = "Zeile 1"
wortlaut    = "6 Monate"
wenn        = { umschueler = true }
faellig     = "letzte_beratung + 6 Monate"
vorrang_vor = ["alo", "asu"]
lesart      = "vorrang"

[[regel]]
id         = "alo"
pflicht    = "Kontakt"
fundstelle = "Zeile 2"
wortlaut   = "1 Monat"
wenn       = { status = "arbeitslos" }
faellig    = "letzte_beratung + 1 Monat"

[[regel]]
id         = "asu"
pflicht    = "Kontakt"
fundstelle = "Zeile 3"
wortlaut   = "3 Monate"
wenn       = { status = "arbeitsuchend" }
faellig    = "letzte_beratung + 3 Monate"

[[kontrolle]]
id         = "ohne-wv"
fundstelle = "Abs. 5"
wortlaut   = "Kein BewA ohne WV"
text       = "ohne Wiedervorlage"
wenn       = { wiedervorlage_am = "nicht vorhanden" }
"""

JANUAR = date(2026, 1, 20)
SCHLUESSEL = Pseudonyme(bytes(32))
Pruefe = Callable[..., Befund]


@pytest.fixture
def konzept(kopf: str) -> Konzept:
    return load_konzept(kopf + ZEILEN, "konzept.toml")


@pytest.fixture
def pruefe(konzept: Konzept) -> Pruefe:
    """Examines a list of these Kunden on 10.02.2026; `rest` says what else there is to the list."""

    def run(*kunden: Kunde, settings: Settings | None = None, **rest: Any) -> Befund:
        jobcenter = Jobcenter("muster", "wiedervorlage-muster", "1.0", ask=_core)
        object.__setattr__(jobcenter, "konzepte", (konzept,))
        eingabe = Eingabe(**{"kunden": kunden, "meldungen": (), "spalten": {}} | rest)
        return check(start(jobcenter, date(2026, 2, 10), settings or Settings(), SCHLUESSEL), eingabe, kunden)

    return run


def _core(hook: str) -> Callable[..., Any]:
    bereich = {"evaluate_contact_rules": "kontaktregeln", "manage_graduates": "absolventenmanagement"}[hook]
    return lambda forecaster, akte: forecaster.forecast(akte, bereich)


def kunde(nummer: int, *kontakte: Kontakt, **werte: Any) -> Kunde:
    return Kunde(f"000X1{nummer:05}", None, werte, kontakte)


def vorgang(nummer: int) -> str:
    return SCHLUESSEL.vorgang("muster", f"000X1{nummer:05}")


def test_an_empty_list(pruefe: Pruefe) -> None:
    befund = pruefe()
    assert (befund.unentschieden, befund.ohne_frist, befund.fehlende_spalten) == ((), (), ())
    assert [wirkung.anzahl for wirkung in befund.lesarten] == [0, 0, 0]


def test_tells_again_what_the_reader_found(pruefe: Pruefe) -> None:
    meldung = Meldung("unlesbar", zeile=3)
    zweimal, stand = Meldung("doppelt", zeile=4), date(2026, 2, 9)
    befund = pruefe(
        gelesen=5, verworfen=2, unbeachtet=("Telefon",), meldungen=(meldung,), wiederholt=(zweimal,), stand=stand
    )
    assert (befund.gelesen, befund.verworfen, befund.stand) == (5, 2, stand)
    assert (befund.unbeachtet, befund.meldungen, befund.wiederholt) == (("Telefon",), (meldung,), (zweimal,))


class TestMissingColumns:
    def fehlen(self, befund: Befund) -> set[str]:
        return {f"{f.an}.{f.name}" for f in befund.fehlende_spalten}

    def test_that_the_concept_needs(self, pruefe: Pruefe) -> None:
        spalten = {"kunde": frozenset({"kundennummer", "status", "letzter_kontakt"})}
        assert self.fehlen(pruefe(spalten=spalten)) == {
            "kunde.betreuer",
            "kunde.erstgespraech",
            "kunde.umschueler",
            "kunde.wiedervorlage_am",
            "kunde.ausgesetzt_bis",
            "kunde.letzter_kontakt_art",
        }

    def test_that_it_does_not_need_are_not_missed(self, pruefe: Pruefe) -> None:
        fehlen = self.fehlen(pruefe(spalten={"kunde": frozenset({"kundennummer"})}))
        assert "kunde.status" in fehlen
        assert fehlen.isdisjoint({"kunde.geburtsdatum", "kunde.profillage", "kunde.schueler"})

    def test_of_a_table_that_is_not_there_are_not_missed(self, pruefe: Pruefe) -> None:
        fehlen = self.fehlen(pruefe(spalten={"kunde": frozenset({"kundennummer"})}))
        assert not any(name.startswith(("kontakt.", "teilnahme.")) for name in fehlen)

    def test_of_a_table_that_is_there_are_missed(self, pruefe: Pruefe) -> None:
        spalten = {"kunde": frozenset({"kundennummer"}), "kontakt": frozenset({"datum"})}
        fehlen = self.fehlen(pruefe(spalten=spalten))
        assert {"kontakt.art", "kontakt.ergebnis"} <= fehlen
        assert fehlen.isdisjoint({"kontakt.datum", "kontakt.anlass", "kontakt.akteur"})

    def test_of_a_flat_list_are_not_missed_where_there_are_kontakte(self, pruefe: Pruefe) -> None:
        spalten = {"kunde": frozenset({"kundennummer"}), "kontakt": frozenset({"datum"})}
        fehlen = self.fehlen(pruefe(spalten=spalten))
        assert fehlen.isdisjoint({"kunde.letzter_kontakt", "kunde.letzter_kontakt_art"})

    def test_come_in_the_order_of_the_concept(self, pruefe: Pruefe, konzept: Konzept) -> None:
        fehlen = pruefe(spalten={"kunde": frozenset({"kundennummer"})}).fehlende_spalten
        assert list(fehlen) == [f for f in konzept.felder if f in fehlen]


class TestMissingLists:
    """Of concepts that ask for the last Kontakt, for every one, for a Maßnahme."""

    LETZTER = 'letzter = { kontakt = "jeder" }'
    ZAEHLT = 'zaehlt = { kontakt = "jeder" }'
    NUR_KUNDEN: ClassVar = {"kunde": frozenset({"kundennummer", "letzter_kontakt"})}
    FLACH = kunde(1, Kontakt(JANUAR, flach=True))

    @staticmethod
    def fehlen(kopf: str, regel: Callable[..., str], *kunden: Kunde, tatsache: str, wenn: str = "", **da: Any) -> Any:
        zeilen = f"""[[pflicht]]
name = "Kontakt"
[[tatsache]]
name = "letztes"
bezeichnung = "letztes Gespräch"
fundstelle = "Nr. 1"
{tatsache}
"""
        faellig = "letztes + 1 Monat" if tatsache.startswith("letzter") else "individuell"
        bedingung = f"wenn = {{ {wenn or 'letztes = 3'} }}" if wenn or faellig == "individuell" else ""
        konzept = load_konzept(kopf + zeilen + regel("r", faellig, bedingung), "test.toml")
        return tuple(missing_lists(konzept, Eingabe(kunden=kunden, meldungen=(), spalten=da)))

    def test_that_the_concept_needs(self, kopf: str, regel: Callable[..., str]) -> None:
        mit = "in_massnahme = true"
        assert self.fehlen(kopf, regel, kunde(1), tatsache=self.LETZTER) == ("Kontakte",)
        assert self.fehlen(kopf, regel, kunde(1), tatsache=self.LETZTER, wenn=mit) == ("Kontakte", "Teilnahmen")

    def test_a_flat_list_does_where_the_last_one_is_all_that_counts(self, kopf: str, regel: Callable[..., str]) -> None:
        assert self.fehlen(kopf, regel, self.FLACH, tatsache=self.LETZTER, **self.NUR_KUNDEN) == ()
        assert self.fehlen(kopf, regel, self.FLACH, tatsache=self.ZAEHLT, **self.NUR_KUNDEN) == ("Kontakte",)

    def test_an_empty_column_is_no_flat_list(self, kopf: str, regel: Callable[..., str]) -> None:
        assert self.fehlen(kopf, regel, kunde(1), tatsache=self.LETZTER, **self.NUR_KUNDEN) == ("Kontakte",)

    def test_that_are_there(self, kopf: str, regel: Callable[..., str]) -> None:
        da = {"kontakt": frozenset({"datum"}), "teilnahme": frozenset({"massnahme"})}
        assert self.fehlen(kopf, regel, kunde(1), tatsache=self.ZAEHLT, wenn="in_massnahme = true", **da) == ()

    def test_of_nobody_are_not_missed(self, kopf: str, regel: Callable[..., str]) -> None:
        assert self.fehlen(kopf, regel, tatsache=self.LETZTER) == ()


class TestUndecided:
    def test_counts_by_pflicht_and_what_is_missing(self, pruefe: Pruefe) -> None:
        befund = pruefe(
            kunde(1, erstgespraech=JANUAR),
            kunde(2, erstgespraech=JANUAR),
            kunde(3, status="arbeitslos"),
            kunde(4, erstgespraech=JANUAR, status="arbeitslos"),
        )
        gezaehlt = [(u.pflicht, u.regel, set(u.fehlt), u.anzahl) for u in befund.unentschieden]
        assert gezaehlt == [("Kontakt", "alo", {"status"}, 2), ("Kontakt", "alo", {"erstgespraech"}, 1)]
        assert [u.vorgaenge for u in befund.unentschieden] == [(vorgang(1), vorgang(2)), (vorgang(3),)]

    def test_what_is_most_frequent_comes_first(self, pruefe: Pruefe) -> None:
        befund = pruefe(kunde(1, status="arbeitslos"), kunde(2, erstgespraech=JANUAR), kunde(3, erstgespraech=JANUAR))
        assert [u.anzahl for u in befund.unentschieden] == [2, 1]

    def test_leaves_out_what_is_decided(self, pruefe: Pruefe) -> None:
        assert pruefe(kunde(1, erstgespraech=JANUAR, status="ratsuchend")).unentschieden == ()


class TestReadings:
    def wirkungen(self, befund: Befund) -> dict[tuple[str, Any], int]:
        return {(w.lesart.name, w.anders): w.anzahl for w in befund.lesarten}

    def test_count_the_kunden_whose_answer_changes(self, pruefe: Pruefe) -> None:
        befund = pruefe(
            kunde(1, erstgespraech=JANUAR, status="arbeitslos", umschueler=True),
            kunde(2, erstgespraech=JANUAR, status="arbeitslos"),
            kunde(3, Kontakt(JANUAR, art="video"), status="arbeitslos", erstgespraech=date(2025, 12, 1)),
        )
        assert self.wirkungen(befund) == {
            ("vorrang", False): 1,
            ("kontaktart", "video"): 1,
            ("kontaktart", "telefonisch"): 0,
        }

    def test_are_compared_with_what_the_house_has_set(self, pruefe: Pruefe) -> None:
        haus = Settings(lesarten={"vorrang": False, "kontaktart": "video"})
        befund = pruefe(kunde(1, erstgespraech=JANUAR, status="arbeitslos", umschueler=True), settings=haus)
        assert self.wirkungen(befund) == {
            ("vorrang", True): 1,
            ("kontaktart", "persoenlich"): 0,
            ("kontaktart", "telefonisch"): 0,
        }
        assert [w.wert for w in befund.lesarten] == [False, "video", "video"]


class TestWithoutAnyDate:
    def test_names_the_kunden_by_their_vorgang(self, pruefe: Pruefe) -> None:
        befund = pruefe(
            kunde(1, erstgespraech=JANUAR, status="ratsuchend"), kunde(2, erstgespraech=JANUAR, status="arbeitslos")
        )
        assert befund.ohne_frist == (vorgang(1),)

    def test_leaves_out_what_is_undecided(self, pruefe: Pruefe) -> None:
        assert pruefe(kunde(1)).ohne_frist == ()


class TestKontrollen:
    def test_name_the_kunden_on_whom_they_hold(self, pruefe: Pruefe) -> None:
        befund = pruefe(kunde(1), kunde(2, wiedervorlage_am=JANUAR), kunde(3, wiedervorlage_am=None))
        ((kontrolle, vorgaenge),) = befund.kontrollen.items()
        assert (kontrolle.id, vorgaenge) == ("ohne-wv", (vorgang(1), vorgang(3)))

    def test_that_hold_on_nobody_are_named_too(self, pruefe: Pruefe) -> None:
        assert list(pruefe(kunde(1, wiedervorlage_am=JANUAR)).kontrollen.values()) == [()]


STICHTAG = date(2026, 2, 10)
MORGEN = date(2026, 2, 11)


class TestDaysOfKontakte:
    def auffaellig(self, pruefe: Pruefe, *kontakte: Kontakt, **werte: Any) -> set[Auffaellig]:
        befund = pruefe(kunde(1, *kontakte, **werte))
        assert all(list(je_kunde) in ([], [vorgang(1)]) for je_kunde in befund.auffaellig.values())
        return {art for art, je_kunde in befund.auffaellig.items() if je_kunde}

    @pytest.mark.parametrize(("tag", "davor"), [(date(2026, 1, 19), True), (JANUAR, False), (STICHTAG, False)])
    def test_before_the_erstgespraech(self, pruefe: Pruefe, tag: date, davor: bool) -> None:
        gefunden = self.auffaellig(pruefe, Kontakt(tag), erstgespraech=JANUAR)
        assert gefunden == ({Auffaellig.VOR_ERSTGESPRAECH} if davor else set())

    @pytest.mark.parametrize(
        ("ergebnis", "davor"), [("stattgefunden", True), ("nicht_erschienen", False), ("abgesagt", False)]
    )
    def test_only_a_held_one_can_be_too_early(self, pruefe: Pruefe, ergebnis: str, davor: bool) -> None:
        gefunden = self.auffaellig(pruefe, Kontakt(date(2026, 1, 19), ergebnis=ergebnis), erstgespraech=JANUAR)
        assert gefunden == ({Auffaellig.VOR_ERSTGESPRAECH} if davor else set())

    def test_without_an_erstgespraech_none_is_too_early(self, pruefe: Pruefe) -> None:
        assert self.auffaellig(pruefe, Kontakt(date(1990, 1, 1))) == set()
        assert self.auffaellig(pruefe, Kontakt(date(1990, 1, 1)), erstgespraech=UNLESBAR) == set()

    @pytest.mark.parametrize(("tag", "art"), [(STICHTAG, set()), (MORGEN, {Auffaellig.TERMIN})])
    def test_an_appointment_lies_after_the_stichtag(self, pruefe: Pruefe, tag: date, art: set[Auffaellig]) -> None:
        assert self.auffaellig(pruefe, Kontakt(tag)) == art

    @pytest.mark.parametrize("ergebnis", ["stattgefunden", "nicht_erschienen", "nicht_erreicht"])
    def test_what_is_to_come_has_no_result_yet(self, pruefe: Pruefe, ergebnis: str) -> None:
        assert self.auffaellig(pruefe, Kontakt(MORGEN, ergebnis=ergebnis)) == {Auffaellig.ERGEBNIS_NACH_STICHTAG}
        assert self.auffaellig(pruefe, Kontakt(STICHTAG, ergebnis=ergebnis)) == set()

    def test_but_it_can_be_off(self, pruefe: Pruefe) -> None:
        assert self.auffaellig(pruefe, Kontakt(MORGEN, ergebnis="abgesagt")) == set()

    def test_what_cannot_be_read_is_told_elsewhere(self, pruefe: Pruefe) -> None:
        assert self.auffaellig(pruefe, Kontakt(UNLESBAR, flach=True), Kontakt(MORGEN, ergebnis=UNLESBAR)) == set()

    def test_each_is_counted(self, pruefe: Pruefe) -> None:
        befund = pruefe(kunde(1, Kontakt(MORGEN), Kontakt(date(2026, 3, 1))), kunde(2, Kontakt(MORGEN)))
        assert befund.auffaellig[Auffaellig.TERMIN] == {vorgang(1): 2, vorgang(2): 1}


class TestDaysAfterTheStichtag:
    def noch_nicht(self, befund: Befund) -> dict[str, tuple[str, ...]]:
        return {feld.name: vorgaenge for feld, vorgaenge in befund.noch_nicht}

    @pytest.mark.parametrize(("tag", "namen"), [(STICHTAG, set()), (MORGEN, {"letzter_kontakt"})])
    def test_of_a_flat_list(self, pruefe: Pruefe, tag: date, namen: set[str]) -> None:
        befund = pruefe(kunde(1, Kontakt(tag, flach=True)))
        assert self.noch_nicht(befund).keys() == namen
        assert not any(befund.auffaellig.values())

    @pytest.mark.parametrize(("tag", "namen"), [(STICHTAG, set()), (MORGEN, {"erstgespraech"})])
    def test_of_what_has_happened(self, pruefe: Pruefe, tag: date, namen: set[str]) -> None:
        assert self.noch_nicht(pruefe(kunde(1, erstgespraech=tag))).keys() == namen

    def test_name_the_kunden_by_their_vorgang(self, pruefe: Pruefe) -> None:
        befund = pruefe(kunde(1, erstgespraech=MORGEN), kunde(2, erstgespraech=JANUAR), kunde(3, erstgespraech=MORGEN))
        assert self.noch_nicht(befund) == {"erstgespraech": (vorgang(1), vorgang(3))}

    def test_plans_are_what_they_are(self, pruefe: Pruefe) -> None:
        assert self.noch_nicht(pruefe(kunde(1, wiedervorlage_am=MORGEN))) == {}

    def test_that_the_concept_does_not_ask_for_are_left_alone(self, pruefe: Pruefe) -> None:
        assert self.noch_nicht(pruefe(kunde(1, profil_geprueft_am=MORGEN))) == {}

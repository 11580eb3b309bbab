"""Windows, days of the year, the whole house: what a Pflicht can be owed in beside a span from an anchor."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wiedervorlage.forecast import Forecaster, Status, Wiedervorlage
from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept import load_konzept
from wiedervorlage.kunde import Kontakt, Kunde

Eine = Callable[..., Wiedervorlage]
Zeile = Callable[..., str]
MachKunde = Callable[..., Kunde]

ERST = date(2026, 1, 31)
"""Windows of one Monat: (31.01., 28.02.], (28.02., 31.03.], (31.03., 30.04.]."""


class TestWindows:
    PFLICHT = 'fenster = { ab = "erstgespraech", je = "1 Monat", anzahl = 3 }'
    ZUSATZ = (
        'oeffnet = "fenster_beginn"\nwenn = { fenster = "<= 3" }\n'
        'erledigt = [[{ kontakt = "jeder", ab = "fenster_beginn", bis = "fenster_ende" }]]'
    )

    @pytest.fixture
    def fenster(self, prognose: Callable[..., list[Wiedervorlage]], regel: Zeile, kunde: MachKunde) -> Any:
        def forecast(stichtag: date, *kontakte: Any, pflicht: str = self.PFLICHT) -> list[Wiedervorlage]:
            zeilen = regel("fenster", "fenster_ende", self.ZUSATZ)
            zeilen += regel("danach", "individuell", 'wenn = { fenster = "> 3" }')
            k = kunde(erstgespraech=ERST, kontakte=kontakte)
            return prognose(zeilen, k, stichtag=stichtag, pflicht=pflicht)

        return forecast

    @pytest.mark.parametrize(
        ("stichtag", "beginn", "ende"),
        [
            (date(2026, 2, 1), date(2026, 2, 1), date(2026, 2, 28)),
            (date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
            (date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 31)),
            (date(2026, 3, 31), date(2026, 3, 1), date(2026, 3, 31)),
            (date(2026, 4, 30), date(2026, 4, 1), date(2026, 4, 30)),
        ],
    )
    def test_the_one_the_stichtag_lies_in(self, fenster: Any, stichtag: date, beginn: date, ende: date) -> None:
        w = fenster(stichtag)[0]
        assert (w.oeffnet, w.faellig, w.status) == (beginn, ende, Status.OFFEN)

    def test_on_the_day_of_the_anchor_the_first_is_to_come(self, fenster: Any) -> None:
        (w,) = fenster(ERST)
        assert (w.faellig, w.status) == (date(2026, 2, 28), Status.KOMMEND)

    def test_one_that_is_done_gives_way_to_the_next(self, fenster: Any) -> None:
        (w,) = fenster(date(2026, 2, 10), date(2026, 2, 5))
        assert (w.oeffnet, w.faellig, w.status) == (date(2026, 3, 1), date(2026, 3, 31), Status.KOMMEND)

    def test_one_that_is_done_stays_where_the_concept_says_so(self, fenster: Any) -> None:
        pflicht = self.PFLICHT.replace("anzahl", "weiter = false, anzahl")
        (w,) = fenster(date(2026, 2, 10), date(2026, 2, 5), pflicht=pflicht)
        assert (w.faellig, w.status) == (date(2026, 2, 28), Status.ERLEDIGT)

    def test_the_anchor_itself_does_not_count(self, fenster: Any) -> None:
        (w,) = fenster(date(2026, 2, 10), ERST)
        assert w.status is Status.OFFEN

    def test_missed_ones_come_out_beside_it(self, fenster: Any) -> None:
        heute, *fruehere = fenster(date(2026, 4, 10), date(2026, 3, 10))
        assert (heute.faellig, heute.status) == (date(2026, 4, 30), Status.OFFEN)
        assert [(w.faellig, w.status, w.frueher) for w in fruehere] == [(date(2026, 2, 28), Status.VERFALLEN, True)]

    def test_missed_ones_of_a_flat_list_do_not(self, fenster: Any) -> None:
        flach = Kontakt(date(2026, 3, 10), art="persoenlich", flach=True)
        assert len(fenster(date(2026, 4, 10), flach)) == 1

    def test_after_the_last_one_another_row_may_hold(self, fenster: Any) -> None:
        w, *fruehere = fenster(date(2026, 5, 1), date(2026, 2, 5), date(2026, 3, 5), date(2026, 4, 5))
        assert (w.regel, w.status, fruehere) == ("danach", Status.INDIVIDUELL, [])

    @pytest.mark.parametrize("anker", [None, OFFEN, date(9999, 12, 30)])
    def test_without_an_anchor(self, eine: Eine, regel: Zeile, kunde: MachKunde, anker: date | None) -> None:
        pflicht = self.PFLICHT.replace("erstgespraech", "plan_gueltig_bis")
        w = eine(regel("fenster", "fenster_ende"), kunde(plan_gueltig_bis=anker), pflicht=pflicht)
        assert (w.faellig, w.status, set(w.fehlt)) == (None, Status.UNBESTIMMT, {"plan_gueltig_bis"})


class TestDaysOfTheYear:
    @pytest.mark.parametrize(
        ("lage", "stichtag", "tag"),
        [
            ("ab", date(2026, 9, 29), date(2026, 9, 30)),
            ("ab", date(2026, 9, 30), date(2026, 9, 30)),
            ("ab", date(2026, 10, 1), date(2027, 9, 30)),
            ("nach", date(2026, 9, 30), date(2027, 9, 30)),
            ("bis", date(2026, 9, 30), date(2026, 9, 30)),
            ("bis", date(2026, 9, 29), date(2025, 9, 30)),
            ("vor", date(2026, 9, 30), date(2025, 9, 30)),
        ],
    )
    def test_the_nearest_so_placed(self, eine: Eine, regel: Zeile, lage: str, stichtag: date, tag: date) -> None:
        ausdruck = f'{{ tag = "30.09.", {lage} = "stichtag" }}'
        assert eine(regel("a", ausdruck), stichtag=stichtag).faellig == tag

    @pytest.mark.parametrize("tag", [OFFEN, date(9999, 12, 30)])
    def test_none_follows_an_open_end(self, eine: Eine, regel: Zeile, kunde: MachKunde, tag: date) -> None:
        w = eine(regel("a", '{ tag = "30.09.", nach = "plan_gueltig_bis" }'), kunde(plan_gueltig_bis=tag))
        assert (w.faellig, w.status, set(w.fehlt)) == (None, Status.UNBESTIMMT, {"plan_gueltig_bis"})

    @pytest.mark.parametrize(
        ("stichtag", "tag"),
        [(date(2026, 1, 30), date(2026, 1, 30)), (date(2026, 1, 31), date(2027, 1, 29)), (date(2027, 1, 30), None)],
    )
    def test_the_next_of_a_table(self, eine: Eine, regel: Zeile, stichtag: date, tag: date | None) -> None:
        ausdruck = '{ tabelle = [2027-01-29, 2026-01-30], ab = "stichtag" }'
        assert eine(regel("a", ausdruck), stichtag=stichtag).faellig == tag

    @pytest.mark.parametrize(
        ("stichtag", "gilt"),
        [
            (date(2026, 5, 31), False),
            (date(2026, 6, 1), True),
            (date(2030, 9, 30), True),
            (date(2026, 10, 1), False),
        ],
    )
    def test_a_season(
        self, prognose: Callable[..., list[Wiedervorlage]], regel: Zeile, stichtag: date, gilt: bool
    ) -> None:
        zeile = regel("a", "stichtag", 'wenn = { stichtag = { monat = "6..9" } }')
        assert bool(prognose(zeile, stichtag=stichtag)) is gilt

    def test_the_first_that_is_there(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        zeile = regel("a", '{ erste = ["plan_abgeschlossen + 1 Monat", "erstgespraech"] }')
        assert eine(zeile, kunde(erstgespraech=ERST)).faellig == ERST
        k = kunde(erstgespraech=ERST, plan_abgeschlossen=date(2026, 2, 5))
        assert eine(zeile, k).faellig == date(2026, 3, 5)


class TestOtherKeysOfARow:
    def test_a_provisional_day_stands_as_long_as_the_date_is_open(
        self, eine: Eine, regel: Zeile, kunde: MachKunde
    ) -> None:
        zeile = regel("a", "plan_gueltig_bis - 1 Tag", 'vorlaeufig = "stichtag + 7 Tage"')
        w = eine(zeile, kunde())
        assert (w.faellig, w.status, set(w.fehlt)) == (date(2026, 2, 17), Status.UNBESTIMMT, {"plan_gueltig_bis"})
        w = eine(zeile, kunde(plan_gueltig_bis=date(2026, 6, 1)))
        assert (w.faellig, w.status) == (date(2026, 5, 31), Status.OFFEN)

    def test_it_can_take_several_events(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        zeile = regel("a", "ohne_datum", 'erledigt = [[{ kontakt = "jeder", anzahl = 2 }]]')
        heute, morgen = date(2026, 2, 10), date(2026, 2, 11)
        assert eine(zeile, kunde(kontakte=[ERST])).status is Status.OFFEN
        assert eine(zeile, kunde(kontakte=[ERST, heute])).status is Status.ERLEDIGT
        assert eine(zeile, kunde(kontakte=[ERST, morgen])).status is Status.TERMINIERT
        assert eine(zeile, kunde(kontakte=[morgen])).status is Status.OFFEN

    def test_an_addition_can_narrow_the_kinds_of_contact(self, eine: Eine, regel: Zeile, kunde: MachKunde) -> None:
        zusatz = '[[zusatz]]\nfundstelle = "Abs. 4"\nkontaktarten = ["persoenlich"]\nwenn = { schueler = true }\n'
        for arten, erwartet in (("", {"persoenlich"}), ('kontaktarten = ["video", "persoenlich"]', {"persoenlich"})):
            zeilen = zusatz + regel("a", "stichtag", arten)
            assert eine(zeilen, kunde(schueler=True)).kontaktarten == erwartet
        assert eine(zusatz + regel("a", "stichtag"), kunde()).kontaktarten == set()

    def test_an_appointment_must_be_of_a_kind_that_an_addition_leaves(
        self, eine: Eine, regel: Zeile, kunde: MachKunde
    ) -> None:
        zusatz = '[[zusatz]]\nfundstelle = "Abs. 4"\nkontaktarten = ["video"]\n'
        zeile = zusatz + regel("a", "stichtag + 5 Tage", 'kontakt = "jeder"')
        for art, status in (("video", Status.TERMINIERT), ("telefonisch", Status.OFFEN)):
            assert eine(zeile, kunde(kontakte=[Kontakt(date(2026, 2, 11), art=art)])).status is status

    def test_a_fact_can_have_a_value_only_where_something_holds(
        self, eine: Eine, regel: Zeile, kunde: MachKunde
    ) -> None:
        tatsache = (
            '[[tatsache]]\nname = "x"\nbezeichnung = "x"\nfundstelle = "x"\n'
            'datum = "erstgespraech"\nfalls = { schueler = true }\n'
        )
        zeilen = tatsache + regel("a", "stichtag", 'wenn = { x = "vorhanden" }') + regel("b", "ohne_datum")
        assert eine(zeilen, kunde(erstgespraech=ERST, schueler=True)).regel == "a"
        assert eine(zeilen, kunde(erstgespraech=ERST, schueler=False)).regel == "b"


class TestWholeHouse:
    def test_is_owed_once_where_one_kunde_is_of_the_kind(self, kopf: str, regel: Zeile, kunde: MachKunde) -> None:
        zeilen = (
            '[[tatsache]]\nje = "haus"\nname = "schueler_da"\nbezeichnung = "Schüler"\nfundstelle = "x"\n'
            "gibt_es = { kunde = true, wenn = { schueler = true } }\n"
            '[[pflicht]]\nname = "Zeugnisse"\nje = "haus"\n'
        )
        zeile = regel("z", "stichtag", 'akteur = "kuz"\nwenn = { schueler_da = true }', "Zeugnisse")
        forecaster = Forecaster(load_konzept(kopf + zeilen + zeile, "test.toml"), date(2026, 2, 10))

        def haus(*kunden: Kunde) -> list[Wiedervorlage]:
            akte = forecaster.house()
            for k in kunden:
                akte.see(forecaster.evaluate(k))
            return forecaster.forecast(akte)

        assert haus() == []
        assert haus(kunde(schueler=False)) == []
        (w,) = haus(kunde(schueler=False), kunde(schueler=True), kunde(schueler=True))
        assert (w.kundennummer, w.betreuer, w.akteur, w.status) == (None, None, "kuz", Status.OFFEN)
        assert forecaster.forecast(forecaster.evaluate(kunde(schueler=True))) == []

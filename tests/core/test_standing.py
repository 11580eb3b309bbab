"""Where an item stands on the Stichtag, Tuesday 10.02.2026; the order of the tests is that of the contract."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.frist import OFFEN
from wiedervorlage.kunde import UNLESBAR, Kontakt, Kunde

Eine = Callable[..., Wiedervorlage]
Zeile = Callable[..., str]
MachKunde = Callable[..., Kunde]

HEUTE = date(2026, 2, 10)
GESTERN = HEUTE - timedelta(days=1)
MORGEN = HEUTE + timedelta(days=1)

ERST = date(2026, 1, 20)
"""+ 1 Monat: Friday 20.02.2026."""
FAELLIG = date(2026, 2, 20)

BERATUNG = """
[[kontaktbegriff]]
name       = "Beratung"
fundstelle = "Abs. 1"
wortlaut   = "persönliche Beratung"
wenn       = { art = "persoenlich" }
"""
BIS = """
[[feld]]
name         = "frist_bis"
typ          = "datum"
ueberschrift = "Frist bis"
bedeutung    = "letzter Tag"
geplant      = true
"""


@pytest.fixture
def stand(eine: Eine, regel: Zeile, kunde: MachKunde) -> Callable[..., Wiedervorlage]:
    """The item of one row, due on `erstgespraech + 1 Monat`, of a Kunde whose Erstgespräch was on 20.01.2026."""

    def forecast(zusatz: str = "", faellig: str = "erstgespraech + 1 Monat", rest: Any = None, **werte: Any) -> Any:
        k = kunde(**{"erstgespraech": ERST} | werte)
        return eine(BERATUNG + BIS + regel("a", faellig, zusatz), k, **rest or {})

    return forecast


Stand = Callable[..., Wiedervorlage]


class TestOffenAndUeberfaellig:
    def test_is_open_on_the_last_day(self, stand: Stand) -> None:
        assert stand(faellig="stichtag").status is Status.OFFEN

    def test_is_overdue_on_the_day_after(self, stand: Stand) -> None:
        assert stand(faellig="stichtag - 1 Tag").status is Status.UEBERFAELLIG

    def test_is_open_without_a_date(self, stand: Stand) -> None:
        w = stand(faellig="ohne_datum")
        assert (w.status, w.faellig, w.vorschlag) == (Status.OFFEN, None, HEUTE)


class TestKommend:
    @pytest.mark.parametrize(
        ("oeffnet", "status"),
        [("stichtag + 1 Tag", Status.KOMMEND), ("stichtag", Status.OFFEN), ("stichtag - 1 Tag", Status.OFFEN)],
    )
    def test_is_what_has_not_opened(self, stand: Stand, oeffnet: str, status: Status) -> None:
        assert stand(f'oeffnet = "{oeffnet}"').status is status

    def test_can_have_no_due_date(self, stand: Stand) -> None:
        w = stand('oeffnet = "stichtag + 3 Tage"', "ohne_datum")
        assert (w.status, w.faellig, w.vorschlag) == (Status.KOMMEND, None, date(2026, 2, 13))

    def test_an_unknown_first_day_is_missing(self, stand: Stand) -> None:
        w = stand('oeffnet = "frist_bis - 1 Tag"')
        assert (w.status, set(w.fehlt), w.faellig, w.oeffnet) == (Status.UNBESTIMMT, {"frist_bis"}, FAELLIG, None)


class TestErledigt:
    """Groups of events: each must be met, by one of its events."""

    GRUPPEN = (
        'erledigt = [[{ kontakt = "Beratung", nach = "erstgespraech" }, { datum = "profil_geprueft_am" }], '
        '[{ datum = "plan_abgeschlossen", ab = "erstgespraech" }]]'
    )

    def test_where_every_group_is_met(self, stand: Stand) -> None:
        assert stand(self.GRUPPEN, kontakte=[HEUTE], plan_abgeschlossen=ERST).status is Status.ERLEDIGT
        assert stand(self.GRUPPEN, profil_geprueft_am=HEUTE, plan_abgeschlossen=ERST).status is Status.ERLEDIGT

    def test_not_where_one_group_is_not(self, stand: Stand) -> None:
        assert stand(self.GRUPPEN, kontakte=[HEUTE], profil_geprueft_am=HEUTE).status is Status.OFFEN
        assert stand(self.GRUPPEN, plan_abgeschlossen=ERST).status is Status.OFFEN

    def test_bounds_of_an_event(self, stand: Stand) -> None:
        assert stand(self.GRUPPEN, kontakte=[ERST], plan_abgeschlossen=ERST).status is Status.OFFEN
        vortag = ERST - timedelta(days=1)
        assert stand(self.GRUPPEN, kontakte=[HEUTE], plan_abgeschlossen=vortag).status is Status.OFFEN

    @pytest.mark.parametrize(
        ("tag", "status"),
        [
            (date(2026, 2, 1), Status.UEBERFAELLIG),
            (date(2026, 2, 2), Status.ERLEDIGT),
            (date(2026, 2, 6), Status.ERLEDIGT),
            (date(2026, 2, 7), Status.UEBERFAELLIG),
        ],
    )
    def test_in_the_window_of_the_row(self, stand: Stand, tag: date, status: Status) -> None:
        zusatz = 'oeffnet = "stichtag - 8 Tage"\nerledigt = [[{ kontakt = "jeder", ab = "oeffnet", bis = "faellig" }]]'
        assert stand(zusatz, "stichtag - 4 Tage", kontakte=[tag]).status is status

    def test_has_no_vorschlag(self, stand: Stand) -> None:
        w = stand('erledigt = [[{ kontakt = "jeder" }]]', kontakte=[HEUTE])
        assert (w.status, w.vorschlag, w.eintrag, w.faellig) == (Status.ERLEDIGT, None, None, FAELLIG)

    def test_a_contact_of_unknown_kind_leaves_it_open(self, stand: Stand) -> None:
        w = stand('erledigt = [[{ kontakt = "Beratung" }]]', kontakte=[Kontakt(HEUTE)])
        assert (w.status, set(w.fehlt), w.faellig) == (Status.UNBESTIMMT, {"art"}, FAELLIG)

    def test_a_contact_of_unknown_kind_beside_a_certain_one_does_not(self, stand: Stand) -> None:
        w = stand('erledigt = [[{ kontakt = "Beratung" }]]', kontakte=[Kontakt(HEUTE), GESTERN])
        assert (w.status, set(w.fehlt)) == (Status.ERLEDIGT, set())

    def test_a_contact_of_unknown_kind_does_not_matter_where_another_group_is_not_met(self, stand: Stand) -> None:
        gruppen = 'erledigt = [[{ kontakt = "Beratung" }], [{ datum = "plan_abgeschlossen" }]]'
        assert stand(gruppen, kontakte=[Kontakt(HEUTE)]).status is Status.OFFEN

    def test_a_test_can_be_an_event(self, stand: Stand) -> None:
        gruppen = 'erledigt = [[{ wenn = { status = "ratsuchend" } }, { datum = "plan_abgeschlossen" }]]'
        assert stand(gruppen, status="ratsuchend").status is Status.ERLEDIGT
        assert stand(gruppen, status="arbeitslos").status is Status.OFFEN
        assert stand(gruppen).fehlt == {"status"}

    def test_is_certain_even_where_the_date_is_not(self, stand: Stand) -> None:
        w = stand('erledigt = [[{ datum = "plan_abgeschlossen" }]]', "frist_bis - 1 Tag", plan_abgeschlossen=ERST)
        assert (w.status, w.faellig) == (Status.ERLEDIGT, None)


class TestVerfallen:
    @pytest.mark.parametrize(
        ("bis", "status"), [(GESTERN, Status.VERFALLEN), (HEUTE, Status.UEBERFAELLIG), (MORGEN, Status.UEBERFAELLIG)]
    )
    def test_is_what_its_last_day_has_passed(self, stand: Stand, bis: date, status: Status) -> None:
        w = stand('verfaellt = "frist_bis"', "stichtag - 3 Tage", frist_bis=bis)
        assert (w.status, w.verfaellt) == (status, bis)

    def test_has_no_vorschlag(self, stand: Stand) -> None:
        w = stand('verfaellt = "frist_bis"', "stichtag - 3 Tage", frist_bis=GESTERN)
        assert (w.vorschlag, w.eintrag) == (None, None)

    def test_is_not_what_was_done(self, stand: Stand) -> None:
        zusatz = 'verfaellt = "frist_bis"\nerledigt = [[{ datum = "plan_abgeschlossen" }]]'
        w = stand(zusatz, "stichtag - 3 Tage", frist_bis=GESTERN, plan_abgeschlossen=ERST)
        assert w.status is Status.ERLEDIGT

    def test_is_open_where_it_may_have_been_done(self, stand: Stand) -> None:
        zusatz = 'verfaellt = "frist_bis"\nerledigt = [[{ kontakt = "Beratung" }]]'
        w = stand(zusatz, "stichtag - 3 Tage", frist_bis=GESTERN, kontakte=[Kontakt(ERST)])
        assert (w.status, set(w.fehlt)) == (Status.UNBESTIMMT, {"art"})

    def test_an_unknown_last_day_matters_once_it_is_overdue(self, stand: Stand) -> None:
        w = stand('verfaellt = "frist_bis"', "stichtag - 3 Tage")
        assert (w.status, set(w.fehlt), w.faellig) == (Status.UNBESTIMMT, {"frist_bis"}, date(2026, 2, 7))

    def test_an_unknown_last_day_does_not_matter_before(self, stand: Stand) -> None:
        assert stand('verfaellt = "frist_bis"', "stichtag").status is Status.OFFEN

    def test_an_open_last_day_never_comes(self, stand: Stand) -> None:
        assert stand('verfaellt = "frist_bis"', "stichtag - 3 Tage", frist_bis=OFFEN).status is Status.UEBERFAELLIG


class TestEntfaellt:
    ZUSATZ = 'entfaellt = { status = "ratsuchend" }'

    def test_where_a_rule_says_so(self, stand: Stand) -> None:
        w = stand(self.ZUSATZ, status="ratsuchend")
        assert (w.status, w.vorschlag) == (Status.ENTFAELLT, None)

    def test_not_where_it_does_not(self, stand: Stand) -> None:
        assert stand(self.ZUSATZ, status="arbeitslos").status is Status.OFFEN

    def test_is_open_where_the_fact_is_not_known(self, stand: Stand) -> None:
        w = stand(self.ZUSATZ)
        assert (w.status, set(w.fehlt), w.faellig) == (Status.UNBESTIMMT, {"status"}, FAELLIG)

    def test_comes_before_done(self, stand: Stand) -> None:
        zusatz = self.ZUSATZ + '\nerledigt = [[{ datum = "plan_abgeschlossen" }]]'
        assert stand(zusatz, status="ratsuchend", plan_abgeschlossen=ERST).status is Status.ENTFAELLT

    def test_can_ask_for_the_days_of_the_row(self, stand: Stand) -> None:
        zusatz = 'entfaellt = { faellig = { vor = "frist_bis" } }'
        assert stand(zusatz, frist_bis=FAELLIG + timedelta(days=1)).status is Status.ENTFAELLT
        assert stand(zusatz, frist_bis=FAELLIG).status is Status.OFFEN


class TestTerminiert:
    ERLEDIGT = 'erledigt = [[{ kontakt = "Beratung" }]]'

    @pytest.mark.parametrize("tag", [MORGEN, FAELLIG])
    def test_up_to_the_due_date(self, stand: Stand, tag: date) -> None:
        w = stand(self.ERLEDIGT, kontakte=[tag])
        assert (w.status, w.hinweise) == (Status.TERMINIERT, ())

    def test_after_the_due_date_is_a_hint(self, stand: Stand) -> None:
        w = stand(self.ERLEDIGT, kontakte=[FAELLIG + timedelta(days=1), date(2026, 3, 2)])
        assert (w.status, w.hinweise) == (Status.OFFEN, ("Termin am 21.02.2026",))

    def test_a_hint_is_not_needed_beside_one_in_time(self, stand: Stand) -> None:
        w = stand(self.ERLEDIGT, kontakte=[FAELLIG, date(2026, 3, 2)])
        assert (w.status, w.hinweise) == (Status.TERMINIERT, ())

    def test_an_appointment_for_what_is_overdue_is_a_hint(self, stand: Stand) -> None:
        w = stand(self.ERLEDIGT, "stichtag - 1 Tag", kontakte=[MORGEN])
        assert (w.status, w.hinweise) == (Status.UEBERFAELLIG, ("Termin am 11.02.2026",))

    def test_any_future_one_without_a_due_date(self, stand: Stand) -> None:
        assert stand(self.ERLEDIGT, "ohne_datum", kontakte=[date(2027, 1, 4)]).status is Status.TERMINIERT

    def test_today_it_has_been_held(self, stand: Stand) -> None:
        assert stand(self.ERLEDIGT, kontakte=[HEUTE]).status is Status.ERLEDIGT

    @pytest.mark.parametrize("ergebnis", ["abgesagt", "nicht_erschienen", "nicht_erreicht"])
    def test_one_that_is_off_is_none(self, stand: Stand, ergebnis: str) -> None:
        w = stand(self.ERLEDIGT, kontakte=[Kontakt(MORGEN, art="persoenlich", ergebnis=ergebnis)])
        assert (w.status, w.hinweise) == (Status.OFFEN, ())

    def test_one_of_another_kind_would_not_satisfy(self, stand: Stand) -> None:
        assert stand(self.ERLEDIGT, kontakte=[Kontakt(MORGEN, art="email")]).status is Status.OFFEN

    def test_the_pflicht_can_say_what_satisfies(self, stand: Stand) -> None:
        rest = {"pflicht": 'kontakt = "Beratung"'}
        assert stand(rest=rest, kontakte=[MORGEN]).status is Status.TERMINIERT
        assert stand(rest=rest, kontakte=[Kontakt(MORGEN, art="email")]).status is Status.OFFEN

    def test_without_either_no_appointment_counts(self, stand: Stand) -> None:
        w = stand(kontakte=[MORGEN, date(2026, 3, 2)])
        assert (w.status, w.hinweise) == (Status.OFFEN, ())

    def test_comes_before_kommend(self, stand: Stand) -> None:
        zusatz = self.ERLEDIGT + '\noeffnet = "stichtag + 2 Tage"'
        assert stand(zusatz, kontakte=[MORGEN]).status is Status.TERMINIERT

    def test_must_lie_in_the_window_of_the_event(self, stand: Stand) -> None:
        zusatz = 'oeffnet = "stichtag + 2 Tage"\nerledigt = [[{ kontakt = "Beratung", ab = "oeffnet" }]]'
        assert stand(zusatz, kontakte=[MORGEN]).status is Status.KOMMEND
        assert stand(zusatz, kontakte=[date(2026, 2, 12)]).status is Status.TERMINIERT

    def test_a_group_that_is_met_already_needs_no_appointment(self, stand: Stand) -> None:
        gruppen = 'erledigt = [[{ kontakt = "Beratung" }], [{ datum = "plan_abgeschlossen" }]]'
        assert stand(gruppen, kontakte=[MORGEN], plan_abgeschlossen=ERST).status is Status.TERMINIERT
        assert stand(gruppen, kontakte=[MORGEN]).status is Status.OFFEN

    def test_a_future_date_in_a_flat_list_is_no_appointment(self, stand: Stand) -> None:
        w = stand(self.ERLEDIGT, kontakte=[Kontakt(MORGEN, art="persoenlich", flach=True)])
        assert (w.status, w.hinweise) == (Status.OFFEN, ())


class TestAusgesetzt:
    @pytest.mark.parametrize(
        ("bis", "status"), [(GESTERN, Status.OFFEN), (HEUTE, Status.AUSGESETZT), (OFFEN, Status.AUSGESETZT)]
    )
    def test_up_to_its_last_day(self, stand: Stand, bis: date, status: Status) -> None:
        assert stand(ausgesetzt_bis=bis).status is status

    def test_has_no_vorschlag_but_a_due_date(self, stand: Stand) -> None:
        w = stand(ausgesetzt_bis=MORGEN)
        assert (w.vorschlag, w.eintrag, w.faellig) == (None, None, FAELLIG)

    @pytest.mark.parametrize("art", ["aufgabe", "pruefung"])
    def test_is_only_the_contact(self, stand: Stand, art: str) -> None:
        assert stand(f'art = "{art}"', ausgesetzt_bis=MORGEN).status is Status.OFFEN

    @pytest.mark.parametrize("faellig", ["nicht_geregelt", "entfaellt", "individuell", "stichtag - 1 Tag"])
    def test_comes_before_every_other(self, stand: Stand, faellig: str) -> None:
        assert stand(faellig=faellig, ausgesetzt_bis=HEUTE).status is Status.AUSGESETZT

    def test_comes_before_unbestimmt(self, stand: Stand) -> None:
        assert stand('wenn = { status = "arbeitslos" }', ausgesetzt_bis=HEUTE).status is Status.AUSGESETZT

    def test_where_it_cannot_be_read(self, stand: Stand) -> None:
        w = stand(ausgesetzt_bis=UNLESBAR)
        assert (w.status, set(w.fehlt), w.faellig) == (Status.UNBESTIMMT, {"ausgesetzt_bis"}, FAELLIG)

    def test_where_it_cannot_be_read_and_more_is_missing(self, stand: Stand) -> None:
        w = stand('wenn = { status = "arbeitslos" }', ausgesetzt_bis=UNLESBAR)
        assert w.fehlt == {"ausgesetzt_bis", "status"}

    def test_where_it_cannot_be_read_and_nothing_is_owed(self, stand: Stand) -> None:
        erledigt = 'erledigt = [[{ datum = "plan_abgeschlossen" }]]'
        assert stand(erledigt, plan_abgeschlossen=ERST, ausgesetzt_bis=UNLESBAR).status is Status.ERLEDIGT


class TestWiedervorlage:
    @pytest.mark.parametrize(
        ("tag", "hinweise"),
        [
            (FAELLIG, ()),
            (FAELLIG + timedelta(days=1), ("Wiedervorlage zu spät",)),
            (OFFEN, ("Wiedervorlage zu spät",)),
            (None, ()),
        ],
    )
    def test_after_the_due_date_is_too_late(self, stand: Stand, tag: date | None, hinweise: tuple[str, ...]) -> None:
        assert stand(wiedervorlage_am=tag).hinweise == hinweise

    def test_is_never_too_late_for_what_is_done(self, stand: Stand) -> None:
        erledigt = 'erledigt = [[{ datum = "plan_abgeschlossen" }]]'
        w = stand(erledigt, plan_abgeschlossen=ERST, wiedervorlage_am=date(2027, 1, 1))
        assert (w.status, w.hinweise) == (Status.ERLEDIGT, ())

    def test_is_never_too_late_without_a_due_date(self, stand: Stand) -> None:
        assert stand(faellig="ohne_datum", wiedervorlage_am=date(2027, 1, 1)).hinweise == ()


class TestPlanung:
    def test_a_contact_is_entered_ten_working_days_before(self, stand: Stand) -> None:
        w = stand(faellig="erstgespraech + 2 Monate")
        assert (w.vorschlag, w.eintrag) == (date(2026, 3, 20), date(2026, 3, 6))

    @pytest.mark.parametrize("art", ["aufgabe", "pruefung"])
    def test_anything_else_on_the_day_itself(self, stand: Stand, art: str) -> None:
        w = stand(f'art = "{art}"', "erstgespraech + 2 Monate")
        assert (w.vorschlag, w.eintrag) == (date(2026, 3, 20), date(2026, 3, 20))

    def test_the_house_can_say_otherwise(self, stand: Stand) -> None:
        rest = {"vorlauf": {"kontakt": 1}}
        assert stand(faellig="erstgespraech + 2 Monate", rest=rest).eintrag == date(2026, 3, 19)

    def test_an_undecided_item_is_planned_for_the_earliest_date(self, stand: Stand) -> None:
        w = stand('wenn = { status = "arbeitslos" }')
        assert (w.status, w.vorschlag, w.eintrag) == (Status.UNBESTIMMT, FAELLIG, HEUTE)


class TestZusatz:
    ZUSATZ = '[[zusatz]]\nfundstelle = "Abs. 4"\nhinweise = ["Hinweis"]\ncheckliste = ["Liste"]\n'

    @pytest.mark.parametrize(
        ("bedingung", "gilt"),
        [
            ("", True),
            ('regeln = ["a"]', True),
            ('pflichten = ["Kontakt"]', True),
            ('art = "kontakt"', True),
            ('art = "aufgabe"', False),
            ("wenn = { schueler = false }", True),
            ("wenn = { schueler = true }", False),
        ],
    )
    def test_is_added_where_it_applies(self, stand: Stand, bedingung: str, gilt: bool) -> None:
        w = stand(f'hinweise = ["eigener"]\ncheckliste = ["eigene"]\n{self.ZUSATZ}{bedingung}')
        assert w.hinweise == (("eigener", "Hinweis") if gilt else ("eigener",))
        assert w.checkliste == (("eigene", "Liste") if gilt else ("eigene",))

    def test_hints_of_the_kunde_come_last(self, stand: Stand) -> None:
        w = stand('hinweise = ["eigener"]', hinweise=("ein Eintrag war nicht lesbar",))
        assert w.hinweise == ("eigener", "ein Eintrag war nicht lesbar")

"""Dates: §§ 187-193 BGB through § 26 SGB X (contract, section 2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from holidays import country_holidays

from wiedervorlage import frist
from wiedervorlage.frist import (
    OFFEN,
    Dauer,
    Kalender,
    alter,
    eintrag,
    plus_monate,
    schaltjahr,
    volle_monate,
    vorschlag,
)
from wiedervorlage.laender import LAENDER

TH = Kalender("TH")
NI = Kalender("NI")
NW = Kalender("NW")
BE = Kalender("BE")

MO, DI, MI, DO, FR, SA, SO = (date(2026, 2, 9) + timedelta(days=n) for n in range(7))
"""A week without a public holiday."""


class TestMonate:
    @pytest.mark.parametrize(
        ("tag", "monate", "summe"),
        [
            (date(2026, 1, 20), 1, date(2026, 2, 20)),
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2026, 1, 28), 1, date(2026, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2026, 3, 31), 1, date(2026, 4, 30)),
            (date(2026, 2, 28), 1, date(2026, 3, 28)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2024, 2, 29), 48, date(2028, 2, 29)),
            (date(2026, 5, 31), 0, date(2026, 5, 31)),
        ],
    )
    def test_forward_they_end_with_the_month_at_the_latest(self, tag: date, monate: int, summe: date) -> None:
        assert plus_monate(tag, monate) == summe

    @pytest.mark.parametrize(
        ("tag", "monate", "summe"),
        [
            (date(2026, 5, 31), -3, date(2026, 2, 28)),
            (date(2028, 5, 31), -3, date(2028, 2, 29)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(2026, 1, 15), -1, date(2025, 12, 15)),
            (date(2026, 1, 31), -12, date(2025, 1, 31)),
        ],
    )
    def test_backward_they_end_with_the_month_at_the_latest(self, tag: date, monate: int, summe: date) -> None:
        assert plus_monate(tag, monate) == summe

    def test_are_one_addition_never_a_chain(self) -> None:
        anker = date(2026, 1, 31)
        assert plus_monate(anker, 2) == date(2026, 3, 31)
        assert plus_monate(plus_monate(anker, 1), 1) == date(2026, 3, 28)

    @pytest.mark.parametrize(("tag", "monate"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1), (OFFEN, 1)])
    def test_beyond_the_calendar_are_refused(self, tag: date, monate: int) -> None:
        with pytest.raises(OverflowError):
            plus_monate(tag, monate)

    @pytest.mark.parametrize(("tag", "monate"), [(date(9999, 11, 30), 1), (date(1, 2, 1), -1)])
    def test_reach_the_last_and_the_first_month_of_the_calendar(self, tag: date, monate: int) -> None:
        assert plus_monate(tag, monate).year in (1, 9999)


@pytest.mark.parametrize(("jahr", "ist"), [(2024, True), (2025, False), (2100, False), (2000, True)])
def test_leap_years(jahr: int, ist: bool) -> None:
    assert schaltjahr(jahr) is ist


class TestAlter:
    @pytest.mark.parametrize(
        ("stichtag", "jahre"),
        [(date(2026, 2, 9), 24), (date(2026, 2, 10), 25), (date(2026, 2, 11), 25), (date(2001, 2, 10), 0)],
    )
    def test_is_completed_on_the_birthday(self, stichtag: date, jahre: int) -> None:
        assert alter(date(2001, 2, 10), stichtag) == jahre

    @pytest.mark.parametrize(
        ("stichtag", "jahre"),
        [
            (date(2025, 2, 28), 24),
            (date(2025, 3, 1), 25),
            (date(2024, 2, 28), 23),
            (date(2024, 2, 29), 24),
        ],
    )
    def test_born_on_29_february_is_a_year_older_on_1_march_of_a_common_year(self, stichtag: date, jahre: int) -> None:
        assert alter(date(2000, 2, 29), stichtag) == jahre


class TestVolleMonate:
    @pytest.mark.parametrize(
        ("beginn", "ende", "monate"),
        [
            (date(2026, 1, 1), date(2026, 6, 30), 6),
            (date(2026, 1, 1), date(2026, 6, 29), 5),
            (date(2026, 1, 1), date(2026, 7, 1), 6),
            (date(2026, 1, 15), date(2026, 7, 14), 6),
            (date(2026, 1, 15), date(2026, 7, 13), 5),
            (date(2026, 2, 1), date(2026, 2, 28), 1),
            (date(2026, 2, 1), date(2026, 2, 27), 0),
            (date(2025, 7, 1), date(2026, 6, 30), 12),
        ],
    )
    def test_count_the_first_and_the_last_day(self, beginn: date, ende: date, monate: int) -> None:
        assert volle_monate(beginn, ende) == monate

    @pytest.mark.parametrize(
        ("beginn", "ende", "monate"),
        [
            (date(2026, 3, 31), date(2026, 9, 30), 6),
            (date(2026, 3, 31), date(2026, 9, 29), 5),
            (date(2026, 3, 30), date(2026, 9, 29), 6),
            (date(2026, 1, 31), date(2026, 2, 28), 1),
            (date(2026, 1, 31), date(2026, 2, 27), 0),
            (date(2026, 1, 29), date(2026, 2, 28), 1),
            (date(2028, 1, 29), date(2028, 2, 28), 1),
            (date(2028, 1, 30), date(2028, 2, 28), 0),
            (date(2028, 1, 30), date(2028, 2, 29), 1),
        ],
    )
    def test_a_clamped_sum_is_itself_the_last_day(self, beginn: date, ende: date, monate: int) -> None:
        assert volle_monate(beginn, ende) == monate

    @pytest.mark.parametrize("ende", [date(2026, 1, 1), date(2025, 12, 31), date(2020, 1, 1)])
    def test_are_never_negative(self, ende: date) -> None:
        assert volle_monate(date(2026, 1, 1), ende) == 0

    @pytest.mark.parametrize("beginn", [date(2026, 1, 1), date(2026, 1, 15), date(2026, 1, 31)])
    def test_up_to_an_open_end_are_many(self, beginn: date) -> None:
        assert volle_monate(beginn, OFFEN) > 90_000


class TestDauer:
    @pytest.mark.parametrize(
        ("text", "dauer"),
        [
            ("15 Tage", Dauer(15, "Tage")),
            ("1 Tag", Dauer(1, "Tage")),
            ("8 Wochen", Dauer(8, "Wochen")),
            ("1 Woche", Dauer(1, "Wochen")),
            ("12 Monate", Dauer(12, "Monate")),
            ("1 Monat", Dauer(1, "Monate")),
            ("15 Arbeitstage", Dauer(15, "Arbeitstage")),
            ("1 Arbeitstag", Dauer(1, "Arbeitstage")),
            ("0 Tage", Dauer(0, "Tage")),
            (" 3 Monate ", Dauer(3, "Monate")),
        ],
    )
    def test_is_read_in_singular_and_plural(self, text: str, dauer: Dauer) -> None:
        assert Dauer.parse(text) == dauer

    @pytest.mark.parametrize("text", ["", "3", "Monate", "-1 Monat", "1,5 Monate", "3 Jahre", "3 monate", "3  Monate"])
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".*"):
            Dauer.parse(text)

    @pytest.mark.parametrize(
        "text", ["1 Tag", "2 Tage", "1 Woche", "4 Wochen", "1 Monat", "6 Monate", "1 Arbeitstag", "15 Arbeitstage"]
    )
    def test_is_written_as_it_is_read(self, text: str) -> None:
        assert str(Dauer.parse(text)) == text

    def test_zero_is_written_in_the_plural(self) -> None:
        assert str(Dauer(0, "Monate")) == "0 Monate"

    def test_half_a_month_is_15_days(self) -> None:
        assert Dauer(15, "Tage").nach(date(2026, 1, 31), TH) == date(2026, 2, 15)

    def test_weeks_are_seven_days_each_and_no_month(self) -> None:
        tag = date(2026, 3, 2)
        assert Dauer(4, "Wochen").nach(tag, TH) == date(2026, 3, 30)
        assert Dauer(1, "Monate").nach(tag, TH) == date(2026, 4, 2)

    @pytest.mark.parametrize(
        ("dauer", "tag", "davor"),
        [
            (Dauer(90, "Tage"), date(2026, 7, 31), date(2026, 5, 2)),
            (Dauer(2, "Wochen"), date(2026, 3, 2), date(2026, 2, 16)),
            (Dauer(1, "Monate"), date(2026, 3, 31), date(2026, 2, 28)),
            (Dauer(1, "Arbeitstage"), date(2026, 2, 9), date(2026, 2, 6)),
        ],
    )
    def test_can_be_counted_back(self, dauer: Dauer, tag: date, davor: date) -> None:
        assert dauer.vor(tag, TH) == davor

    def test_the_day_of_the_event_is_day_zero(self) -> None:
        assert Dauer(1, "Tage").nach(MO, TH) == DI
        assert Dauer(1, "Arbeitstage").nach(MO, TH) == DI
        assert Dauer(1, "Arbeitstage").nach(FR, TH) == MO + timedelta(days=7)
        assert Dauer(1, "Arbeitstage").nach(SO, TH) == MO + timedelta(days=7)


class TestFuenfzehnArbeitstage:
    """The checks of the contract."""

    @pytest.mark.parametrize(
        ("land", "ergebnis"),
        [
            ("NI", date(2025, 11, 11)),
            ("TH", date(2025, 11, 11)),
            ("BE", date(2025, 11, 10)),
            ("NW", date(2025, 11, 10)),
        ],
    )
    def test_over_the_reformationstag_2025(self, land: str, ergebnis: date) -> None:
        assert Dauer(15, "Arbeitstage").nach(date(2025, 10, 20), Kalender(land)) == ergebnis

    @pytest.mark.parametrize(("land", "tag"), [("BE", 22), ("NI", 19), ("TH", 19), ("NW", 19)])
    def test_over_the_frauentag_2027(self, land: str, tag: int) -> None:
        assert Dauer(15, "Arbeitstage").nach(date(2027, 2, 26), Kalender(land)) == date(2027, 3, tag)

    @pytest.mark.parametrize(("land", "tag"), [("NW", 22), ("NI", 19), ("TH", 19), ("BE", 19)])
    def test_over_fronleichnam_2026(self, land: str, tag: int) -> None:
        assert Dauer(15, "Arbeitstage").nach(date(2026, 5, 29), Kalender(land)) == date(2026, 6, tag)


class TestArbeitstag:
    @pytest.mark.parametrize(("tag", "ist"), [(MO, True), (FR, True), (SA, False), (SO, False)])
    def test_is_monday_to_friday(self, tag: date, ist: bool) -> None:
        assert NI.ist_arbeitstag(tag) is ist

    @pytest.mark.parametrize(
        ("land", "feiertag", "davor"),
        [
            pytest.param("TH", date(2019, 9, 20), date(2018, 9, 20), id="Weltkindertag seit 2019"),
            pytest.param("BE", date(2019, 3, 8), date(2018, 3, 8), id="Frauentag seit 2019"),
            pytest.param("NI", date(2018, 10, 31), date(2016, 10, 31), id="Reformationstag seit 2018"),
        ],
    )
    def test_a_new_holiday_counts_from_its_first_year(self, land: str, feiertag: date, davor: date) -> None:
        kalender = Kalender(land)
        assert not kalender.ist_arbeitstag(feiertag)
        assert kalender.ist_arbeitstag(davor)

    @pytest.mark.parametrize("land", LAENDER)
    def test_the_holidays_are_those_that_the_library_gives_by_name(self, land: str) -> None:
        feiertage = country_holidays("DE", subdiv=land, years=range(2016, 2031))
        tage = [date(2016, 1, 1) + timedelta(days=n) for n in range(15 * 365)]
        werktage = [tag for tag in tage if tag.weekday() < 5]
        assert [t for t in werktage if not Kalender(land).ist_arbeitstag(t)] == [t for t in werktage if t in feiertage]

    def test_the_holidays_are_found_in_a_library_arranged_otherwise_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        gewohnt = frozenset(frist._deutschland()(subdiv="TH", years=2026))
        monkeypatch.setattr("importlib.machinery.PathFinder.find_spec", lambda *_: None)
        assert frozenset(frist._deutschland.__wrapped__()(subdiv="TH", years=2026)) == gewohnt

    @pytest.mark.parametrize("land", LAENDER)
    def test_no_house_worked_on_the_reformationstag_of_2017(self, land: str) -> None:
        assert not Kalender(land).ist_arbeitstag(date(2017, 10, 31))

    def test_berlin_worked_on_the_reformationstag_of_2018(self) -> None:
        assert BE.ist_arbeitstag(date(2018, 10, 31))

    @pytest.mark.parametrize(("land", "ist"), [("NW", False), ("NI", True), ("TH", True), ("BE", True)])
    def test_fronleichnam_is_a_holiday_in_north_rhine_westphalia_alone(self, land: str, ist: bool) -> None:
        assert Kalender(land).ist_arbeitstag(date(2026, 6, 4)) is ist

    @pytest.mark.parametrize(
        ("land", "tag"), [("NI", date(2019, 9, 20)), ("TH", date(2019, 3, 8)), ("NW", date(2018, 10, 31))]
    )
    def test_the_holiday_of_another_land_is_none(self, land: str, tag: date) -> None:
        assert Kalender(land).ist_arbeitstag(tag)

    @pytest.mark.parametrize("tag", [date(2026, 12, 24), date(2026, 12, 31)])
    def test_christmas_eve_and_new_years_eve_are_worked_unless_closed(self, tag: date) -> None:
        assert TH.ist_arbeitstag(tag)
        assert not Kalender("TH", frozenset({(24, 12), (31, 12)})).ist_arbeitstag(tag)

    def test_a_day_closed_every_year_is_closed_in_every_year(self) -> None:
        haus = Kalender("TH", frozenset({(24, 12)}))
        assert [haus.ist_arbeitstag(date(jahr, 12, 24)) for jahr in (2024, 2025, 2026)] == [False, False, False]
        assert haus.ist_arbeitstag(date(2026, 12, 23))

    def test_a_single_date_is_closed_in_its_year_alone(self) -> None:
        rosenmontag = date(2027, 2, 8)
        haus = Kalender("NW", frozenset({rosenmontag}))
        assert not haus.ist_arbeitstag(rosenmontag)
        assert haus.ist_arbeitstag(date(2028, 2, 8))


class TestKalender:
    def test_counts_from_the_day_after(self) -> None:
        assert TH.plus(MO, 4) == FR
        assert TH.plus(MO, 5) == MO + timedelta(days=7)

    def test_counts_back_over_the_weekend(self) -> None:
        assert TH.plus(MO, -1) == FR - timedelta(days=7)
        assert TH.plus(SO, -1) == FR

    def test_zero_is_the_day_itself_even_on_a_sunday(self) -> None:
        assert TH.plus(SO, 0) == SO

    def test_closed_days_are_not_counted(self) -> None:
        assert Kalender("TH", frozenset({DI})).plus(MO, 1) == MI

    @pytest.mark.parametrize(("tag", "ab", "bis"), [(FR, FR, FR), (SA, MO, FR), (SO, MO, FR)])
    def test_first_on_or_after_and_last_on_or_before(self, tag: date, ab: date, bis: date) -> None:
        assert TH.ab(tag) == (ab if ab >= tag else ab + timedelta(days=7))
        assert TH.bis(tag) == bis

    def test_goes_round_easter(self) -> None:
        karfreitag, ostermontag = date(2026, 4, 3), date(2026, 4, 6)
        assert TH.bis(ostermontag) == karfreitag - timedelta(days=1)
        assert TH.ab(karfreitag) == ostermontag + timedelta(days=1)


class TestVorschlag:
    def test_is_faellig_itself_where_that_is_worked(self) -> None:
        assert vorschlag(FR, None, MO, TH) == FR

    def test_is_the_last_working_day_before_a_weekend(self) -> None:
        sonntag = date(2026, 2, 15)
        assert vorschlag(sonntag, None, date(2026, 2, 1), TH) == date(2026, 2, 13)

    def test_is_not_before_oeffnet(self) -> None:
        assert vorschlag(SO, SA, MO, TH) == MO + timedelta(days=7)
        assert vorschlag(SO, FR, MO, TH) == FR

    def test_is_not_before_the_stichtag(self) -> None:
        assert vorschlag(SO, None, SA, TH) == MO + timedelta(days=7)
        assert vorschlag(SO, None, FR, TH) == FR

    def test_is_the_stichtag_where_faellig_has_passed(self) -> None:
        assert vorschlag(date(2025, 1, 1), None, MI, TH) == MI
        assert vorschlag(date(2025, 1, 1), None, SA, TH) == MO + timedelta(days=7)

    def test_without_faellig_is_the_first_working_day(self) -> None:
        assert vorschlag(None, None, SA, TH) == MO + timedelta(days=7)
        assert vorschlag(None, None, FR, TH) == FR

    def test_without_faellig_waits_for_oeffnet(self) -> None:
        assert vorschlag(None, DO, MO, TH) == DO
        assert vorschlag(None, MO, DO, TH) == DO
        assert vorschlag(None, SA, MO, TH) == MO + timedelta(days=7)


class TestEintrag:
    def test_is_so_many_working_days_before(self) -> None:
        assert eintrag(date(2026, 2, 27), None, date(2026, 2, 2), 10, TH) == date(2026, 2, 13)

    def test_without_vorlauf_is_the_vorschlag(self) -> None:
        assert eintrag(FR, None, MO, 0, TH) == FR

    def test_is_not_before_the_first_working_day_from_the_stichtag(self) -> None:
        assert eintrag(FR, None, DO, 10, TH) == DO
        assert eintrag(MO + timedelta(days=7), None, SA, 10, TH) == MO + timedelta(days=7)

    def test_is_not_before_oeffnet(self) -> None:
        assert eintrag(date(2026, 2, 27), DI, MO, 10, TH) == date(2026, 2, 13)
        assert eintrag(date(2026, 2, 27), date(2026, 2, 18), MO, 10, TH) == date(2026, 2, 18)
        assert eintrag(date(2026, 2, 27), date(2026, 2, 21), MO, 10, TH) == date(2026, 2, 23)

    def test_counts_past_holidays(self) -> None:
        assert eintrag(date(2026, 4, 2), None, date(2026, 3, 10), 10, TH) == date(2026, 3, 19)
        assert eintrag(date(2026, 4, 7), None, date(2026, 3, 10), 1, TH) == date(2026, 4, 2)


def test_open_is_later_than_every_date() -> None:
    andere: Any = [date(2026, 2, 10), date(9999, 12, 30)]
    assert all(tag < OFFEN for tag in andere)

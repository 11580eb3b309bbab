"""Dates as files have them."""

from datetime import date, datetime

import pytest

from wiedervorlage.frist import OFFEN
from wiedervorlage.readers.days import day_reader
from wiedervorlage.readers.mangel import Mangel

read_day = day_reader()


@pytest.mark.parametrize(
    "roh",
    [
        "15.03.2026",
        "15.3.2026",
        "15.03.26",
        "15. 03. 2026",
        "15.03.2026 00:00",
        "15.03.2026 14:30:00",
        "15.03.2026 14:30 Uhr",
        "2026-03-15",
        "2026-3-15",
        "2026-03-15 00:00:00",
        "2026-03-15T00:00:00.000",
        "46096",
        "46096,5",
        46096,
        46096.0,
        46096.75,
        date(2026, 3, 15),
        datetime(2026, 3, 15, 23, 59),
    ],
    ids=repr,
)
def test_one_day_in_all_its_forms(roh):
    assert read_day(roh) == date(2026, 3, 15)


@pytest.mark.parametrize("roh", ["31.12.9999", "9999-12-31", "2958465", 2958465, 2958465.0, date.max], ids=repr)
def test_the_last_day_of_the_calendar_means_open(roh):
    assert read_day(roh) == OFFEN


@pytest.mark.parametrize("roh", ["00.00.0000", "0.0.0000", "00.00.00", "0000-00-00", "keine"], ids=repr)
def test_zeros_mean_known_to_be_none(roh):
    assert read_day(roh) is None


@pytest.mark.parametrize(
    ("roh", "tag"),
    [("01.01.00", 2000), ("01.01.29", 2029), ("01.01.30", 1930), ("01.01.99", 1999)],
)
def test_two_digit_years_turn_at_thirty(roh, tag):
    assert read_day(roh) == date(tag, 1, 1)


@pytest.mark.parametrize(
    ("roh", "tag"),
    [
        ("20000", date(1954, 10, 3)),
        ("80000", date(2119, 1, 11)),
        (20000, date(1954, 10, 3)),
        (80000, date(2119, 1, 11)),
    ],
    ids=repr,
)
def test_serial_numbers_at_their_limits(roh, tag):
    assert read_day(roh) == tag


@pytest.mark.parametrize(
    "roh", ["19999", "80001", "2958464", "2958466", 19999, 80001, 2958464, 2958466, 0, -1, 10**400], ids=repr
)
def test_other_numbers_are_no_dates(roh):
    assert isinstance(read_day(roh), Mangel)


@pytest.mark.parametrize(
    "roh",
    [
        "31.02.2026",
        "29.02.2026",
        "00.03.2026",
        "15.13.2026",
        "2026-02-30",
        "15.03.1899",
        "15.03.0206",
        "0001-01-01",
        date(1899, 12, 31),
    ],
    ids=repr,
)
def test_an_impossible_day_is_shown(roh):
    assert read_day(roh).gefunden[-4:].isdigit() or read_day(roh).gefunden == roh


@pytest.mark.parametrize(
    "roh",
    [
        "bald",
        "15.03.",
        "15.03.202",
        "15.03.20266",
        "03/15/2026",
        "20260315",
        "2026-03-15T23:30:00Z",
        "2026-03-15T23:30:00+01:00",
        "١٥.٠٣.٢٠٢٦",
        True,
        float("nan"),
        float("inf"),
        ["2026-03-15"],
        {},
    ],
    ids=repr,
)
def test_what_has_no_form_of_a_date_is_not_shown(roh):
    mangel = read_day(roh)
    assert isinstance(mangel, Mangel)
    assert mangel.gefunden.endswith(" statt Datum")


def test_the_first_year_is_1900():
    assert read_day("01.01.1900") == date(1900, 1, 1)


class TestGeburtsdatum:
    read_birth = staticmethod(day_reader(geburt=True, stichtag=date(2026, 7, 1)))

    @pytest.mark.parametrize(
        ("roh", "tag"),
        [
            ("01.07.26", date(2026, 7, 1)),
            ("02.07.26", date(1926, 7, 2)),
            ("15.03.28", date(1928, 3, 15)),
            ("29.02.28", date(1928, 2, 29)),
            ("15.03.04", date(2004, 3, 15)),
            ("15.03.30", date(1930, 3, 15)),
        ],
    )
    def test_a_two_digit_year_is_never_in_the_future(self, roh, tag):
        assert self.read_birth(roh) == tag

    def test_on_the_stichtag_is_possible(self):
        assert self.read_birth("01.07.2026") == date(2026, 7, 1)

    @pytest.mark.parametrize("roh", ["02.07.2026", "2026-07-02", date(2026, 7, 2), 60000], ids=repr)
    def test_after_the_stichtag_is_unreadable(self, roh):
        assert self.read_birth(roh).gefunden == "Datum nach dem Stichtag"

    @pytest.mark.parametrize("roh", ["31.02.1990", "15.03.0206", "1990-02-30"], ids=repr)
    def test_an_impossible_one_is_not_shown(self, roh):
        mangel = self.read_birth(roh)
        assert mangel.gefunden == "unmögliches Datum"
        assert not any(zeichen.isdigit() for zeichen in mangel.befund)

    def test_without_a_stichtag_only_an_open_one_is_unreadable(self):
        read_birth = day_reader(geburt=True)
        assert read_birth("02.07.2050") == date(2050, 7, 2)
        assert isinstance(read_birth("31.12.9999"), Mangel)

"""A Kontakt is judged by the version of the concept in force on its day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wiedervorlage.kunde import UNLESBAR, Kontakt, Kunde
from wiedervorlage.plugins import load_host
from wiedervorlage.run import start
from wiedervorlage.settings import Settings

STICHTAG = date(2026, 2, 10)
WEGE = 'wenn       = { art = ["persoenlich", "telefonisch"] }'

Faellig = Callable[..., date | None]


@pytest.fixture
def alt(minimal: str) -> str:
    """Until the end of 2025 a telephone call counts."""
    return minimal


@pytest.fixture
def neu(minimal: str) -> str:
    """From 2026 on only a visit counts."""
    return minimal.replace("2020-01-01", "2026-01-01").replace(WEGE, 'wenn = { art = "persoenlich" }')


@pytest.fixture
def faellig(installiert: Callable[..., None], konzepte: Callable[..., Any], kunde: Callable[..., Kunde]) -> Faellig:
    """When the next contact is due by these versions; the day of the only one in the list decides by 1 Monat."""

    def forecast(*texte: str, kontakte: Any, settings: Settings | None = None) -> date | None:
        installiert(muster=[konzepte(*texte)])
        run = start(load_host().jobcenter["muster"], STICHTAG, settings or Settings())
        (w,) = run.wiedervorlagen(kunde(kontakte, geburtsdatum=date(2004, 5, 1)))
        return w.faellig

    return forecast


def anruf(tag: Any, art: str = "telefonisch") -> Kontakt:
    return Kontakt(tag, art=art)


class TestKontakt:
    @pytest.mark.parametrize(
        ("tag", "erwartet"),
        [
            (date(2025, 12, 31), date(2026, 1, 31)),  # the last day of the old version
            (date(2026, 1, 1), None),  # the first of the new one
            (date(2020, 1, 1), date(2020, 2, 1)),  # the first of the old one
            (date(2019, 12, 31), None),  # before any: the one in force decides
        ],
    )
    def test_counts_by_the_version_of_its_day(
        self, faellig: Faellig, alt: str, neu: str, tag: date, erwartet: date | None
    ) -> None:
        assert faellig(alt, neu, kontakte=[anruf(tag)]) == erwartet

    def test_that_counts_only_now(self, faellig: Faellig, alt: str, neu: str) -> None:
        heute_mehr = alt.replace("2020-01-01", "2026-01-01")
        frueher_weniger = neu.replace("2026-01-01", "2020-01-01")
        assert faellig(frueher_weniger, heute_mehr, kontakte=[anruf(date(2025, 12, 31))]) is None
        assert faellig(frueher_weniger, heute_mehr, kontakte=[anruf(date(2026, 1, 1))]) == date(2026, 2, 1)

    def test_of_a_gap_is_judged_by_the_one_in_force(self, faellig: Faellig, alt: str, neu: str) -> None:
        endet = alt.replace("format ", "gilt_bis = 2025-06-30\nformat ")
        assert faellig(endet, neu, kontakte=[anruf(date(2025, 6, 30))]) == date(2025, 7, 30)
        assert faellig(endet, neu, kontakte=[anruf(date(2025, 7, 1))]) is None

    def test_of_a_version_between(self, faellig: Faellig, alt: str, neu: str) -> None:
        eine_zeit_lang = neu.replace("format ", "gilt_bis = 2026-01-31\nformat ")
        assert faellig(alt, eine_zeit_lang, kontakte=[anruf(date(2026, 1, 31))]) is None
        assert faellig(alt, eine_zeit_lang, kontakte=[anruf(date(2026, 2, 1))]) == date(2026, 3, 1)

    def test_is_judged_now_where_the_older_version_has_no_such_word(self, faellig: Faellig, alt: str, neu: str) -> None:
        umbenannt = alt.replace('"Beratung"', '"Gespräch"')
        assert faellig(umbenannt, neu, kontakte=[anruf(date(2025, 12, 31))]) is None
        assert faellig(umbenannt, neu, kontakte=[anruf(date(2025, 12, 31), "persoenlich")]) == date(2026, 1, 31)

    def test_whose_day_cannot_be_read_is_judged_now(self, faellig: Faellig, alt: str, neu: str) -> None:
        assert faellig(alt, neu, kontakte=[Kontakt(UNLESBAR, art="telefonisch", flach=True)]) is None

    def test_that_was_not_held_never_counted(self, faellig: Faellig, alt: str, neu: str) -> None:
        ausgefallen = Kontakt(date(2025, 12, 31), art="telefonisch", ergebnis="nicht_erschienen")
        assert faellig(alt, neu, kontakte=[ausgefallen]) is None


class TestSettings:
    @pytest.fixture
    def mit_wegen(self, alt: str) -> str:
        """The old version with the ways as a setting that the new one does not have."""
        einstellung = (
            '[[einstellung]]\nname = "wege"\nbezeichnung = "Wege"\nvorgabe = "telefonisch"\nbedeutung = "Wege"\n'
            'fundstelle = "Abs. 1"\n'
        )
        return alt.replace(WEGE, 'wenn = { art = "$wege" }') + einstellung

    def test_of_the_older_version_alone_are_at_their_default(self, faellig: Faellig, mit_wegen: str, neu: str) -> None:
        assert faellig(mit_wegen, neu, kontakte=[anruf(date(2025, 12, 31))]) == date(2026, 1, 31)
        assert faellig(mit_wegen, neu, kontakte=[anruf(date(2025, 12, 31), "persoenlich")]) is None

    def test_of_both_are_as_the_house_has_them(self, faellig: Faellig, mit_wegen: str) -> None:
        heute = mit_wegen.replace("2020-01-01", "2026-01-01")
        settings = Settings(einstellungen={"wege": "video"})
        assert faellig(mit_wegen, heute, kontakte=[anruf(date(2025, 12, 31))], settings=settings) is None
        videos = [anruf(date(2025, 12, 31), "video")]
        assert faellig(mit_wegen, heute, kontakte=videos, settings=settings) == date(2026, 1, 31)


def test_a_version_that_is_compared_judges_as_if_none_had_followed(
    installiert: Callable[..., None], konzepte: Callable[..., Any], kunde: Callable[..., Kunde], alt: str, neu: str
) -> None:
    installiert(muster=[konzepte(alt, neu)])
    jobcenter = load_host().jobcenter["muster"]
    einer = kunde([anruf(date(2026, 1, 20))], geburtsdatum=date(2004, 5, 1))
    tage = [
        start(jobcenter, STICHTAG, Settings(), konzept=konzept).wiedervorlagen(einer)[0].faellig
        for konzept in jobcenter.konzepte
    ]
    assert tage == [date(2026, 2, 20), None]

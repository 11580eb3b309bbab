"""`wiedervorlage diff`: which rows differ, and who gets another day."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wiedervorlage.diff import Antwort, Wirkung
from wiedervorlage.forecast import Status

STICHTAG = ("--on", "2026-02-10")
LISTE = """\
Kundennummer;Betreuer;Geburtsdatum;Letzter Kontakt;Art des letzten Kontakts
000X100001;Ahrens;01.05.2004;20.01.2026;persönlich
000X100002;Ahrens;01.05.1980;20.01.2026;persönlich
000X100003;Ahrens;01.05.2004;31.01.2026;persönlich
000X100004;Ahrens;01.05.2004;02.02.2026;schriftlich
"""
VORGANG = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")

Call = Callable[..., Any]


@pytest.fixture
def alt(minimal: str) -> str:
    """The version from 2020: under 25 after 1 Monat."""
    return minimal


@pytest.fixture
def neu(minimal: str, regel: Callable[..., str]) -> str:
    """The version from 2026: under 25 after 2 Monate, the others after 6."""
    text = minimal.replace("2020-01-01", "2026-01-01").replace("+ 1 Monat", "+ 2 Monate")
    return text + regel("rest", "letzte_beratung + 6 Monate", 'wenn = { alter = ">= 25" }', "Folgekontakt")


@pytest.fixture
def muster(installiert: Call, konzepte: Call, alt: str, neu: str) -> None:
    """The plugin muster with two versions."""
    installiert(muster=[konzepte(alt, neu)])


@pytest.fixture
def liste(tmp_path: Path) -> str:
    (tmp_path / "liste.csv").write_text(LISTE, encoding="utf-8")
    return "liste.csv"


@pytest.fixture
def zeilen(installiert: Call, konzepte: Call, call: Call) -> Callable[[str, str], list[str]]:
    """What is told of two versions, the second of them put in force on 01.01.2026, without the change of that day."""

    def diff(alt: str, neu: str) -> list[str]:
        installiert(muster=[konzepte(alt, neu.replace("2020-01-01", "2026-01-01"))])
        result = call("diff", "muster", "--from", "2020-01-01", "--to", "2026-01-01")
        assert (result.status, result.err) == (0, "")
        kopf, leer, geaendert, gilt_ab, *zeilen = result.out.splitlines()
        assert kopf == "muster: Fassung ab 01.01.2020 → Fassung ab 01.01.2026"
        assert (leer, geaendert, gilt_ab) == ("", "geändert: [konzept]", "    gilt_ab: 2020-01-01 → 2026-01-01")
        return list(zeilen)

    return diff


class TestRows:
    def test_that_are_the_same(self, zeilen: Call, minimal: str) -> None:
        assert zeilen(minimal, minimal) == []

    def test_changed_with_old_and_new_value(self, zeilen: Call, minimal: str) -> None:
        neu = minimal.replace("+ 1 Monat", "+ 2 Monate").replace('"Zeile 1"', '"Zeile 1"\nverbindlich = false')
        assert zeilen(minimal, neu) == [
            "geändert: [regel] u25",
            '    faellig: "letzte_beratung + 1 Monat" → "letzte_beratung + 2 Monate"',
            "    verbindlich: – → false",
        ]

    def test_written_otherwise_but_meaning_the_same(self, zeilen: Call, minimal: str) -> None:
        assert zeilen(minimal, minimal.replace('"Zeile 1"', '"Zeile 1"\nverbindlich = true')) == []

    def test_added_and_removed(self, zeilen: Call, minimal: str) -> None:
        neu = minimal.replace('"u25"', '"jung"')
        u25 = [
            '    pflicht: "Folgekontakt"',
            '    fundstelle: "Zeile 1"',
            '    wortlaut: "unter 25 Jahren 1 Monat"',
            '    wenn: { alter = "< 25" }',
            '    faellig: "letzte_beratung + 1 Monat"',
        ]
        assert zeilen(minimal, neu) == [
            "entfallen: [regel] u25",
            '    id: "u25"',
            *u25,
            "neu: [regel] jung",
            '    id: "jung"',
            *u25,
        ]

    def test_in_another_order(self, zeilen: Call, minimal: str, regel: Callable[..., str]) -> None:
        a, b = (regel(name, "individuell", pflicht="Folgekontakt") for name in "ab")
        assert zeilen(minimal + a + b, minimal + b + a) == [
            "geändert: [regel]",
            "    Reihenfolge: u25, a, b → u25, b, a",
        ]

    def test_without_a_name_by_where_they_stand(self, zeilen: Call, minimal: str) -> None:
        zusatz = '[[zusatz]]\nfundstelle = "Abs. 9"\nhinweise = ["{}"]\n'
        alt, neu = (minimal + zusatz.format("a") + zusatz.format(zweiter) for zweiter in "bc")
        assert zeilen(alt, neu) == ["geändert: [zusatz] Abs. 9 (2)", '    hinweise: ["b"] → ["c"]']

    def test_tables_that_stand_once(self, zeilen: Call, minimal: str) -> None:
        kapazitaet = '[kapazitaet]\ngespraeche = {}\nfundstelle = "Abs. 8"\nwortlaut = "{} Gespräche"\n'
        assert zeilen(minimal, minimal + kapazitaet.format(8, 8))[0] == "neu: [kapazitaet]"
        assert zeilen(minimal + kapazitaet.format(8, 8), minimal + kapazitaet.format(9, 8)) == [
            "geändert: [kapazitaet]",
            "    gespraeche: 8 → 9",
        ]


class TestReadings:
    def test_of_one_version(self, muster: None, call: Call) -> None:
        result = call("diff", "muster", *STICHTAG, "--from", "vorrang=true", "--to", "vorrang=false")
        assert result.out.splitlines() == [
            "muster: Fassung ab 01.01.2026, vorrang = true → Fassung ab 01.01.2026, vorrang = false",
            "",
            "geändert: [lesart] vorrang",
            "    wert: true → false",
        ]

    def test_beside_a_version(self, muster: None, call: Call) -> None:
        result = call("diff", "muster", "--from", "01.01.2020", "--to", "2020-01-01", "--to", "vorrang=false")
        assert result.out.splitlines()[0].endswith("→ Fassung ab 01.01.2020, vorrang = false")

    def test_that_the_house_has_set(self, muster: None, call: Call, tmp_path: Path) -> None:
        (tmp_path / "wiedervorlage.toml").write_text("lesarten = { vorrang = false }")
        result = call("diff", "muster", *STICHTAG, "--from", "vorrang=false", "--to", "2026-01-01")
        assert result.out.splitlines()[2:] == ["Keine Zeile ist anders."]

    def test_that_one_version_alone_has(
        self, installiert: Call, konzepte: Call, call: Call, alt: str, neu: str, tmp_path: Path
    ) -> None:
        installiert(muster=[konzepte(alt, neu.replace('"vorrang"', '"anders"'))])
        (tmp_path / "wiedervorlage.toml").write_text("lesarten = { vorrang = false }")
        result = call("diff", "muster", "--from", "2020-01-01", "--to", "2026-01-01")
        assert (result.status, result.err) == (0, "")
        assert "neu: [lesart] anders" in result.out


class TestKunden:
    def test_who_gets_another_day(self, muster: None, call: Call, liste: str) -> None:
        call("diff", "muster", liste, *STICHTAG, "--from", "2020-01-01", "--to", "2026-01-01")  # makes the key
        result = call("diff", "muster", liste, *STICHTAG, "--from", "2020-01-01", "--to", "2026-01-01")
        assert (result.status, result.err) == (0, "")
        teile = result.out.split("\n\n")
        assert teile[2] == "Stichtag 10.02.2026: 3 von 4 Kunden bekommen einen anderen Tag."
        assert [z.split() for z in teile[3].splitlines()[2:]] == [
            ["Folgekontakt", "2", "u25", "u25", "später"],
            ["Folgekontakt", "1", "–", "rest", "neu"],
        ]
        assert sorted(z.split()[1:] for z in teile[4].splitlines()[2:]) == [
            ["Folgekontakt", "20.02.2026", "20.03.2026"],
            ["Folgekontakt", "28.02.2026", "31.03.2026"],
            ["Folgekontakt", "–", "20.07.2026"],
        ]
        assert len(set(VORGANG.findall(result.out))) == 3
        assert "000X" not in result.out
        assert "Ahrens" not in result.out

    def test_the_other_way_round(self, muster: None, call: Call, liste: str) -> None:
        result = call("diff", "muster", liste, *STICHTAG, "--from", "2026-01-01", "--to", "2020-01-01")
        assert [z.split() for z in result.out.split("\n\n")[3].splitlines()[2:]] == [
            ["Folgekontakt", "2", "u25", "u25", "früher"],
            ["Folgekontakt", "1", "rest", "–", "nicht", "mehr"],
        ]

    def test_nobody(self, muster: None, call: Call, liste: str) -> None:
        result = call("diff", "muster", liste, *STICHTAG, "--from", "vorrang=true", "--to", "vorrang=false")
        assert result.out.splitlines()[-1] == "Stichtag 10.02.2026: 0 von 4 Kunden bekommen einen anderen Tag."

    def test_what_cannot_be_read_is_told_once(self, muster: None, call: Call, tmp_path: Path) -> None:
        (tmp_path / "liste.csv").write_text(LISTE.replace("20.01.2026", "x", 1), encoding="utf-8")
        result = call("diff", "muster", "liste.csv", *STICHTAG, "--from", "2020-01-01", "--to", "2026-01-01")
        assert result.status == 1
        assert result.err.splitlines()[-1] == "1 Angabe war nicht zu verwenden."

    def test_without_a_list_no_key_is_made(self, muster: None, call: Call, tmp_path: Path) -> None:
        call("diff", "muster", "--from", "2020-01-01", "--to", "2026-01-01")
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("alt", "neu", "richtung"),
    [
        (date(2026, 2, 20), date(2026, 2, 19), "früher"),
        (date(2026, 2, 20), date(2026, 2, 21), "später"),
        (date(2026, 2, 20), Status.INDIVIDUELL, "anders"),
        (Status.OFFEN, date(2026, 2, 20), "anders"),
        (None, Status.OFFEN, "neu"),
        (Status.OFFEN, None, "nicht mehr"),
    ],
)
def test_in_which_way_a_day_is_another(alt: date | Status | None, neu: date | Status | None, richtung: str) -> None:
    assert Wirkung("2222AAAA", "Kontakt", None, Antwort(alt), Antwort(neu)).richtung == richtung


class TestBadCalls:
    @pytest.mark.parametrize(
        ("version", "satz"),
        [
            (
                "2019-01-01",
                "Eine Fassung „2019-01-01“ hat muster nicht; es gibt 2020-01-01, 2026-01-01. "
                "Möglich ist auch eine Lesart, etwa vorrang=false.",
            ),
            ("vorang=false", "Das Konzept hat kein „vorang“; gemeint ist wohl „vorrang“."),
            ("vorrang=5", "vorrang: gefunden 5, erwartet true (ein) oder false (aus), ohne Anführungszeichen."),
            ("vorrang=aus", "vorrang: gefunden „aus“, erwartet true (ein) oder false (aus), ohne Anführungszeichen."),
        ],
    )
    def test_are_refused_before_anything_is_shown(self, muster: None, call: Call, version: str, satz: str) -> None:
        result = call("diff", "muster", *STICHTAG, "--from", "2020-01-01", "--to", version)
        assert (result.status, result.out) == (2, "")
        assert result.err == f"{satz}\n"

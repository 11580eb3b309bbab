"""Case files: what is wrong with one, and every way in which a forecast can differ from a case."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from wiedervorlage import hookimpl
from wiedervorlage.cases import Fall, hint_file, load_cases, verify, verify_file
from wiedervorlage.errors import DateiError, PluginError
from wiedervorlage.konzept import Konzept, load_konzept
from wiedervorlage.plugins import Host, Jobcenter, load_host

ZEILEN = """
[[lesart]]
name        = "zwei_monate"
bezeichnung = "zwei Monate"
vorgabe     = false
fundstelle  = "Zeile 1"
bedeutung   = "Ein: zwei Monate"

[[pflicht]]
name    = "Kontakt"
kontakt = "jeder"

[[regel]]
id           = "kontakt"
pflicht      = "Kontakt"
fundstelle   = "Zeile 1"
wortlaut     = "ein Monat"
faellig      = "erstgespraech + 1 Monat"
kontaktarten = ["persoenlich", "video"]
hinweise     = ["erster", "zweiter"]
checkliste   = ["Plan", "Profil"]

[[regel]]
id          = "zwei"
pflicht     = "Kontakt"
fundstelle  = "Zeile 1"
wortlaut    = "zwei Monate"
faellig     = "erstgespraech + 2 Monate"
vorrang_vor = ["kontakt"]
lesart      = "zwei_monate"

[[pflicht]]
name = "Bericht"
je   = "teilnahme"

[[regel]]
id         = "bericht"
pflicht    = "Bericht"
fundstelle = "Zeile 2"
wortlaut   = "zum Ende"
wenn       = { absolventenmanagement = { nicht = false } }
faellig    = "ende"
verfaellt  = "ende"
erledigt   = [[{ datum = "vorbericht_am" }]]
art        = "aufgabe"
"""
KOPF = 'jobcenter = "muster"\n'
FALL = """
[[fall]]
name     = "Muster"
stichtag = 2026-02-10
kunde    = { kundennummer = "000X100001", erstgespraech = 2026-01-20 }
"""


@pytest.fixture
def host(kopf: str) -> Host:
    konzept = load_konzept(kopf + ZEILEN, "konzept.toml")

    @hookimpl
    def jobcenter_konzepte() -> list[Konzept]:
        return [konzept]

    plugin = ModuleType("plugin")
    vars(plugin)["jobcenter_konzepte"] = jobcenter_konzepte
    dist = SimpleNamespace(name="wiedervorlage-muster", version="1.0")
    quelle: Any = SimpleNamespace(name="muster", value="muster", dist=dist, load=lambda: plugin)
    return load_host([quelle])


@pytest.fixture
def jobcenter(host: Host) -> Jobcenter:
    return host.jobcenter["muster"]


@pytest.fixture
def datei(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        pfad = tmp_path / "faelle.toml"
        pfad.write_text(text, encoding="utf-8")
        return pfad

    return write


class TestLoading:
    def test_every_case_with_all_it_has(self, datei: Callable[[str], Path]) -> None:
        text = (
            KOPF + FALL + 'nicht = ["Bericht"]\nerwartet = [{ pflicht = "Kontakt" }]\neinstellungen = { land = "BE" }'
        )
        gefunden = load_cases(datei(text + FALL.replace("Muster", "Zweiter")))
        assert gefunden.jobcenter == "muster"
        assert [f.name for f in gefunden.faelle] == ["Muster", "Zweiter"]
        erster, zweiter = gefunden.faelle
        assert (erster.nicht, erster.erwartet, erster.einstellungen) == (
            ("Bericht",),
            ({"pflicht": "Kontakt"},),
            {"land": "BE"},
        )
        assert (zweiter.nicht, zweiter.erwartet, zweiter.einstellungen) == ((), (), {})

    def test_with_a_byte_order_mark(self, tmp_path: Path) -> None:
        (tmp_path / "faelle.toml").write_text(KOPF + FALL, encoding="utf-8-sig")
        assert len(load_cases(tmp_path / "faelle.toml").faelle) == 1

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(DateiError, match=r"fehlt\.toml: Die Datei lässt sich nicht lesen \("):
            load_cases(tmp_path / "fehlt.toml")

    @pytest.mark.parametrize(
        ("text", "satz"),
        [
            ("jobcenter = ", "am Ende der Datei: das ist kein gültiges TOML; Texte brauchen Anführungszeichen, "),
            ("a = 1\njobcenter = emden", "Zeile 2, Spalte 13: das ist kein gültiges TOML; "),
            (FALL, 'erwartet wird jobcenter = "…" und mindestens ein [[fall]].'),
            (KOPF, 'erwartet wird jobcenter = "…" und mindestens ein [[fall]].'),
            ("jobcenter = 5" + FALL, 'erwartet wird jobcenter = "…" und mindestens ein [[fall]].'),
            (KOPF + "fall = 5", 'erwartet wird jobcenter = "…" und mindestens ein [[fall]].'),
        ],
    )
    def test_a_file_that_is_none(self, datei: Callable[[str], Path], text: str, satz: str) -> None:
        pfad = datei(text)
        with pytest.raises(DateiError) as fehler:
            load_cases(pfad)
        assert str(fehler.value).startswith(f"{pfad}: {satz}")

    @pytest.mark.parametrize(
        ("text", "satz"),
        [
            ("fall = [5]", ": gefunden 5, erwartet eine Tabelle [[fall]]."),
            (
                FALL + "erwarte = []",
                " „Muster“: unbekannt: erwarte; erlaubt sind name, stichtag, kunde, erwartet, nicht, einstellungen.",
            ),
            ("[[fall]]\nnicht = []", ": es fehlt name, stichtag, kunde."),
            (
                FALL.replace("2026-02-10", '"10.02.2026"'),
                " „Muster“: stichtag: gefunden „10.02.2026“, erwartet ein Datum wie 2026-01-31.",
            ),
            (
                FALL.replace("2026-02-10", "2026-02-10T08:00:00"),
                " „Muster“: stichtag: gefunden 2026-02-10 08:00:00, erwartet ein Datum wie 2026-01-31.",
            ),
            (FALL.replace('"Muster"', "5"), " „5“: name: gefunden 5, erwartet ein Text."),
            (
                FALL + 'nicht = "Bericht"',
                " „Muster“: nicht: gefunden „Bericht“, erwartet eine Liste von Pflichten [ ... ].",
            ),
            (
                FALL + 'erwartet = ["Kontakt"]',
                ' „Muster“: erwartet: gefunden ["Kontakt"], erwartet eine Liste von Tabellen [ { ... } ].',
            ),
            (FALL + "einstellungen = 5", " „Muster“: einstellungen: gefunden 5, erwartet eine Tabelle { ... }."),
            (
                FALL + 'erwartet = [{ pflicht = "Kontakt", faelig = "" }]',
                " „Muster“: erwartet kennt kein faelig.",
            ),
            (FALL + 'erwartet = [{ regel = "kontakt" }]', " „Muster“: in erwartet fehlt pflicht."),
        ],
    )
    def test_a_case_that_is_none(self, datei: Callable[[str], Path], text: str, satz: str) -> None:
        pfad = datei(KOPF + text)
        with pytest.raises(DateiError) as fehler:
            load_cases(pfad)
        assert str(fehler.value) == f"{pfad}, Fall 1{satz}"

    def test_the_number_of_the_case_is_told(self, datei: Callable[[str], Path]) -> None:
        with pytest.raises(DateiError, match=r", Fall 2 „Muster“: unbekannt: xyz"):
            load_cases(datei(KOPF + FALL + FALL + "xyz = 1"))


@pytest.fixture
def pruefe(jobcenter: Jobcenter) -> Callable[..., list[str]]:
    """The mismatches of a case whose Kunde had his Erstgespräch on 20.01.2026."""

    def run(erwartet: Any = (), nicht: Any = (), einstellungen: Any = None, **kunde: Any) -> list[str]:
        angaben = {"kundennummer": "000X100001", "erstgespraech": date(2026, 1, 20)} | kunde
        einzeln = (erwartet,) if isinstance(erwartet, dict) else tuple(erwartet)
        fall = Fall("Muster", date(2026, 2, 10), angaben, einzeln, tuple(nicht), einstellungen or {})
        return verify(fall, jobcenter)

    return run


Pruefe = Callable[..., list[str]]


class TestMatching:
    @pytest.mark.parametrize(
        "erwartet",
        [
            {},
            {"regel": "kontakt", "faellig": date(2026, 2, 20), "status": "offen", "art": "kontakt"},
            {"vorschlag": date(2026, 2, 20), "eintrag": date(2026, 2, 10), "oeffnet": "", "verfaellt": ""},
            {"massnahme": "", "ergebnis": "", "betreuer": "", "kundennummer": "000X100001"},
            {"kontaktarten": ["video", "persoenlich"], "fehlt": [], "verbindlich": True},
            {"hinweise": ["zweiter"], "checkliste": ["Profil", "Plan"]},
            {"hinweise": [], "checkliste": []},
            {"akteur": "betreuer", "fundstelle": "Zeile 1"},
        ],
    )
    def test_on_the_keys_that_are_named(self, pruefe: Pruefe, erwartet: dict[str, Any]) -> None:
        assert pruefe({"pflicht": "Kontakt"} | erwartet) == []

    @pytest.mark.parametrize(
        ("erwartet", "mangel"),
        [
            ({"regel": "zwei"}, "regel: erwartet zwei, gefunden kontakt"),
            ({"faellig": date(2026, 3, 20)}, "faellig: erwartet 20.03.2026, gefunden 20.02.2026"),
            ({"faellig": ""}, "faellig: erwartet nichts, gefunden 20.02.2026"),
            ({"oeffnet": date(2026, 1, 1)}, "oeffnet: erwartet 01.01.2026, gefunden nichts"),
            ({"verbindlich": False}, "verbindlich: erwartet nein, gefunden ja"),
            ({"kontaktarten": ["video"]}, "kontaktarten: erwartet [video], gefunden [persoenlich, video]"),
            ({"kontaktarten": []}, "kontaktarten: erwartet [], gefunden [persoenlich, video]"),
            ({"fehlt": ["status"]}, "fehlt: erwartet [status], gefunden []"),
            ({"hinweise": ["zweiter", "dritter"]}, "hinweise: erwartet [dritter, zweiter], gefunden [erster, zweiter]"),
            ({"checkliste": ["Plam"]}, "checkliste: erwartet [Plam], gefunden [Plan, Profil]"),
        ],
    )
    def test_what_differs_is_told(self, pruefe: Pruefe, erwartet: dict[str, Any], mangel: str) -> None:
        assert pruefe({"pflicht": "Kontakt"} | erwartet) == [f"Kontakt: {mangel}"]

    def test_a_status_that_there_is_not(self, pruefe: Pruefe) -> None:
        assert pruefe({"pflicht": "Kontakt", "status": "überfällig"}) == [
            "Kontakt: status: erwartet überfällig; es gibt, ohne Umlaute geschrieben, ausgesetzt, unbestimmt, "
            "nicht_geregelt, entfaellt, individuell, erledigt, verfallen, terminiert, kommend, ueberfaellig, offen"
        ]

    def test_all_that_differs_is_told_at_once(self, pruefe: Pruefe) -> None:
        erwartet = {"pflicht": "Kontakt", "regel": "zwei", "status": "ueberfaellig", "verbindlich": True}
        assert pruefe([erwartet, {"pflicht": "Bericht"}], ["Kontakt"]) == [
            "Kontakt: regel: erwartet zwei, gefunden kontakt",
            "Kontakt: status: erwartet ueberfaellig, gefunden offen",
            "Bericht: kommt nicht heraus",
            "Kontakt: darf nicht geschuldet sein, gefunden kontakt, offen, fällig 20.02.2026",
        ]


class TestTeilnahmen:
    KURSE = (
        {"massnahme": "Kurs A", "beginn": date(2026, 1, 5), "ende": date(2026, 3, 31)},
        {"massnahme": "Kurs B", "beginn": date(2025, 6, 1), "ende": date(2025, 12, 31)},
    )

    def test_the_one_that_is_named_is_meant(self, pruefe: Pruefe) -> None:
        for massnahme, status in (("Kurs A", "offen"), ("Kurs B", "verfallen")):
            erwartet = {"pflicht": "Bericht", "massnahme": massnahme, "status": status}
            assert pruefe(erwartet, teilnahmen=self.KURSE) == []

    def test_one_that_is_not_there(self, pruefe: Pruefe) -> None:
        erwartet = {"pflicht": "Bericht", "massnahme": "Kurs C"}
        assert pruefe(erwartet, teilnahmen=self.KURSE) == ["Bericht (Kurs C): kommt nicht heraus"]

    def test_the_name_stands_in_the_sentence(self, pruefe: Pruefe) -> None:
        erwartet = {"pflicht": "Bericht", "massnahme": "Kurs A", "art": "kontakt"}
        assert pruefe(erwartet, teilnahmen=self.KURSE) == ["Bericht (Kurs A): art: erwartet kontakt, gefunden aufgabe"]

    def test_where_none_is_named_the_nearest_is_compared(self, pruefe: Pruefe) -> None:
        erwartet = {"pflicht": "Bericht", "status": "verfallen", "faellig": date(2025, 12, 30)}
        assert pruefe(erwartet, teilnahmen=self.KURSE) == ["Bericht: faellig: erwartet 30.12.2025, gefunden 31.12.2025"]


class TestNotOwed:
    def test_what_does_not_come_out(self, pruefe: Pruefe) -> None:
        assert pruefe(nicht=["Bericht"]) == []

    def test_what_comes_out_is_told(self, pruefe: Pruefe) -> None:
        assert pruefe(nicht=["Kontakt"]) == [
            "Kontakt: darf nicht geschuldet sein, gefunden kontakt, offen, fällig 20.02.2026"
        ]

    def test_what_is_undecided_is_told(self, pruefe: Pruefe) -> None:
        assert pruefe(nicht=["Kontakt"], erstgespraech=None) == [
            "Kontakt: darf nicht geschuldet sein, gefunden kontakt, unbestimmt, fällig nichts"
        ]

    @pytest.mark.parametrize(
        "kurs",
        [
            {"ende": date(2025, 12, 31)},
            {"ende": date(2026, 3, 31), "vorbericht_am": date(2026, 2, 1)},
            {"ende": date(2026, 3, 31), "absolventenmanagement": False},
        ],
    )
    def test_what_is_done_or_over(self, pruefe: Pruefe, kurs: dict[str, Any]) -> None:
        kurse = [{"massnahme": "Kurs", "beginn": date(2025, 6, 1)} | kurs]
        assert pruefe(nicht=["Bericht"], teilnahmen=kurse) == []


class TestRunning:
    def test_settings_hold_for_one_case(self, pruefe: Pruefe) -> None:
        assert pruefe({"pflicht": "Kontakt", "regel": "zwei"}, einstellungen={"zwei_monate": True}) == []

    def test_settings_of_the_house_too(self, pruefe: Pruefe) -> None:
        erwartet = {"pflicht": "Kontakt", "eintrag": date(2026, 2, 19)}
        assert pruefe(erwartet, einstellungen={"vorlauf": {"kontakt": 1}}) == []

    def test_what_cannot_be_run_is_a_mismatch(self, pruefe: Pruefe) -> None:
        (mangel,) = pruefe(einstellungen={"drei_monate": True})
        assert mangel.startswith("Die Einstellung „drei_monate“ gibt es nicht")

    def test_a_kunde_without_a_number_is_a_mismatch(self, pruefe: Pruefe) -> None:
        (mangel,) = pruefe(kundennummer=None)
        assert "Kundennummer" in mangel

    def test_a_day_without_a_concept_is_a_mismatch(self, jobcenter: Jobcenter) -> None:
        fall = Fall("Muster", date(2019, 12, 31), {"kundennummer": "000X100001"})
        assert verify(fall, jobcenter) == ["muster: Am 31.12.2019 gilt kein Konzept; das früheste gilt ab 01.01.2020."]

    def test_a_whole_file(self, datei: Callable[[str], Path], host: Host) -> None:
        pfad = datei(KOPF + FALL + FALL + 'nicht = ["Kontakt"]')
        assert [(fall.name, len(maengel)) for fall, maengel in verify_file(pfad, host)] == [
            ("Muster", 0),
            ("Muster", 1),
        ]

    def test_a_file_for_a_jobcenter_that_is_not_installed(self, datei: Callable[[str], Path], host: Host) -> None:
        with pytest.raises(PluginError, match=r"„nebenan“ ist nicht installiert"):
            list(verify_file(datei(KOPF.replace("muster", "nebenan") + FALL), host))


class TestHints:
    @pytest.fixture
    def hinweise(self, datei: Callable[[str], Path], host: Host) -> Callable[[str], list[str]]:
        return lambda fall: [satz for _, satz in hint_file(datei(KOPF + fall), host)]

    @pytest.mark.parametrize(
        ("angabe", "satz"),
        [
            (
                "geburtsdatm = 2004-05-01",
                "kunde: „geburtsdatm“ ist keine bekannte Angabe; gemeint ist wohl „geburtsdatum“.",
            ),
            ("bemerkung = 'x'", "kunde: „bemerkung“ ist keine bekannte Angabe."),
            (
                "kontakte = [{ datum = 2026-01-05, arrt = 'telefonisch' }]",
                "kunde: „kontakte.arrt“ ist keine bekannte Angabe; gemeint ist wohl „art“.",
            ),
            (
                "teilnahmen = [{ massnahme = 'Kurs', endde = 2026-01-05 }]",
                "kunde: „teilnahmen.endde“ ist keine bekannte Angabe; gemeint ist wohl „ende“.",
            ),
            (
                "plan_abgeschlossen = '31.02.2026'",
                "kunde: plan_abgeschlossen: „31.02.2026“ ist kein mögliches Datum; bitte das Datum berichtigen.",
            ),
            (
                "kontakte = [{ datum = 2026-01-05 }, { datum = 'bald' }]",
                "kunde: kontakte[2].datum: Hier steht Text statt eines Datums, deshalb bleibt der Eintrag weg; "
                "bitte ein Datum wie 31.01.2026 eintragen.",
            ),
        ],
    )
    def test_about_what_is_not_read(self, hinweise: Callable[[str], list[str]], angabe: str, satz: str) -> None:
        assert hinweise(FALL.replace(" }", f", {angabe} }}")) == [satz]

    @pytest.mark.parametrize(
        ("zeile", "satz"),
        [
            (
                'nicht = ["Kontakt", "Berict"]',
                "nicht: Die Pflicht „Berict“ hat das Konzept nicht; gemeint ist wohl „Bericht“.",
            ),
            (
                'erwartet = [{ pflicht = "Plan" }]',
                "erwartet: Die Pflicht „Plan“ hat das Konzept nicht; es gibt Kontakt, Bericht.",
            ),
        ],
    )
    def test_about_an_unknown_pflicht(self, hinweise: Callable[[str], list[str]], zeile: str, satz: str) -> None:
        assert hinweise(FALL + zeile) == [satz]

    def test_none_where_all_is_known(self, hinweise: Callable[[str], list[str]]) -> None:
        assert hinweise(FALL + 'nicht = ["Bericht"]\nerwartet = [{ pflicht = "Kontakt" }]') == []

    @pytest.mark.parametrize(
        "fall", [FALL.replace("2026-02-10", "2019-12-31"), FALL.replace("kundennummer", "kundenummer")]
    )
    def test_what_cannot_be_run_stays_a_mismatch(self, datei: Callable[[str], Path], host: Host, fall: str) -> None:
        pfad = datei(KOPF + fall)
        ((_, maengel),) = verify_file(pfad, host)
        assert len(maengel) == 1
        list(hint_file(pfad, host))

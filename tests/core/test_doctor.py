"""`wiedervorlage doctor`: what is in place, what is not, and what is to be done; nothing of any list."""

import json
import os
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest

from wiedervorlage import Diagnose, doctor
from wiedervorlage.ledger import open_ledger
from wiedervorlage.pseudonym import load_key

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
STICHTAG = ("--on", "2026-02-10")

Call = Callable[..., Any]


@pytest.fixture
def muster(installiert: Call, konzepte: Call, minimal: str) -> Callable[..., None]:
    """Installs the plugin muster with these further hooks, beside these others."""
    return lambda *hooks, **andere: installiert(muster=[konzepte(minimal), *hooks], **andere)


@pytest.fixture
def gut(muster: Call, tmp_path: Path) -> Path:
    """A house in which all is well; returns its configuration folder."""
    muster()
    load_key(tmp_path / "config" / "wiedervorlage.key")
    return tmp_path / "config"


@pytest.fixture
def befunde(call: Call) -> Callable[..., dict[str, list[dict[str, str]]]]:
    """What `doctor --format json` tells that is not well, by heading; the exit status fits it."""

    def call_doctor(*args: str) -> dict[str, list[dict[str, str]]]:
        result = call("doctor", *STICHTAG, "--format", "json", *args)
        assert result.err == ""
        alle = json.loads(result.out)["pruefungen"]
        assert result.status == any(d["stand"] == "fehler" for d in alle)
        schlecht = [d for d in alle if d["stand"] != "gut"]
        return {d["bereich"]: [e for e in schlecht if e["bereich"] == d["bereich"]] for d in schlecht}

    return call_doctor


class TestWell:
    def test_names_versions_plugin_and_folders(self, gut: Path, call: Call) -> None:
        result = call("doctor", *STICHTAG)
        assert result.status == 0
        zeilen = result.out.splitlines()
        assert f"  in Ordnung  wiedervorlage {metadata.version('wiedervorlage')}" in zeilen
        assert f"  in Ordnung  pluggy {metadata.version('pluggy')}" in zeilen
        assert "  in Ordnung  muster: wiedervorlage-muster 1.2, Kontaktkonzept, GA 1/2026, gilt ab 01.01.2020" in zeilen
        assert f"  in Ordnung  {gut}: beschreibbar" in zeilen
        assert f"  in Ordnung  {gut.parent}: beschreibbar" in zeilen
        assert zeilen[-1] == "0 Fehler, 0 Hinweise."

    def test_json_has_the_same_keys_everywhere(self, gut: Path, call: Call) -> None:
        daten = json.loads(call("doctor", *STICHTAG, "--format", "json").out)
        assert daten["schema"] == 1
        assert {tuple(d) for d in daten["pruefungen"]} == {("bereich", "text", "stand", "abhilfe")}
        assert {d["bereich"] for d in daten["pruefungen"]} == set(doctor.PRUEFUNGEN)

    def test_makes_nothing(self, muster: Call, befunde: Call, tmp_path: Path) -> None:
        muster()
        assert [d["stand"] for d in befunde("--out", "neu")["Schlüsseldatei"]] == ["hinweis"]
        assert list(tmp_path.iterdir()) == []


class TestPlugins:
    def test_none(self, gut: Path, installiert: Call, befunde: Call) -> None:
        installiert()
        assert [d["text"] for d in befunde()["Plugins"]] == ["kein Jobcenter installiert"]

    def test_broken_one_beside_a_good_one(self, gut: Path, muster: Call, befunde: Call) -> None:
        muster(kaputt=ImportError("nichts da"))
        assert befunde()["Plugins"] == [
            {
                "bereich": "Plugins",
                "text": "kaputt: wiedervorlage-kaputt. Es lässt sich nicht laden (ImportError: nichts da).",
                "stand": "fehler",
                "abhilfe": "Bitte das Plugin aktualisieren oder seine Entwickler fragen.",
            }
        ]

    def test_one_without_a_hook(self, gut: Path, muster: Call, befunde: Call) -> None:
        muster(leer=[])
        (befund,) = befunde()["Plugins"]
        assert befund["text"].startswith("leer: wiedervorlage-leer. Der Hook jobcenter_konzepte fehlt")

    def test_concept_with_mistakes(
        self, gut: Path, installiert: Call, konzepte: Call, minimal: str, call: Call
    ) -> None:
        installiert(muster=[konzepte(minimal.replace("< 25", "<< 25"))])
        result = call("doctor", *STICHTAG)
        assert result.status == 1
        assert "\n  Fehler      muster: wiedervorlage-muster 1.2. konzept_1.toml: 1 Fehler im Konzept\n" in result.out
        assert f"\n{'':14}  [[regel]] u25 wenn: gefunden " in result.out
        assert f"\n{'':14}→ Bitte das Plugin aktualisieren oder seine Entwickler fragen.\n" in result.out

    def test_no_concept_in_force(self, gut: Path, befunde: Call) -> None:
        (befund,) = befunde("--on", "2019-12-31")["Plugins"]
        assert "Am 31.12.2019 gilt kein Konzept; das früheste gilt ab 01.01.2020." in befund["text"]

    def test_may_add_checks(self, gut: Path, muster: Call, befunde: Call) -> None:
        def doctor_checks() -> Sequence[Diagnose]:
            return [Diagnose("Fachverfahren", "nicht erreichbar", "hinweis", "Bitte anmelden.")]

        muster(doctor_checks)
        (befund,) = befunde()["Plugins"]
        assert (befund["text"], befund["stand"]) == ("muster, Fachverfahren: nicht erreichbar", "hinweis")
        assert befund["abhilfe"] == "Bitte anmelden."

    @pytest.mark.parametrize("antwort", [5, ["alles gut"], Diagnose("a", "b")])
    def test_whose_check_fails(self, gut: Path, muster: Call, befunde: Call, antwort: Any) -> None:
        def doctor_checks() -> Any:
            return antwort

        muster(doctor_checks)
        (befund,) = befunde()["Plugins"]
        assert "scheitert in doctor_checks: TypeError." in befund["text"]

    def test_another_stand_is_none(self) -> None:
        with pytest.raises(ValueError, match="stand"):
            Diagnose("a", "b", "schlecht")  # type: ignore[arg-type]


class TestLibraries:
    def test_missing_and_too_old(self, gut: Path, monkeypatch: pytest.MonkeyPatch, befunde: Call) -> None:
        bedarf = ["pluggy>=99.1", "gibt-es-nicht >=1", "auch-nicht >=1; sys_platform == 'other'", "attrs>=1"]
        monkeypatch.setattr(metadata, "requires", lambda name: bedarf)
        vorhanden = metadata.version("pluggy")
        assert [(d["text"], d["abhilfe"]) for d in befunde()["Fassungen"]] == [
            (
                f"pluggy {vorhanden} ist zu alt, nötig ist pluggy>=99.1",
                'Bitte nachholen: pip install --upgrade "pluggy>=99.1"',
            ),
            ("gibt-es-nicht fehlt", 'Bitte nachholen: pip install --upgrade "gibt-es-nicht >=1"'),
        ]

    @pytest.mark.parametrize(("fassung", "zahlen"), [("2.9.0.post0", [2, 9, 0]), ("10", [10]), ("1.0rc1", [1, 0])])
    def test_versions_are_compared_by_number(self, fassung: str, zahlen: list[int]) -> None:
        assert doctor._numbers(fassung) == zahlen


class TestHouse:
    def test_key_file_that_is_damaged_is_told_without_its_content(self, gut: Path, befunde: Call) -> None:
        (gut / "wiedervorlage.key").write_text("geheim")
        (befund,) = befunde()["Schlüsseldatei"]
        assert befund["stand"] == "fehler"
        assert "ist beschädigt" in befund["text"]
        assert "geheim" not in json.dumps(befund)

    @POSIX
    @pytest.mark.parametrize(("modus", "stand"), [(0o604, "fehler"), (0o640, "hinweis"), (0o666, "fehler")])
    def test_key_file_for_others(self, gut: Path, befunde: Call, modus: int, stand: str) -> None:
        (gut / "wiedervorlage.key").chmod(modus)
        (befund,) = befunde()["Schlüsseldatei"]
        assert befund["stand"] == stand
        assert f"(Modus {modus:04o})" in befund["text"]

    def test_key_file_named_in_the_settings(self, gut: Path, befunde: Call) -> None:
        (gut / "wiedervorlage.toml").write_text('schluessel = "anderer.key"')
        (befund,) = befunde()["Schlüsseldatei"]
        assert befund["text"].startswith(str(gut / "anderer.key"))

    def test_configuration_folder_that_is_a_file(
        self, gut: Path, befunde: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("WIEDERVORLAGE_CONFIG", str(gut / "wiedervorlage.key"))
        (befund,) = befunde()["Konfigurationsordner"]
        assert befund["stand"] == "fehler"
        assert befund["text"].endswith("Was darin ein Ordner sein müsste, ist eine Datei.")

    def test_each_folder_to_write_to(self, gut: Path, befunde: Call, call: Call, tmp_path: Path) -> None:
        (tmp_path / "datei").touch()
        (befund,) = befunde("--out", "datei", "--out", "neu/darin")["Ausgabeordner"]
        assert "/datei kann nicht geschrieben werden" in befund["text"].replace(os.sep, "/")
        assert (
            f"{tmp_path / 'neu' / 'darin'}: noch nicht da, kann entstehen" in call("doctor", "--out", "neu/darin").out
        )

    @pytest.mark.parametrize(
        ("inhalt", "text"),
        [
            ("horizon = 5", "Die Einstellung „horizon“ gibt es nicht; gemeint ist wohl „horizont“."),
            ("horizont = ", "kein gültiges TOML"),
            ('jobcenter = "mustr"', "Das Jobcenter „mustr“ ist nicht installiert"),
            ("lesarten = { vorrang = 5 }", "wiedervorlage.toml: vorrang: gefunden 5, erwartet true (ein) oder false "),
            ('jobcenter = "muster"\nlesarten = { vorrang = 5 }', "wiedervorlage.toml: vorrang: gefunden 5, erwartet "),
        ],
    )
    def test_settings_that_are_not_valid(self, gut: Path, befunde: Call, inhalt: str, text: str) -> None:
        (gut / "wiedervorlage.toml").write_text(inhalt)
        (befund,) = befunde()["Einstellungen"]
        assert text in befund["text"]
        assert befund["abhilfe"] == f"Bitte {gut / 'wiedervorlage.toml'} berichtigen."

    def test_ledger_that_is_sound(self, gut: Path, befunde: Call) -> None:
        with open_ledger(gut / "ledger.sqlite3"):
            pass
        assert befunde() == {}

    def test_ledger_that_is_damaged_stays_as_it_is(self, gut: Path, befunde: Call) -> None:
        (gut / "ledger.sqlite3").write_bytes(b"no database at all")
        (befund,) = befunde()["Gedächtnis früherer Ausgaben"]
        assert befund["text"] == f"{gut / 'ledger.sqlite3'}: beschädigt oder von einer anderen Fassung"
        assert (gut / "ledger.sqlite3").read_bytes() == b"no database at all"

    def test_settings_that_are(self, gut: Path, befunde: Call) -> None:
        (gut / "wiedervorlage.toml").write_text('jobcenter = "muster"\nlesarten = { vorrang = false }')
        assert befunde() == {}

    @pytest.mark.parametrize("fehler", [None, ImportError("nichts da")])
    def test_settings_are_not_to_blame_for_a_broken_plugin(
        self, gut: Path, installiert: Call, konzepte: Call, befunde: Call, fehler: Exception | None
    ) -> None:
        installiert(muster=fehler or [konzepte("[konzept]")])
        (gut / "wiedervorlage.toml").write_text('jobcenter = "muster"\nlesarten = { vorrang = false }')
        assert list(befunde()) == ["Plugins"]

    def test_settings_named_that_are_not_there(self, gut: Path, befunde: Call) -> None:
        assert "lassen sich nicht lesen" in befunde("--settings", "fehlt.toml")["Einstellungen"][0]["text"]

    @pytest.mark.parametrize(
        "inhalt",
        ["stellen = { Ahrens = 5 }", "stellen = { Ahrens = { anteil = 5 } }", "x = { Ahrens = 1, Ahrens = 2 }"],
    )
    def test_names_no_betreuer(self, gut: Path, call: Call, inhalt: str) -> None:
        (gut / "wiedervorlage.toml").write_text(inhalt)
        result = call("doctor", *STICHTAG)
        assert result.status == 1
        assert "Ahrens" not in result.out + result.err


class TestWithoutTimeZones:
    @pytest.fixture
    def ohne(self, gut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def keine(name: str) -> None:
            raise ZoneInfoNotFoundError(name)

        monkeypatch.setattr("zoneinfo.ZoneInfo", keine)

    def test_says_so_and_tells_the_rest(self, ohne: None, call: Call) -> None:
        result = call("doctor")
        assert result.status == 1
        assert "  Fehler      Europe/Berlin: fehlt oder stimmt nicht\n" in result.out
        assert "  in Ordnung  muster: wiedervorlage-muster 1.2\n" in result.out


def test_a_check_that_fails_is_told_and_the_others_go_on(
    gut: Path, befunde: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scheitert(_: Any) -> Any:
        raise RuntimeError("Kunde 000X100001")

    monkeypatch.setitem(doctor.PRUEFUNGEN, "Fassungen", scheitert)
    assert [d["text"] for liste in befunde().values() for d in liste] == [
        "Diese Prüfung ist gescheitert (RuntimeError)."
    ]

"""`wiedervorlage new-plugin`: what it writes installs, passes its own tests and works at once."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import fields

from wiedervorlage.konzept import load_konzept
from wiedervorlage.konzept.load import EINZELNE, KOPF, TABELLEN
from wiedervorlage.konzept.model import Fenster

Call = Callable[..., subprocess.CompletedProcess[str]]
SHOWN = re.compile(r"^# (\[\[?\w+\]\]?|\w+ = .*)$", re.MULTILINE)


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Runs a program of this Python in an empty folder; what lies in `installed` there is installed too."""
    umgebung = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "installed"),
        "WIEDERVORLAGE_CONFIG": str(tmp_path / "config"),
    }

    def call(*args: str, cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        aufruf = [sys.executable, "-m", *args] if args[0] in ("pip", "pytest") else [str(WIEDERVORLAGE), *args]
        return subprocess.run(aufruf, cwd=cwd, env=umgebung, capture_output=True, encoding="utf-8", check=False)

    return call


WIEDERVORLAGE = Path(sys.executable).with_name("wiedervorlage")


def test_it_installs_passes_its_tests_and_works(call: Call, tmp_path: Path) -> None:
    ordner = tmp_path / "muster"
    assert call("new-plugin", "Jobcenter Musterstadt", "--land", "SN", "--out", str(ordner)).returncode == 0
    offline = ("--no-index", "--no-deps", "--no-build-isolation")
    pip = call("pip", "install", "--quiet", *offline, "--target", "installed", "./muster")
    assert pip.returncode == 0, pip.stderr

    # a checkout around it has settings of its own
    (tmp_path / "pyproject.toml").write_text('[tool.pytest]\naddopts = ["--gibt-es-nicht"]\n', encoding="utf-8")
    tests = call("pytest", "-p", "no:cacheprovider", cwd=ordner)
    assert tests.returncode == 0, tests.stdout
    assert f"rootdir: {ordner}\n" in tests.stdout
    assert "Lücken" not in tests.stdout

    due = call("due", "beispiel.csv", "--jobcenter", "musterstadt", "--on", "2026-02-10", cwd=ordner)
    assert due.returncode == 0, due.stderr
    # 24 on 10.02.2026, and 31.01. + 1 Monat ends with February
    assert re.search(r"28\.02\.2026 +offen +Muster .* 000X100001 +Folgekontakt", due.stdout)
    assert call("due", "beispiel.csv", "--jobcenter", "musterstadt", cwd=ordner).returncode == 0
    assert call("template", "--jobcenter", "musterstadt", "--out", "liste.xlsx").returncode == 0
    assert "| u25 | Tabelle, Zeile 1: " in call("plugins", "--page", "musterstadt", "--on", "2026-02-10").stdout


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jobcenter Köln-Süd", "koeln-sued"),
        ("Musterstadt", "musterstadt"),
        ("JOBCENTER Groß Ücker (Land)", "gross-uecker-land"),
        ("Jobcenterstadt", "jobcenterstadt"),
    ],
)
def test_the_key_comes_from_the_name(call: Call, tmp_path: Path, name: str, key: str) -> None:
    assert call("new-plugin", name, "--land", "NW", "--out", "neu").returncode == 0
    pyproject = (tmp_path / "neu" / "pyproject.toml").read_text(encoding="utf-8")
    paket = f"wiedervorlage_{key.replace('-', '_')}"
    assert f'{key} = "{paket}"' in pyproject
    konzept = (tmp_path / "neu" / "src" / paket / "konzept.toml").read_text(encoding="utf-8")
    assert f'jobcenter = "{key}"' in konzept
    assert re.search(r'^land +(= "NW")', konzept, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "land", "found"),
    [
        ("Jobcenter", "SN", "Aus „Jobcenter“ lässt sich kein KEY bilden."),
        ("Jobcenter 08", "SN", "Aus „Jobcenter 08“ lässt sich kein KEY bilden."),
        ('Muster "Stadt"', "SN", "lässt sich kein KEY bilden. Erwartet wird ein Name aus Buchstaben"),
        ("Musterstadt", "XX", "--land: erlaubt sind BB, BE,"),
    ],
)
def test_what_cannot_be_is_refused(call: Call, tmp_path: Path, name: str, land: str, found: str) -> None:
    result = call("new-plugin", name, "--land", land, "--out", "neu")
    assert result.returncode == 2
    assert found in result.stderr
    assert not (tmp_path / "neu").exists()


def test_a_folder_that_is_there_stays(call: Call, tmp_path: Path) -> None:
    (tmp_path / "neu").mkdir()
    result = call("new-plugin", "Musterstadt", "--land", "SN", "--out", "neu")
    assert (result.returncode, result.stderr) == (
        2, "neu gibt es schon. Bitte mit --out einen neuen Ordner nennen.\n"
    )  # fmt: skip
    assert list((tmp_path / "neu").iterdir()) == []


def test_without_a_name(call: Call) -> None:
    assert call("new-plugin", "--land", "SN", "--out", "neu").stderr.startswith("Es fehlt NAME.\n")


@pytest.fixture
def vorlage(call: Call, tmp_path: Path) -> str:
    """The concept file that `new-plugin` writes."""
    call("new-plugin", "Musterstadt", "--land", "SN", "--out", "neu")
    return (tmp_path / "neu/src/wiedervorlage_musterstadt/konzept.toml").read_text(encoding="utf-8")


def test_every_key_stands_in_the_concept(vorlage: str) -> None:
    klassen = {name: klasse for name, (_, klasse) in TABELLEN.items()} | dict(EINZELNE)
    gezeigt: dict[str, set[str]] = defaultdict(set)
    teile = re.split(r"^#? ?\[\[?(\w+)\]\]?$", vorlage, flags=re.MULTILINE)
    for name, inhalt in zip(teile[1::2], teile[2::2], strict=True):
        gezeigt[name] |= set(re.findall(r"^(?:# )?(\w+) += ", inhalt, re.MULTILINE))
    fehlend = {
        f"{name}.{f.name}" for name, klasse in klassen.items() for f in fields(klasse) if f.name not in gezeigt[name]
    }
    assert fehlend == {"lesart.werte", "lesart.worte"}  # the same class as [[einstellung]], where it stands
    assert set(KOPF) - gezeigt["konzept"] == set()
    assert [f.name for f in fields(Fenster) if f"{f.name} = " not in vorlage] == []


def test_every_key_that_is_shown_can_be_used(vorlage: str) -> None:
    ohne_zeichen = SHOWN.sub(lambda treffer: treffer[1], vorlage)
    konzept = load_konzept(ohne_zeichen, "konzept.toml")
    assert len(SHOWN.findall(vorlage)) > 90
    assert [r.id for r in konzept.regeln] == ["u25", "ab25"]

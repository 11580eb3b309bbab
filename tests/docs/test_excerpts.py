"""What the pages for caseworkers show is what comes out."""

import re
import subprocess
import sys
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from wiedervorlage import hookimpl
from wiedervorlage.cases import Fall, verify
from wiedervorlage.konzept import load_konzept
from wiedervorlage.plugins import load_host

ROOT = Path(__file__).parents[2]
LISTE = "examples/weimarer_land.csv"
VORGANG = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")


def excerpt(page: str, name: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = re.search(rf"<!-- excerpt: {name} -->\n```\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return [VORGANG.sub("VORGANG", line) for line in found[1].splitlines() if line]


@pytest.fixture
def call(tmp_path: Path):
    def run(*arguments: str) -> str:
        program = Path(sys.executable).with_name("wiedervorlage")
        always = [LISTE, "--jobcenter", "weimarer-land", "--on", "2026-11-23"]
        env = {"WIEDERVORLAGE_CONFIG": str(tmp_path), "PATH": ""}
        done = subprocess.run([program, arguments[0], *always, *arguments[1:]], cwd=ROOT, env=env, capture_output=True)
        assert done.returncode == 0
        return VORGANG.sub("VORGANG", done.stdout.decode("utf-8"))

    return run


def test_entry(call, tmp_path: Path) -> None:
    call("export", "--out", str(tmp_path / "kalender"))
    text = (tmp_path / "kalender" / "Ahrens.ics").read_bytes().decode("utf-8").replace("\r\n ", "")
    entries = [VORGANG.sub("VORGANG", e).replace("\\n", "\n").replace("\\,", ",") for e in text.split("BEGIN:VEVENT")]
    shown = excerpt("eintrag.md", "entry")
    assert [e for e in entries if all(line in e for line in shown)]


def test_explanation(call) -> None:
    lines = call("explain", "--kunde", "000X600007").splitlines()
    assert [line for line in excerpt("warum.md", "explain") if line not in lines] == []


@pytest.mark.parametrize(("kontakte", "geschuldet"), [(("2026-01-05", "2026-05-05"), True), (("2026-05-05",), False)])
def test_hook_example_gives_a_row_its_fact(
    kontakte: tuple[str, ...], geschuldet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")
    beispiel = dict(re.findall(r"<!-- example: tatsachen -->\n```(\w+)\n(.*?)```", text, re.DOTALL))
    nordtal = (Path(__file__).parent / "nordtal" / "konzept.toml").read_text(encoding="utf-8")
    plugin = ModuleType("muster")
    exec(beispiel["python"], vars(plugin))
    plugin.jobcenter_konzepte = hookimpl(lambda: [load_konzept(nordtal + beispiel["toml"], "hooks.md")])
    monkeypatch.setitem(sys.modules, "muster", plugin)
    jobcenter = load_host([EntryPoint("nordtal", "muster", "wiedervorlage")]).get("nordtal")
    kunde = {"kundennummer": "000X1", "kontakte": [{"datum": tag, "art": "persoenlich"} for tag in kontakte]}
    fall = Fall("05.01. bis 05.05.2026: 120 Tage", date(2026, 6, 30), kunde, nicht=("Gespräch mit der Teamleitung",))
    assert (verify(fall, jobcenter) != []) is geschuldet

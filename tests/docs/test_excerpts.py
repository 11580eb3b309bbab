"""What the pages for caseworkers show is what comes out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

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

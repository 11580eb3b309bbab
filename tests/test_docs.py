"""The documentation says what the program does."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from wiedervorlage.cli import cli
from wiedervorlage.hookspecs import HOOK_API
from wiedervorlage.konzept import load
from wiedervorlage.plugins import load_host

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
VORGANG = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")


def lines_of(command: str, folder: Path) -> list[str]:
    program = Path(sys.executable).with_name("wiedervorlage")
    done = subprocess.run(
        [program, *command.split()[1:]],
        cwd=ROOT,
        env={"WIEDERVORLAGE_CONFIG": str(folder), "PATH": ""},
        capture_output=True,
        check=True,
    )
    # the key of the pseudonyms differs from house to house, and with it the order of equal days
    return [VORGANG.sub("…", line) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.mark.parametrize("name", ["due", "explain"])
def test_readme_shows_real_output(name: str, tmp_path: Path) -> None:
    found = re.search(rf"`(wiedervorlage {name} [^`]*)`\n\n<!-- excerpt: {name} -->\n```\n(.*?)```", README, re.DOTALL)
    assert found is not None
    real = lines_of(found[1], tmp_path)
    shown = [VORGANG.sub("…", line) for line in found[2].splitlines() if line != "…"]
    assert shown
    assert [line for line in shown if line not in real] == []


def test_every_command_has_a_help_text() -> None:
    assert [name for name, command in cli.commands.items() if not command.help] == []


def test_concept_pages_are_current() -> None:
    generate = runpy.run_path(str(ROOT / "docs" / "generate.py"))
    for path, text in generate["pages"]().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run docs/generate.py"


def test_every_concept_says_what_it_does_not_model() -> None:
    installed = load_host().jobcenter
    assert {key for key, jobcenter in installed.items() if not jobcenter.konzepte[-1].nicht_abgebildet} == set()


def test_compatibility_names_the_present_numbers() -> None:
    text = (ROOT / "docs" / "compatibility.md").read_text(encoding="utf-8")
    assert f"`format = {load.FORMAT}`" in text
    assert f"`hook_api = {HOOK_API}`" in text

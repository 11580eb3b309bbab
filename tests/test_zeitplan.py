"""The templates for a schedule, and what the guides of a house say about calls."""

import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest

from wiedervorlage.cli import cli

DOCS = Path(__file__).parents[1] / "docs"
VORLAGEN = sorted((DOCS / "zeitplan").iterdir())
AUFGABE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"

BEKANNT = {option for command in cli.commands.values() for param in command.params for option in param.opts}


def exec_start() -> str:
    text = (DOCS / "zeitplan" / "wiedervorlage.service").read_text(encoding="utf-8")
    (zeile,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    return zeile


def arguments() -> str:
    baum = ElementTree.parse(DOCS / "zeitplan" / "wiedervorlage-aufgabe.xml")
    (text,) = [e.text or "" for e in baum.iter(f"{AUFGABE}Arguments")]
    return text[text.index('"C:') : text.index(" > ")].replace("\\", "/")


@pytest.mark.parametrize("aufruf", [exec_start, arguments], ids=lambda f: f.__name__)
def test_a_scheduled_call_is_one_of_the_command_line(aufruf: object) -> None:
    programm, verb, *args = shlex.split(aufruf())  # type: ignore[operator]
    assert Path(programm).stem == "wiedervorlage"
    command = cli.commands[verb]
    context = command.make_context(verb, list(args))
    assert isinstance(context, click.Context)
    assert context.params["jobcenter"] == "KEY"
    assert context.params["files"][0].name == "kunden.xlsx"
    assert "--with-lists" in args


@pytest.mark.parametrize("vorlage", VORLAGEN, ids=lambda p: p.name)
def test_no_template_overrides_the_brakes(vorlage: Path) -> None:
    assert "--force" not in vorlage.read_text(encoding="utf-8")
    assert f"zeitplan/{vorlage.name}" in (DOCS / "zeitplan.md").read_text(encoding="utf-8")


def test_the_windows_task_is_plain_ascii() -> None:
    """Whatever encoding a version of `schtasks` expects, it reads this."""
    (DOCS / "zeitplan" / "wiedervorlage-aufgabe.xml").read_bytes().decode("ascii")


@pytest.mark.parametrize("name", ["outlook.md", "zeitplan.md"])
def test_a_guide_names_options_that_exist(name: str) -> None:
    genannt = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", (DOCS / name).read_text(encoding="utf-8")))
    genannt.discard("--now")  # of systemctl
    assert genannt
    assert genannt <= BEKANNT

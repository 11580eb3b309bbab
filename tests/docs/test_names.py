"""Whatever has a name that people or plugins use stands on the page where they look for it."""

import inspect
import re
import typing
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click
import pytest
from attrs import fields

import wiedervorlage
from wiedervorlage import cases, errors, hookspecs, testing
from wiedervorlage.cli import cli
from wiedervorlage.forecast import Status
from wiedervorlage.konzept import load, model
from wiedervorlage.laender import LAENDER
from wiedervorlage.settings import Settings
from wiedervorlage.writers import due_list

DOCS = Path(__file__).parents[2] / "docs"


def hooks() -> Iterable[str]:
    return (name for name, ding in vars(hookspecs).items() if hasattr(ding, f"{hookspecs.PROJECT}_spec"))


def options() -> Iterable[str]:
    return (o for command in cli.commands.values() for p in command.params for o in p.opts if o.startswith("-"))


def error_classes() -> Iterable[str]:
    return (n for n, k in vars(errors).items() if inspect.isclass(k) and issubclass(k, errors.WiedervorlageError))


def keys_of_a_concept() -> Iterable[str]:
    klassen = [klasse for _, klasse in load.TABELLEN.values()]
    klassen += [*load.EINZELNE.values(), model.Fenster]
    return {f.name for klasse in klassen for f in fields(klasse)} | {*load.KOPF, *load.TABELLEN, *load.EINZELNE}


def values_of_a_concept() -> Iterable[str]:
    literale = (model.Typ, model.Art, model.Akteur, model.Je, model.JeTatsache, model.Bereich)
    return {wert for literal in literale for wert in typing.get_args(literal)} | {*model.Antwort, *LAENDER}


NAMES: Mapping[str, tuple[str, Callable[[], Iterable[str]]]] = {
    "hooks": ("hooks.md", hooks),
    "public names": ("api.md", lambda: wiedervorlage.__all__),
    "commands": ("befehle.md", lambda: cli.commands),
    "options": ("befehle.md", options),
    "settings": ("einstellungen.md", lambda: (f.name for f in fields(Settings) if f.name != "datei")),
    "errors": ("stoerung.md", error_classes),
    "keys of a concept": ("konzept.md", keys_of_a_concept),
    "values of a concept": ("konzept.md", values_of_a_concept),
    "keys of a case": ("testing.md", lambda: [*cases._FORM, *cases.VERGLEICH]),
    "statuses of a case": ("testing.md", lambda: Status),
    "checks of the suite": ("testing.md", lambda: [*testing.CHECKS, *testing.__all__]),
    "statuses": ("liste.md", lambda: due_list.STATUS_WORTE.values()),
    "columns": ("liste.md", lambda: due_list._SPALTEN),
}


@pytest.mark.parametrize("kind", NAMES)
def test_every_name_is_documented(kind: str) -> None:
    page, names = NAMES[kind]
    gesucht = set(names())
    assert gesucht
    assert gesucht - words(page) == set()


def words(page: str) -> set[str]:
    """What stands on a page as code, as the first cell of a row, as a heading or as the name of a directive."""
    text = (DOCS / page).read_text(encoding="utf-8")
    code = re.findall(r"`+([^`\n]+)`+", text)
    return {
        *code,
        *(wort for spanne in code for wort in re.findall(r"[\w-]+", spanne)),
        *re.findall(r"^\| ([^|]+?) \|", text, re.MULTILINE),
        *re.findall(r"^#+ (.+)$", text, re.MULTILINE),
        *re.findall(r"^\.\. (?:auto)?\w+:: (\w+)", text, re.MULTILINE),
    }


def test_a_name_that_is_not_there_is_missed() -> None:
    assert "jobcenter_konzepte" in words("hooks.md")
    assert "jobcenter_unbekannt" not in words("hooks.md")


def test_pages_name_only_commands_and_options_that_there_are() -> None:
    text = "\n".join(pfad.read_text(encoding="utf-8") for pfad in DOCS.rglob("*.md"))
    befehle = set(re.findall(r"(?:`|^\$? ?)wiedervorlage ([a-z-]+)", text, re.MULTILINE))
    assert len(befehle) > 8
    assert befehle - set(cli.commands) == set()
    assert set(re.findall(r"`(--[a-z-]+)[ `]", text)) - {*options(), "--help", "--upgrade"} == set()


def test_every_option_says_what_it_does() -> None:
    optionen = [(name, p) for name, c in cli.commands.items() for p in c.params if isinstance(p, click.Option)]
    assert [f"{name} {p.opts[0]}" for name, p in optionen if not p.help] == []

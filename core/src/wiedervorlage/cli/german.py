"""click in German: help pages and the messages for a bad call."""

import re
from typing import Any, Final

import click

_HILFE: Final = (
    (r"^Usage: ", "Aufruf: "),
    (r"^Options:$", "Optionen:"),
    (r"^Commands:$", "Befehle:"),
    (r"\[OPTIONS\]", "[OPTIONEN]"),
    (r"COMMAND \[ARGS\]\.\.\.", "BEFEHL ..."),
    (r"Show this message and exit\.", "Diese Hilfe anzeigen"),
    (r"\[required\]", "[nötig]"),
    (r"\[default: ", "[Vorgabe: "),
)


class Command(click.Command):
    """A command whose help page is German."""

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return _deutsch(super().get_help(ctx))


class Group(click.Group):
    """A group whose help page is German and whose commands are."""

    command_class = Command

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return _deutsch(super().get_help(ctx))


def _deutsch(hilfe: str) -> str:
    for muster, deutsch in _HILFE:
        hilfe = re.sub(muster, deutsch, hilfe, flags=re.MULTILINE)
    return hilfe


def say(fehler: click.ClickException) -> int:
    """Print a bad call in German; return the exit status."""
    click.echo(_satz(fehler), err=True)
    kontext = getattr(fehler, "ctx", None)
    if kontext is not None:
        click.echo(f"Hilfe: {kontext.command_path} --help", err=True)
    return 2


def _satz(fehler: Any) -> str:
    match fehler:
        case click.NoSuchOption():
            gemeint = f" Gemeint ist wohl {fehler.possibilities[0]}." if fehler.possibilities else ""
            return f"Die Option {fehler.option_name} gibt es nicht.{gemeint}"
        case click.MissingParameter():
            return "Es fehlt die Datei." if _name(fehler).startswith("FILE") else f"Es fehlt {_name(fehler)}."
        case click.BadParameter():
            return f"{_name(fehler)}: {_wert(fehler)}"
        case click.exceptions.BadOptionUsage() if fehler.option_name:
            return f"Zu {fehler.option_name} fehlt der Wert."
        case click.exceptions.NoArgsIsHelpError():
            return fehler.ctx.get_help() if fehler.ctx is not None else ""
        case click.UsageError() if treffer := re.match(r"No such command '(.*?)'", fehler.message):
            befehle = ", ".join(fehler.ctx.command.list_commands(fehler.ctx))  # type: ignore
            return f"Den Befehl „{treffer[1]}“ gibt es nicht. Es gibt {befehle}."
        case click.UsageError() if treffer := re.match(r"Got unexpected extra arguments? \((.*)\)", fehler.message):
            return f"Zu viele Angaben: {treffer[1]}"
    return str(fehler.message)


def _name(fehler: click.BadParameter) -> str:
    if fehler.param is None:
        return "eine Angabe"
    return fehler.param.opts[0] if isinstance(fehler.param, click.Option) else (fehler.param.metavar or "FILE")


def _wert(fehler: click.BadParameter) -> str:
    if fehler.param is not None and isinstance(fehler.param.type, click.Choice):
        return f"erlaubt sind {', '.join(map(str, fehler.param.type.choices))}."
    if fehler.param is not None and isinstance(fehler.param.type, click.IntRange):
        return f"erlaubt ist eine Zahl von {fehler.param.type.min} bis {fehler.param.type.max}."
    if fehler.param is not None and isinstance(fehler.param.type, click.Path):
        return "Die Datei oder der Ordner ist so nicht zu benutzen; bitte den Pfad prüfen."
    return fehler.message

"""The command line: verbs in English, texts in German (contract, section 5)."""

import gc
import sys

import click

from wiedervorlage.cli.capacity import capacity
from wiedervorlage.cli.check import check
from wiedervorlage.cli.diff import diff
from wiedervorlage.cli.doctor import doctor
from wiedervorlage.cli.due import due
from wiedervorlage.cli.explain import explain
from wiedervorlage.cli.export import export
from wiedervorlage.cli.german import Group, say
from wiedervorlage.cli.graduates import graduates
from wiedervorlage.cli.new_plugin import new_plugin
from wiedervorlage.cli.plugins import plugins
from wiedervorlage.cli.template import template
from wiedervorlage.cli.verify import verify


@click.group(cls=Group, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name="wiedervorlage", message="%(package)s %(version)s", help="Fassung anzeigen")
def cli() -> None:
    """Macht aus der Weisung eines Jobcenters Termine: wer bis wann kontaktiert wird, wie und warum."""


for command in (plugins, due, explain, export, check, capacity, graduates, template, verify, diff, doctor, new_plugin):
    cli.add_command(command)


def main() -> None:
    """Run the command line; no traceback reaches a user.

    Exit status: 0 done, 1 done but some input was unusable, 2 nothing done.
    """
    gc.set_threshold(1_000_000)  # hardly anything here is circular, and looking for it took a sixth of the time
    for strom in (sys.stdout, sys.stderr):
        if hasattr(strom, "reconfigure") and not strom.isatty():
            strom.reconfigure(encoding="utf-8")  # a pipe on Windows would be Windows-1252
    try:
        cli.main(prog_name="wiedervorlage", standalone_mode=False)
    except click.exceptions.Exit as ende:
        sys.exit(ende.exit_code)
    except click.ClickException as fehler:
        sys.exit(say(fehler))
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has gone; that is no error
        sys.exit(0)
    except OSError as fehler:
        click.echo(f"Das System meldet einen Fehler beim Lesen oder Schreiben ({type(fehler).__name__}).", err=True)
        sys.exit(2)
    except Exception as fehler:
        from wiedervorlage.errors import KeinKonzeptError, WiedervorlageError  # attrs: not for `--help`

        if isinstance(fehler, WiedervorlageError):
            anderer_tag = " Bitte einen anderen Tag mit --on nennen." if isinstance(fehler, KeinKonzeptError) else ""
            click.echo(f"{fehler}{anderer_tag}", err=True)
            sys.exit(2)
        click.echo(f"Unerwarteter Fehler ({type(fehler).__name__}). Bitte den Aufruf den Entwicklern melden.", err=True)
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Abgebrochen.", err=True)
        sys.exit(2)

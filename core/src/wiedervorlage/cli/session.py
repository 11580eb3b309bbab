"""What a command works with: the settings found, the plugin asked for, the list read, the problems told."""

import sys
import time
from codecs import iterencode
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

import click
from attrs import frozen

from wiedervorlage.cli.options import Aufruf, heute
from wiedervorlage.errors import DateiError, EinstellungError, Meldung
from wiedervorlage.files import write_atomic
from wiedervorlage.kunde import Kunde
from wiedervorlage.plugins import Host, Jobcenter, load_host
from wiedervorlage.pseudonym import KEY_FILE, Pseudonyme, load_key
from wiedervorlage.readers import Eingabe, add_aliases, fold, read
from wiedervorlage.run import Run, start
from wiedervorlage.settings import DATEINAME, Settings, load_settings

T = TypeVar("T")

_FRISCH: Final = 7  # days: calendars are made every week


@frozen
class Session:
    """A run and the list it is about."""

    run: Run
    eingabe: Eingabe

    def kunden(self) -> Iterator[Kunde]:
        """The Kunden, with progress on standard error where somebody waits for it."""
        return progress(self.eingabe.kunden)

    def betreuer(self, name: str) -> frozenset[str]:
        """The Betreuer of that name, written like a heading or not; DateiError where the list has none."""
        alle = {k.betreuer for k in self.eingabe.kunden if k.betreuer is not None}
        gefunden = frozenset(b for b in alle if fold(b) == fold(name))
        if not gefunden:
            raise DateiError(
                f"Einen Betreuer „{name}“ hat die Liste nicht. Es gibt {', '.join(sorted(alle)) or 'keinen'}."
            )
        return gefunden

    def finish(self, fehler: Sequence[str] = ()) -> None:
        """Tell what of the list could not be used and what could not be done; end the command with the right status.

        What could not be done counts like nothing done: somebody has to look after it.
        """
        tell(self.eingabe.meldungen)
        for satz in fehler:
            click.echo(satz, err=True)
        sys.exit(2 if fehler else 1 if self.eingabe.meldungen else 0)


def open_session(aufruf: Aufruf) -> Session:
    """Make everything ready; raises a WiedervorlageError where that cannot be done."""
    haus, gewaehlt = choose(aufruf.jobcenter, aufruf.settings)
    run = start(gewaehlt, aufruf.on or heute(), haus, pseudonyms(haus))
    eingabe = read_list(aufruf.files, run, aufruf.kontakte)
    for hinweis in _doubts(run, eingabe):
        click.echo(f"Hinweis: {hinweis}", err=True)
    return Session(run, eingabe)


def _doubts(run: Run, eingabe: Eingabe) -> Iterator[str]:
    """What makes a list as a whole look wrong, though every cell of it may be right."""
    if not eingabe.kunden:
        yield "Die Liste enthält keine Kunden."
    if eingabe.stand is None:
        return
    if (alter := (run.stichtag - eingabe.stand).days) > _FRISCH:
        yield f"Die Liste ist vom {eingabe.stand:%d.%m.%Y}, {alter} Tage vor dem Stichtag."
    elif alter < 0:
        yield f"Die Liste ist vom {eingabe.stand:%d.%m.%Y}, also von einem Tag nach dem Stichtag."


def choose(jobcenter: str | None, settings: Path | None) -> tuple[Settings, Jobcenter]:
    """The settings that hold and the Jobcenter named on the call or in them; tells of plugins that cannot be used."""
    haus = load_settings(settings_file(settings))
    host = load_host()
    gewaehlt = host.get(jobcenter or haus.jobcenter)
    warn(host)
    return haus, gewaehlt


def read_list(files: Sequence[Path], run: Run, kontakte: Sequence[Path] = ()) -> Eingabe:
    """Read the lists with the fields of the run's concept and the headings and groups of the house."""
    assert run.pseudonyme is not None
    felder = add_aliases(run.konzept.felder, run.settings.aliase)
    vorgang = partial(run.pseudonyme.vorgang, run.jobcenter.key)
    return read(files, felder, run.stichtag, run.settings.massnahmegruppen, kontakte, vorgang)


def pseudonyms(haus: Settings) -> Pseudonyme:
    """The pseudonyms of the house; tells where their key had to be made."""
    schluessel = haus.schluessel or config_folder() / KEY_FILE
    neu = not schluessel.exists()
    if haus.schluessel is not None and not schluessel.parent.is_dir():
        # a share that is not there: a key made beside it would name every Kunde anew
        raise EinstellungError(
            f"schluessel: Den Ordner {schluessel.parent} gibt es nicht. "
            "Bitte das Laufwerk verbinden oder den Pfad prüfen."
        )
    pseudonyme = Pseudonyme(load_key(schluessel))
    if neu:
        click.echo(f"Hinweis: Neue Schlüsseldatei für die Pseudonyme: {schluessel}. Bitte sichern.", err=True)
    return pseudonyme


def config_folder() -> Path:
    """Where the key lies: `WIEDERVORLAGE_CONFIG`, else the folder the system keeps for it."""
    import os

    return Path(os.environ.get("WIEDERVORLAGE_CONFIG") or click.get_app_dir("wiedervorlage"))


def settings_file(angegeben: Path | None) -> Path | None:
    """The file named on the call, else the one in the working folder, else the one in the configuration folder."""
    if angegeben is not None:
        return angegeben
    return next((p for p in (Path(DATEINAME), config_folder() / DATEINAME) if p.is_file()), None)


def warn(host: Host) -> None:
    """Name the plugins that cannot be used; the run goes on without them."""
    for problem in host.probleme:
        click.echo(f"Hinweis: Das Plugin {problem.distribution} bleibt außer Betracht. {problem.grund}", err=True)


def tell(meldungen: Sequence[Meldung]) -> None:
    """Print what could not be used to standard error."""
    if not meldungen:
        return
    from wiedervorlage.writers.meldungen import sentences

    for satz in sentences(meldungen):
        click.echo(satz, err=True)
    anzahl = "1 Angabe war" if len(meldungen) == 1 else f"{len(meldungen)} Angaben waren"
    click.echo(f"{anzahl} nicht zu verwenden.", err=True)


def write(teile: Iterable[str], out: Path | None, encoding: str = "utf-8") -> None:
    """Print a result part by part, or write it to the file asked for."""
    if out is not None:
        write_atomic(out, b"".join(iterencode(teile, encoding)))
        return
    rest = iter(teile)
    while stueck := "".join(islice(rest, 1000)):
        click.echo(stueck, nl=False)


def spare(out: Path | None, aufruf: Aufruf) -> None:
    """Refuse to write where the list itself stands; raises DateiError."""
    if out is None or not out.exists():
        return
    listen = [p for datei in (*aufruf.files, *aufruf.kontakte) for p in (datei, *datei.parent.glob(f"{datei.stem}.*"))]
    if any(p.exists() and out.samefile(p) for p in listen):
        raise DateiError(f"{out} gehört zur Liste, die gelesen wird. Bitte mit --out eine andere Datei nennen.")


def progress(dinge: Sequence[T]) -> Iterator[T]:
    """The same things; from the second second on a terminal is told how far it is."""
    if not sys.stderr.isatty():
        yield from dinge
        return
    beginn, gezeigt = time.monotonic(), False
    for nummer, ding in enumerate(dinge, 1):
        yield ding
        if nummer % 200 == 0 and time.monotonic() - beginn > 1:
            gezeigt = True
            click.echo(f"\r{nummer} von {len(dinge)} Kunden …", nl=False, err=True)
    if gezeigt:
        click.echo("\r" + " " * 40 + "\r", nl=False, err=True)

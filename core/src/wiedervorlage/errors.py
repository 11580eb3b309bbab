"""What can go wrong, in sentences for the person in front of the screen."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

HOECHSTENS: Final = 8
"""How many known names a sentence lists where none is near."""
_STELLE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


class WiedervorlageError(Exception):
    """Base of every error this package raises on purpose; its text is German and complete."""


class KonzeptError(WiedervorlageError):
    """A concept file cannot be used; the text lists everything that is wrong with it, all at once."""

    def __init__(self, datei: str, maengel: Sequence[str]) -> None:
        self.datei = datei
        self.maengel = tuple(maengel)
        super().__init__(
            f"{datei}: {len(self.maengel)} Fehler im Konzept\n" + "\n".join(f"  {m}" for m in self.maengel)
        )


class EinstellungError(WiedervorlageError):
    """A setting is unknown or has a value that is not allowed."""


class DateiError(WiedervorlageError):
    """A file given on the command line cannot be read or written at all."""


class PluginError(WiedervorlageError):
    """The Jobcenter asked for is not installed, or its plugin cannot be used."""


class KeinKonzeptError(WiedervorlageError):
    """The Jobcenter has no concept in force on the Stichtag."""


def gemeint(wort: str, bekannte: Iterable[str]) -> str:
    """What to add to a sentence about a word that is not known: the nearest known one, else what there is.

    Of many, those that resemble it most are named.
    """
    from difflib import get_close_matches  # only where something is wrong

    bekannte = list(bekannte)
    nah = get_close_matches(wort, bekannte, n=1)
    if nah:
        return f"; gemeint ist wohl „{nah[0]}“"
    if len(bekannte) > HOECHSTENS:
        aehnliche = get_close_matches(wort, bekannte, n=HOECHSTENS, cutoff=0.0)
        return f"; es gibt unter anderem {', '.join(b for b in bekannte if b in aehnliche)}"
    return f"; es gibt {', '.join(bekannte)}" if bekannte else ""


def kein_toml(fehler: ValueError) -> str:
    """What is wrong with a file that tomllib refuses (TOMLDecodeError) or that is not in UTF-8 (UnicodeDecodeError).

    A sentence without a full stop; the parser itself speaks English.
    """
    if isinstance(fehler, UnicodeDecodeError):
        return "die Datei ist nicht in UTF-8 gespeichert; bitte mit der Kodierung UTF-8 speichern"
    treffer = _STELLE.search(str(fehler))
    if treffer is None:
        wo = ""
    else:
        wo = f"Zeile {treffer[1]}, Spalte {treffer[2]}: " if treffer[1] else "am Ende der Datei: "
    if str(fehler).startswith(("Cannot", "Duplicate")):
        return f"{wo}das ist kein gültiges TOML; der Schlüssel oder die Tabelle steht schon einmal da"
    return f"{wo}das ist kein gültiges TOML; Texte brauchen Anführungszeichen, ebenso Schlüssel mit $ oder Umlauten"


def zitat(wert: object) -> str:
    """A value as it is quoted in a message: text in quotation marks, all else in the spelling of TOML."""
    return f"„{wert}“" if isinstance(wert, str) else toml(wert)


def toml(wert: object) -> str:
    """A value in the spelling of TOML."""
    match wert:
        case bool():
            return "true" if wert else "false"
        case str():
            return f'"{wert}"'
        case list() | tuple():
            return f"[{', '.join(map(toml, wert))}]"
        case dict() if wert:
            return f"{{ {', '.join(f'{name} = {toml(w)}' for name, w in wert.items())} }}"
    return str(wert)


@frozen
class Meldung:
    """One thing in the input that could not be used as it stood.

    `gefunden` is the value only where it is no personal datum, otherwise a description of what kind of value stood
    there; so a Meldung may go into a log. `zeile` counts as a spreadsheet does, from 1, the header included.
    """

    text: str
    datei: str | None = None
    blatt: str | None = None
    zeile: int | None = None
    spalte: str | None = None
    gefunden: str | None = None
    erwartet: str | None = None

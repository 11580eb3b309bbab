"""Why a whole file is refused, in sentences for people."""

from collections.abc import Sequence
from pathlib import Path

from wiedervorlage.errors import DateiError


def keine_datei() -> DateiError:
    """No Kunden list among the files."""
    return DateiError("Es ist keine Kundenliste angegeben; bitte eine Datei nennen, zum Beispiel kunden.csv.")


def ohne_kundenliste(pfad: Path) -> DateiError:
    """Only a file of Kontakte or Teilnahmen."""
    return DateiError(f"{pfad}: Das ist nicht die Kundenliste; bitte die Liste der Kunden mit angeben.")


def fremde_datei(pfad: Path, endungen: Sequence[str]) -> DateiError:
    """A file of a kind that no reader reads."""
    return DateiError(f"{pfad}: Diese Art Datei wird nicht gelesen; bitte speichern als {' oder '.join(endungen)}.")


def datei_unlesbar(pfad: Path, fehler: Exception) -> DateiError:
    """The system does not give the file away."""
    match fehler:
        case FileNotFoundError():
            return DateiError(f"{pfad}: Diese Datei gibt es nicht; bitte Namen und Ordner prüfen.")
        case PermissionError():
            return DateiError(f"{pfad}: Die Datei darf nicht gelesen werden; ist sie noch in einem Programm geöffnet?")
        case IsADirectoryError():
            return DateiError(f"{pfad}: Das ist ein Ordner; bitte eine Datei angeben.")
    return DateiError(f"{pfad}: Die Datei lässt sich nicht lesen; bitte neu speichern und noch einmal versuchen.")


def datei_leer(pfad: Path) -> DateiError:
    """Nothing in it."""
    return DateiError(f"{pfad}: Die Datei ist leer; bitte die Liste neu ausgeben.")


def keine_textdatei(pfad: Path) -> DateiError:
    """Bytes that are text in none of the encodings that occur."""
    return DateiError(f"{pfad}: Die Datei ist kein Text; bitte als CSV UTF-8 neu speichern.")


def offenes_anfuehrungszeichen(datei: str, zeile: int) -> DateiError:
    """A quote that swallows the rest of the file."""
    return DateiError(f"{datei}: Ab Zeile {zeile} ist ein Anführungszeichen nicht geschlossen; bitte dort berichtigen.")


def keine_tabelle(datei: str) -> DateiError:
    """The csv module gives up."""
    return DateiError(f"{datei}: Die Tabelle lässt sich nicht lesen; bitte als CSV neu speichern.")


def keine_kopfzeile(wo: str, zeilen: int, erwartet: Sequence[Sequence[str]]) -> DateiError:
    """No header; `erwartet` holds, for each field that must be there, its heading and its aliases."""
    namen = " und ".join(f"„{n[0]}“" + (f" (auch: {', '.join(n[1:])})" if n[1:] else "") for n in erwartet)
    return DateiError(f"{wo}: In den ersten {zeilen} Zeilen steht keine Kopfzeile mit {namen}; bitte ergänzen.")


def doppelte_ueberschrift(wo: str, erste: str, zweite: str) -> DateiError:
    """Two columns for one field."""
    return DateiError(
        f"{wo}: Die Spalten „{erste}“ und „{zweite}“ bedeuten dasselbe; bitte eine davon löschen oder umbenennen."
    )


def kein_json(pfad: Path, zeile: int, spalte: int) -> DateiError:
    """A syntax error."""
    return DateiError(f"{pfad}: In Zeile {zeile}, Spalte {spalte} ist das JSON fehlerhaft; bitte dort berichtigen.")


def json_unlesbar(pfad: Path) -> DateiError:
    """Nested too deeply, or a number of thousands of digits."""
    return DateiError(f"{pfad}: Das JSON ist zu tief geschachtelt oder enthält zu lange Zahlen; bitte neu ausgeben.")


def doppelter_schluessel(pfad: Path, schluessel: str) -> DateiError:
    """One key twice in one object: JSON would silently take the last."""
    return DateiError(f"{pfad}: Der Schlüssel „{schluessel}“ steht in einem Eintrag zweimal; bitte einen löschen.")


def keine_kundenliste(pfad: Path) -> DateiError:
    """JSON of another shape."""
    return DateiError(f'{pfad}: Erwartet wird {{"kunden": [ … ]}} mit einer Liste von Kunden; bitte so ausgeben.')

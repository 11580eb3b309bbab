"""Why a workbook is refused, in sentences for people."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from wiedervorlage.errors import DateiError

_NEUE_MAPPE: Final = "bitte nur die Liste in eine neue Arbeitsmappe kopieren und diese angeben."


def keine_mappe(pfad: Path) -> DateiError:
    """Text, or anything else, that was only named .xlsx."""
    return DateiError(
        f"{pfad}: Das ist keine Excel-Arbeitsmappe, auch wenn die Datei so heißt; bitte in der Tabellenkalkulation "
        "öffnen und als .xlsx speichern."
    )


def altes_format(pfad: Path) -> DateiError:
    """An .xls that was only named .xlsx."""
    return DateiError(f"{pfad}: Das ist eine Arbeitsmappe im alten Format (.xls); bitte als .xlsx neu speichern.")


def kennwort(pfad: Path) -> DateiError:
    """Encrypted."""
    return DateiError(f"{pfad}: Die Arbeitsmappe ist mit einem Kennwort geschützt; bitte ohne Kennwort speichern.")


def beschaedigt(pfad: Path) -> DateiError:
    """Truncated on the way, or not what it says it is."""
    return DateiError(
        f"{pfad}: Die Arbeitsmappe ist beschädigt oder unvollständig; bitte neu speichern und noch einmal versuchen."
    )


def zu_gross(pfad: Path) -> DateiError:
    """Too many bytes or parts to be a list, perhaps a zip bomb."""
    return DateiError(f"{pfad}: Die Arbeitsmappe ist entpackt zu groß; {_NEUE_MAPPE}")


def doctype(pfad: Path) -> DateiError:
    """XML with a DOCTYPE, which may define entities that grow without end."""
    return DateiError(
        f"{pfad}: Die Arbeitsmappe enthält einen DOCTYPE, wie ihn keine Tabellenkalkulation schreibt; {_NEUE_MAPPE}"
    )


def bis_zeile(wo: str, zeile: int) -> DateiError:
    """Something stands far below the list."""
    return DateiError(
        f"{wo}: Die Tabelle reicht bis Zeile {zeile}. Bitte die leeren Zeilen unter der Liste löschen und neu "
        "speichern."
    )


def bis_spalte(wo: str, spalte: int) -> DateiError:
    """Something stands far to the right of the list."""
    return DateiError(
        f"{wo}: Die Tabelle ist {spalte} Spalten breit; bitte die leeren Spalten rechts neben der Liste löschen und "
        "neu speichern."
    )


def zu_viele_zellen(wo: str, zeilen: int) -> DateiError:
    """A list too long for one table."""
    return DateiError(
        f"{wo}: Die Tabelle ist mit {zeilen} Zeilen zu groß; bitte nicht benötigte Spalten löschen oder die Liste auf "
        "mehrere Dateien verteilen."
    )


def zu_viele_fehlerwerte(wo: str) -> DateiError:
    """Formulas that went wrong in all rows."""
    return DateiError(f"{wo}: Zu viele Zellen enthalten Fehlerwerte wie #NV; bitte die Formeln berichtigen.")


def kein_blatt(pfad: Path) -> DateiError:
    """Only charts and macros."""
    return DateiError(f"{pfad}: Die Arbeitsmappe enthält kein Tabellenblatt; bitte die Liste neu ausgeben.")


def blatt_ausgeblendet(pfad: Path, namen: Sequence[str]) -> DateiError:
    """What is needed, or may be, stands on hidden sheets."""
    das, ist = ("Das Blatt", "ist") if len(namen) == 1 else ("Die Blätter", "sind")
    return DateiError(f"{pfad}: {das} {_aufzaehlung(namen)} {ist} ausgeblendet; bitte einblenden oder löschen.")


def blatt_doppelt(pfad: Path, erstes: str, zweites: str) -> DateiError:
    """Two sheets for one thing."""
    return DateiError(
        f"{pfad}: Die Blätter „{erstes}“ und „{zweites}“ bedeuten dasselbe; bitte eines davon löschen oder umbenennen."
    )


def kein_hauptblatt(pfad: Path, haupt: str, namen: Sequence[str], versteckt: Sequence[str]) -> DateiError:
    """Sheets, but which is the list?"""
    auch = f" (ausgeblendet: {_aufzaehlung(versteckt)})" if versteckt else ""
    return DateiError(
        f"{pfad}: Kein Blatt heißt „{haupt}“, nur {_aufzaehlung(namen)}{auch}; bitte das Blatt mit der Liste der "
        f"{haupt} so nennen."
    )


def mappe_unlesbar(pfad: Path) -> DateiError:
    """The process that reads it died."""
    return DateiError(f"{pfad}: Die Arbeitsmappe lässt sich nicht lesen; {_NEUE_MAPPE}")


def dauert_zu_lange(pfad: Path, sekunden: int) -> DateiError:
    """The process that reads it did not finish."""
    return DateiError(f"{pfad}: Die Arbeitsmappe war nach {sekunden} Sekunden noch nicht gelesen; {_NEUE_MAPPE}")


def _aufzaehlung(namen: Sequence[str]) -> str:
    *vordere, letzter = (f"„{name}“" for name in namen)
    return f"{', '.join(vordere)} und {letzter}" if vordere else letzter

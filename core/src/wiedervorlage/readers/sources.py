"""Which files are read as what."""

from collections.abc import Iterable, Sequence
from os.path import realpath
from pathlib import Path
from typing import Final
from unicodedata import normalize

from wiedervorlage.readers import refusal
from wiedervorlage.readers.schema import An

JSON: Final = (".json",)
CSV: Final = (".csv", ".txt")
XLSX: Final = (".xlsx",)

_NAMEN: Final = {"Excel-Arbeitsmappe (.xlsx)": {*XLSX}, "CSV (.csv, .txt)": {*CSV}, "JSON (.json)": {*JSON}}

_NEBEN: Final[dict[str, An]] = {".kontakte": "kontakt", ".teilnahmen": "teilnahme"}


def find_sources(pfade: Sequence[Path]) -> list[tuple[Path, An]]:
    """List every file once, with those beside a CSV list that belong to it: NAME.kontakte.csv, NAME.teilnahmen.csv.

    Raises DateiError for a file of another kind, and where no list of Kunden is among them.
    """
    quellen: dict[str, tuple[Path, An]] = {}
    for pfad in pfade:
        check_kind(pfad, XLSX + CSV + JSON)
        an = _is_about(pfad)
        for quelle in [pfad, *(_beside(pfad) if an == "kunde" else ())]:
            quellen.setdefault(_identity(quelle), (quelle, _is_about(quelle)))
    if not any(an == "kunde" for _, an in quellen.values()):
        raise refusal.ohne_kundenliste(pfade[0]) if pfade else refusal.keine_datei()
    return list(quellen.values())


def check_kind(pfad: Path, endungen: tuple[str, ...]) -> None:
    """Raise DateiError for a file of another kind."""
    if pfad.suffix.lower() not in endungen:
        raise refusal.fremde_datei(pfad, [name for name, endung in _NAMEN.items() if endung <= set(endungen)])


def _is_about(pfad: Path) -> An:
    return _NEBEN.get(Path(pfad.stem).suffix.lower(), "kunde") if pfad.suffix.lower() in CSV else "kunde"


def _beside(pfad: Path) -> Iterable[Path]:
    """The files beside a list that belong to it; the system may tell upper from lower case, people do not."""
    if pfad.suffix.lower() not in CSV:
        return
    gesucht = {_spelling(pfad.stem + teil + endung) for teil in _NEBEN for endung in CSV}
    try:
        yield from sorted(neben for neben in pfad.parent.iterdir() if _spelling(neben.name) in gesucht)
    except OSError:  # the folder may be closed where the file is open
        return


def _spelling(name: str) -> str:
    return normalize("NFC", name).casefold()


def _identity(pfad: Path) -> str:
    try:
        return realpath(pfad)
    except (OSError, ValueError):
        return str(pfad)

"""File names made of data, and files written so that nobody ever sees half of one."""

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from wiedervorlage.errors import DateiError

LAENGSTER_NAME: Final = 60
"""Characters; with a suffix below the 255 bytes of every file system even where each takes four."""

_VORSATZ: Final = ".wiedervorlage-"
_ENDUNG: Final = ".tmp"
_OHNE_NAMEN: Final = "unbenannt"

# Microsoft, "Naming Files, Paths, and Namespaces": devices, whatever the extension.
_GERAETE: Final = frozenset({"con", "prn", "aux", "nul", *(f"{g}{n}" for g in ("com", "lpt") for n in range(10))})

_GRUENDE: Final = {
    errno.EACCES: "Dafür fehlt die Berechtigung, oder ein anderes Programm hat die Datei geöffnet.",
    errno.EPERM: "Dafür fehlt die Berechtigung, oder ein anderes Programm hat die Datei geöffnet.",
    errno.EROFS: "Der Datenträger ist schreibgeschützt.",
    errno.ENOSPC: "Der Datenträger ist voll.",
    errno.EDQUOT: "Der zugeteilte Speicherplatz ist aufgebraucht.",
    errno.ENOENT: "Den Ordner gibt es nicht.",
    errno.ENOTDIR: "Was darin ein Ordner sein müsste, ist eine Datei.",
    errno.EEXIST: "Dort liegt schon eine Datei dieses Namens.",
    errno.EISDIR: "Das ist ein Ordner, keine Datei.",
    errno.ENAMETOOLONG: "Der Name ist zu lang.",
}


def dateiname(name: str, vergeben: set[str]) -> str:
    """Make a file name, without extension, of a name from the data.

    Letters, digits, `-` and `_` stay, anything else becomes `-`; at most 60 characters, never empty, never a device of
    Windows, and unlike all of `vergeben` (casefolded, as Windows and macOS compare), to which it is added.
    """
    stamm = _erlaubt(name)[:LAENGSTER_NAME].rstrip("-") or _OHNE_NAMEN
    if stamm.casefold() in _GERAETE:
        stamm += "_"
    ergebnis, nummer = stamm, 1
    while ergebnis.casefold() in vergeben:
        nummer += 1
        zusatz = f"-{nummer}"
        ergebnis = stamm[: LAENGSTER_NAME - len(zusatz)] + zusatz
    vergeben.add(ergebnis.casefold())
    return ergebnis


def _erlaubt(name: str) -> str:
    zeichen = (z if _bleibt(z) else "-" for z in unicodedata.normalize("NFC", name))
    # no hyphen in front: a program given the name would take it for an option
    return re.sub("-+", "-", "".join(zeichen)).lstrip("-")


def _bleibt(zeichen: str) -> bool:
    return zeichen in "-_" or unicodedata.category(zeichen) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"}


def make_folder(pfad: Path) -> Path:
    """Make the folder, and those above it, where it is not there; DateiError where that cannot be done."""
    try:
        pfad.mkdir(parents=True, exist_ok=True)
    except OSError as fehler:
        raise DateiError(f"Der Ordner {pfad} kann nicht angelegt werden. {_grund(fehler)}") from fehler
    return pfad


def check_writable(ordner: Path) -> None:
    """Raise DateiError where no file can be made in the folder; only trying tells, least of all on Windows."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=ordner):
            pass
    except OSError as fehler:
        raise DateiError(f"In den Ordner {ordner} kann nicht geschrieben werden. {_grund(fehler)}") from fehler


def write_atomic(pfad: Path, inhalt: bytes) -> bool:
    """Write a file that only its owner may read; whoever opens it meanwhile sees the old content or the new.

    Content that is there already leaves the file untouched, so that a synchronised folder stays quiet. Returns whether
    the file was written; raises DateiError, and leaves nothing behind, where it cannot be.
    """
    if _steht_schon(pfad, inhalt):
        return False
    try:
        with written_aside(pfad, inhalt) as daneben:
            daneben.replace(pfad)
    except OSError as fehler:
        raise DateiError(f"{pfad} kann nicht geschrieben werden. {_grund(fehler)}") from fehler
    return True


def remove_leftovers(ordner: Path) -> None:
    """Remove what a run that was killed while it wrote has left in this folder and those right below it."""
    for muster in (f"{_VORSATZ}*{_ENDUNG}", f"*/{_VORSATZ}*{_ENDUNG}"):
        for rest in ordner.glob(muster):
            with suppress(OSError):
                rest.unlink()


def remove(pfad: Path) -> None:
    """Remove a file; DateiError where it stays. Its folder stays, for somebody may have given it rights."""
    try:
        pfad.unlink(missing_ok=True)
    except OSError as fehler:
        raise DateiError(f"{pfad} kann nicht entfernt werden. {_grund(fehler)}") from fehler


@contextmanager
def written_aside(ziel: Path, inhalt: bytes) -> Iterator[Path]:
    """Give a complete copy of `inhalt` in the folder of `ziel`, mode 0600, to be renamed; what is left is removed."""
    from tempfile import mkstemp  # only where a file is written

    griff, name = mkstemp(dir=ziel.parent, prefix=_VORSATZ, suffix=_ENDUNG)
    daneben = Path(name)
    try:
        with os.fdopen(griff, "wb") as datei:
            datei.write(inhalt)
            datei.flush()
            os.fsync(griff)  # else a power cut after the rename may leave an empty file
        yield daneben
    finally:
        daneben.unlink(missing_ok=True)


def _steht_schon(pfad: Path, inhalt: bytes) -> bool:
    try:
        return pfad.read_bytes() == inhalt
    except OSError:  # writing will say what is wrong
        return False


def _grund(fehler: OSError) -> str:
    return _GRUENDE.get(fehler.errno or 0, f"Das System meldet: {fehler.strerror or fehler}.")

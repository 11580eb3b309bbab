"""What was exported last: a small database in the configuration folder that knows pseudonyms and days, never a person.

Without it every entry would seem new each week: it keeps for each entry the SEQUENCE and DTSTAMP that move only when
the entry moves (RFC 5545, sections 3.8.7.4 and 3.8.7.2), and for each output folder what the brakes compare with.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from attrs import astuple, frozen

from wiedervorlage.errors import DateiError

FILE: Final = "ledger.sqlite3"
"""Its name in the configuration folder."""

FASSUNG: Final = 1
"""Version of the tables, kept in the file as `user_version`."""

_GEDULD: Final = 60.0  # seconds that a second run waits for the first

_TABELLEN: Final = """
CREATE TABLE lauf (ort TEXT PRIMARY KEY, stand TEXT NOT NULL, schluessel TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE bestand (ort TEXT, art TEXT, kennung TEXT, PRIMARY KEY (ort, art, kennung)) WITHOUT ROWID;
CREATE TABLE eintrag (
    ort TEXT, uid TEXT, besitzer TEXT NOT NULL, vorgang TEXT NOT NULL, tag TEXT, faellig TEXT, inhalt TEXT NOT NULL,
    sequence INTEGER NOT NULL, stamp TEXT NOT NULL, PRIMARY KEY (ort, uid)
) WITHOUT ROWID;
"""


@frozen
class Gemerkt:
    """One entry as it was exported last; `tag` is None where it is in no calendar any more.

    `besitzer` and `inhalt` are keyed hashes of whose calendar it was in and of all it says besides its day.
    """

    besitzer: str
    vorgang: str
    tag: date | None
    faellig: date | None
    inhalt: str
    sequence: int
    stamp: datetime


@frozen(kw_only=True)
class Lauf:
    """One export into one folder: the age of its list and keyed hashes of the Kunden, the Betreuer and the files.

    `stand` is an ISO date, or date and time where the list does not say it; both compare as text. `schluessel` tells
    by which key of the house the hashes were made, without telling it. `listen`: the kinds of lists there were.
    `dateien` hold for this week and are replaced, `abgelegt` are those of all runs that stay until their reader has
    taken them in.
    """

    stand: str
    schluessel: str = ""
    listen: frozenset[str] = frozenset()
    kunden: frozenset[str] = frozenset()
    betreuer: frozenset[str] = frozenset()
    dateien: frozenset[str] = frozenset()
    abgelegt: frozenset[str] = frozenset()


_ARTEN: Final = ("listen", "kunden", "betreuer", "dateien", "abgelegt")


class Ledger:
    """The open database, inside the transaction that `open_ledger` began; `neu` says why it is empty, if it is."""

    def __init__(self, datenbank: sqlite3.Connection, neu: str | None) -> None:
        self._datenbank = datenbank
        self.neu = neu

    def lauf(self, ort: str) -> Lauf | None:
        """The last export into this folder, if there was one."""
        zeile = self._datenbank.execute("SELECT stand, schluessel FROM lauf WHERE ort = ?", (ort,)).fetchone()
        if zeile is None:
            return None
        kennungen: dict[str, set[str]] = {art: set() for art in _ARTEN}
        for art, kennung in self._datenbank.execute("SELECT art, kennung FROM bestand WHERE ort = ?", (ort,)):
            kennungen[art].add(kennung)
        mengen: dict[str, Any] = {art: frozenset(menge) for art, menge in kennungen.items()}
        return Lauf(stand=zeile[0], schluessel=zeile[1], **mengen)

    def entries(self, ort: str) -> dict[str, Gemerkt]:
        """All entries that were ever exported into this folder, by UID."""
        zeilen = self._datenbank.execute(
            "SELECT uid, besitzer, vorgang, tag, faellig, inhalt, sequence, stamp FROM eintrag WHERE ort = ?", (ort,)
        )
        return {
            uid: Gemerkt(besitzer, vorgang, _day(tag), _day(faellig), inhalt, sequence, datetime.fromisoformat(stamp))
            for uid, besitzer, vorgang, tag, faellig, inhalt, sequence, stamp in zeilen
        }

    def remember(self, ort: str, lauf: Lauf, eintraege: Mapping[str, Gemerkt]) -> None:
        """Keep this export instead of the one before; entries that are not among `eintraege` are forgotten."""
        for tabelle in ("lauf", "bestand", "eintrag"):
            self._datenbank.execute(f"DELETE FROM {tabelle} WHERE ort = ?", (ort,))
        self._datenbank.execute("INSERT INTO lauf VALUES (?, ?, ?)", (ort, lauf.stand, lauf.schluessel))
        kennungen = ((ort, art, kennung) for art in _ARTEN for kennung in getattr(lauf, art))
        self._datenbank.executemany("INSERT INTO bestand VALUES (?, ?, ?)", kennungen)
        zeilen = ((ort, uid, *map(_text, astuple(gemerkt))) for uid, gemerkt in eintraege.items())
        self._datenbank.executemany("INSERT INTO eintrag VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", zeilen)


@contextmanager
def open_ledger(pfad: Path) -> Iterator[Ledger]:
    """Open the ledger for one export; what is remembered is kept when the block ends without an error, else nothing.

    A second run waits until the first is through. A file that is missing or damaged is begun anew, the damaged one
    kept beside it, and `Ledger.neu` says so. Raises DateiError where none can be opened.
    """
    try:
        pfad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            datenbank, leer = _open(pfad)
            neu = f"Es gibt noch kein Gedächtnis früherer Ausgaben; neu angelegt: {pfad}" if leer else None
        except sqlite3.DatabaseError as fehler:
            if isinstance(fehler, sqlite3.OperationalError):  # locked, read-only: nothing is wrong with the file
                raise
            beiseite = _set_aside(pfad)
            neu = f"Das Gedächtnis früherer Ausgaben war beschädigt und liegt jetzt in {beiseite}; neu angelegt: {pfad}"
            datenbank, _ = _open(pfad)
    except (sqlite3.Error, OSError) as fehler:
        raise _unusable(pfad, fehler) from fehler
    with closing(datenbank):
        try:
            yield Ledger(datenbank, neu)
            datenbank.commit()
        except sqlite3.Error as fehler:
            raise _unusable(pfad, fehler) from fehler


def _open(pfad: Path) -> tuple[sqlite3.Connection, bool]:
    """Open and begin a transaction that no other run can begin; also whether the ledger was empty.

    Raises DatabaseError where this is no sound ledger.
    """
    pfad.touch(mode=0o600)
    datenbank = sqlite3.connect(pfad, timeout=_GEDULD, isolation_level=None)
    try:
        datenbank.execute("BEGIN IMMEDIATE")
        leer = _is_empty(datenbank)
        if leer:
            for anweisung in filter(str.strip, _TABELLEN.split(";")):
                datenbank.execute(anweisung)
            datenbank.execute(f"PRAGMA user_version = {FASSUNG}")
    except BaseException:
        datenbank.close()
        raise
    return datenbank, leer


def _is_empty(datenbank: sqlite3.Connection) -> bool:
    """Whether nothing is in it yet; DatabaseError where it is damaged or no ledger of this version."""
    if datenbank.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")
    (fassung,) = datenbank.execute("PRAGMA user_version").fetchone()
    (tabellen,) = datenbank.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if fassung != FASSUNG and (fassung, tabellen) != (0, 0):
        raise sqlite3.DatabaseError("not a ledger of this version")
    return bool(fassung == 0)


def is_sound(pfad: Path) -> bool:
    """Whether an export could go on with this ledger; nothing is made, changed or waited for."""
    try:
        with closing(sqlite3.connect(f"{pfad.absolute().as_uri()}?mode=ro", uri=True)) as datenbank:
            return not _is_empty(datenbank)
    except sqlite3.Error:
        return False


def _set_aside(pfad: Path) -> Path:
    beiseite = pfad.with_name(f"{pfad.name}.defekt")
    pfad.replace(beiseite)
    pfad.with_name(f"{pfad.name}-journal").unlink(missing_ok=True)  # SQLite would play it back into the new file
    return beiseite


def _unusable(pfad: Path, fehler: Exception) -> DateiError:
    if "locked" in str(fehler):
        return DateiError(f"{pfad}: Eine andere Ausgabe läuft noch. Bitte warten, bis sie fertig ist.")
    return DateiError(
        f"{pfad}: Das Gedächtnis früherer Ausgaben lässt sich nicht öffnen oder schreiben. "
        "Bitte prüfen, ob der Ordner beschreibbar und der Datenträger nicht voll ist."
    )


def _text(wert: object) -> object:
    return wert.isoformat() if isinstance(wert, date) else wert


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None

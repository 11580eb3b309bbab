"""Files in: XLSX, CSV and JSON, as real exports are, become Kunden."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from wiedervorlage.errors import DateiError, Meldung
from wiedervorlage.konzept.model import Feld
from wiedervorlage.kunde import Kunde
from wiedervorlage.readers.collection import Collection
from wiedervorlage.readers.delimited import read_csv
from wiedervorlage.readers.eingabe import Eingabe
from wiedervorlage.readers.entries import Ort
from wiedervorlage.readers.headings import fold
from wiedervorlage.readers.objects import add_json
from wiedervorlage.readers.records import Records
from wiedervorlage.readers.schema import LISTEN, NACHTRAG, An, add_aliases, build_schemas
from wiedervorlage.readers.sources import CSV, JSON, XLSX, check_kind, find_sources
from wiedervorlage.readers.tables import Tabelle, add_table

__all__ = ["Eingabe", "add_aliases", "fold", "read", "read_object", "structure_kunde"]

_KEINE: Final[Mapping[str, str]] = MappingProxyType({})


def read(
    pfade: Sequence[Path],
    felder: Sequence[Feld],
    stichtag: date | None = None,
    gruppen: Mapping[str, str] = _KEINE,
    kontakte: Sequence[Path] = (),
    vorgang: Callable[[str], str] | None = None,
) -> Eingabe:
    """Read lists of Kunden, with the lists of Kontakte and Teilnahmen beside them.

    `felder` are all fields that count, the core's and the concept's; other columns are left alone. `stichtag` tells
    only which days of birth are impossible. What is dated after it is kept: whether it counts, others decide.
    `gruppen`: the gruppe of a Teilnahme that names none, by the name of its massnahme, compared like a heading.
    `kontakte`: files of Kontakte that the lists do not have yet. Their rows name the Kunde by his Kundennummer or by
    what `vorgang` makes of it; what the lists have already is not added once more.
    Raises DateiError where a file as a whole cannot be used; all else that is wrong stands in `Eingabe.meldungen`.
    """
    collection = Collection(build_schemas(felder, stichtag), gruppen, vorgang, stichtag)
    spaeter: list[Tabelle] = []
    for pfad, an in find_sources(pfade):
        if pfad.suffix.lower() in JSON:
            add_json(pfad, collection)
            continue
        for tabelle in _tables(pfad, an, LISTEN, collection):
            if tabelle.an == "kunde":
                add_table(tabelle, collection)
            else:  # whose Kontakte these are is known only when all Kunden are there
                spaeter.append(tabelle)
    for pfad in kontakte:
        check_kind(pfad, XLSX + CSV)
        spaeter += _tables(pfad, "nachtrag", NACHTRAG, collection)
    for tabelle in spaeter:
        add_table(tabelle, collection)
    return collection.eingabe()


def _tables(pfad: Path, an: An, blaetter: Mapping[An, str], collection: Collection) -> Sequence[Tabelle]:
    if pfad.suffix.lower() not in XLSX:
        return [read_csv(pfad, an, collection.schemas[an])]
    from wiedervorlage.readers.workbooks import read_xlsx  # zip, expat and a process: only where they are needed

    return read_xlsx(pfad, collection.schemas, blaetter)


def structure_kunde(
    daten: Mapping[str, Any],
    felder: Sequence[Feld],
    stichtag: date | None = None,
    gruppen: Mapping[str, str] = _KEINE,
) -> tuple[Kunde, tuple[Meldung, ...]]:
    """Make a Kunde of an object of JSON or TOML: dates as text or as dates, sets as text or as lists.

    Returns him and what of him could not be read. Raises DateiError without a usable Kundennummer. Keys that are no
    field are left alone; `read_object` names them.
    """
    eingabe = read_object(daten, felder, stichtag, gruppen)
    if not eingabe.kunden:
        raise DateiError(eingabe.meldungen[0].text)
    return eingabe.kunden[0], eingabe.meldungen


def read_object(
    daten: Mapping[str, Any],
    felder: Sequence[Feld],
    stichtag: date | None = None,
    gruppen: Mapping[str, str] = _KEINE,
) -> Eingabe:
    """Read such an object like a list of one Kunde; without a usable Kundennummer there is none.

    Keys that stand for no field are `unbeachtet`, those of his Kontakte as `kontakte.key`.
    """
    collection = Collection(build_schemas(felder, stichtag), gruppen)
    Records(collection).add(daten, Ort())
    return collection.eingabe()

"""JSON: an object with the list `kunden`."""

import json
from pathlib import Path
from typing import Any

from wiedervorlage.readers import mangel, refusal
from wiedervorlage.readers.collection import Collection
from wiedervorlage.readers.entries import Ort
from wiedervorlage.readers.records import Records
from wiedervorlage.readers.text_files import read_text


class _DuplicateKeyError(ValueError):
    """A key stands twice in one object, and JSON would silently take the last."""


def add_json(pfad: Path, collection: Collection) -> None:
    """Read all Kunden of a JSON file into the collection; DateiError where it is not JSON or of another shape."""
    daten = _load(pfad)
    kunden = daten.get("kunden") if isinstance(daten, dict) else None
    if not isinstance(kunden, list):
        raise refusal.keine_kundenliste(pfad)
    records = Records(collection)
    for nummer, kunde in enumerate(kunden, 1):
        ort = Ort(str(pfad), zeile=nummer, zaehlwort="Eintrag")
        if isinstance(kunde, dict):
            records.add(kunde, ort)
        else:
            collection.drop_kunde(mangel.kein_eintrag(kunde), ort)


def _load(pfad: Path) -> Any:
    try:
        return json.loads(read_text(pfad), object_pairs_hook=_unique)
    except json.JSONDecodeError as fehler:
        raise refusal.kein_json(pfad, fehler.lineno, fehler.colno) from None
    except _DuplicateKeyError as fehler:
        raise refusal.doppelter_schluessel(pfad, str(fehler)) from None
    except (ValueError, RecursionError):
        raise refusal.json_unlesbar(pfad) from None


def _unique(paare: list[tuple[str, Any]]) -> dict[str, Any]:
    objekt = dict(paare)
    if len(objekt) < len(paare):
        namen = [name for name, _ in paare]
        raise _DuplicateKeyError(next(name for name in namen if namen.count(name) > 1))
    return objekt

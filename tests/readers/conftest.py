from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wiedervorlage.konzept.load import grundlagen
from wiedervorlage.konzept.model import Feld
from wiedervorlage.readers import Eingabe, read
from wiedervorlage.readers.cells import Reading, cell_reader

STICHTAG = date(2026, 7, 1)

# One field of each type that the core itself has none of
WEITERE = (
    Feld("schluesselgruppen", "auswahlen", "Schlüsselgruppe", "Schlüsselgruppen", werte={k: (k,) for k in "QLMR"}),
    Feld("handlungsstrategien", "texte", "Handlungsstrategien", "vereinbarte Strategien"),
    Feld("plaene", "daten", "Pläne", "alle Pläne"),
    Feld(
        "prognosen",
        "auswahlen",
        "Prognosen",
        "Prognosen",
        werte={"integriert": ("integriert, aber hilfebedürftig",), "Z": ("Z",)},
    ),
    Feld("themen", "auswahlen", "Themen", "Themen", werte={"schulden": ("Schulden",)}, offen=True),
)


@pytest.fixture(scope="session")
def felder() -> tuple[Feld, ...]:
    return (*grundlagen()["felder"], *WEITERE)


@pytest.fixture
def reading(felder: tuple[Feld, ...]) -> Callable[..., Reading]:
    """The reading of a field, by its name."""

    def build(name: str, an: str = "kunde", stichtag: date | None = STICHTAG) -> Reading:
        return cell_reader(next(f for f in felder if f.name == name and f.an == an), stichtag)

    return build


@pytest.fixture
def lies(tmp_path: Path, felder: tuple[Feld, ...]) -> Callable[..., Eingabe]:
    """Write files (name to text or bytes) and read the first, or those in `nur`."""

    def write_and_read(dateien: Mapping[str, str | bytes], nur: tuple[str, ...] = (), **extra: Any) -> Eingabe:
        for name, inhalt in dateien.items():
            (tmp_path / name).write_bytes(inhalt if isinstance(inhalt, bytes) else inhalt.encode())
        pfade = [tmp_path / name for name in nur or [next(iter(dateien))]]
        return read(pfade, felder, extra.get("stichtag", STICHTAG))

    return write_and_read

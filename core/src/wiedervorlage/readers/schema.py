"""How the cells of the three kinds of entries are read, worked out once per run."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, cast

from attrs import evolve, fields_dict, frozen

from wiedervorlage.errors import EinstellungError, gemeint
from wiedervorlage.konzept.model import Feld
from wiedervorlage.kunde import FEHLT, UNLESBAR, Kontakt, Wert
from wiedervorlage.readers.cells import Reading, cell_reader
from wiedervorlage.readers.headings import fold, known_headings
from wiedervorlage.readers.mangel import Mangel

An = Literal["kunde", "kontakt", "teilnahme", "nachtrag"]
"""What a row is; a `nachtrag` is a Kontakt that the export does not have yet."""

Werte = dict[str, Wert]
Maengel = dict[str, Mangel]

ARTEN: Final[tuple[An, ...]] = ("kunde", "kontakt", "teilnahme")

LISTEN: Final[Mapping[An, str]] = {"kunde": "Kunden", "kontakt": "Kontakte", "teilnahme": "Teilnahmen"}
"""What people call the list of each kind, and the sheet it stands on."""

NACHTRAG: Final[Mapping[An, str]] = {"nachtrag": LISTEN["kontakt"]}

NOETIG: Final[Mapping[An, str]] = {
    "kunde": "kundennummer",
    "kontakt": "datum",
    "teilnahme": "massnahme",
    "nachtrag": "datum",
}
"""The field without which there is no entry of its kind."""


@frozen
class Schema:
    """The fields of one kind of entry: how each is read, and which heading stands for which in a table.

    Every table has the column Kundennummer; `ueberschriften` knows it for each kind, `lesen` too.
    """

    felder: Mapping[str, Feld]
    lesen: Mapping[str, Reading]
    ueberschriften: Mapping[str, str]


def build_schemas(felder: Sequence[Feld], stichtag: date | None) -> Mapping[An, Schema]:
    """Work out the reading of all fields; `stichtag` limits dates of birth."""
    return {an: _schema(eigen, stichtag) for an, eigen in _by_kind(felder).items()}


def _by_kind(felder: Sequence[Feld]) -> dict[An, list[Feld]]:
    nummer = [feld for feld in felder if feld.an == "kunde" and feld.name == "kundennummer"]
    eigen = {an: [feld for feld in felder if feld.an == an] for an in ARTEN}
    # A Kontakt has attributes, not `werte`: a field that is none of them could not be kept
    eigen["kontakt"] = [feld for feld in eigen["kontakt"] if feld.name in fields_dict(Kontakt)]
    oder_vorgang = [evolve(feld, aliase=(*feld.aliase, "Vorgang")) for feld in nummer]
    return {
        "kunde": eigen["kunde"],
        "kontakt": nummer + eigen["kontakt"],
        "teilnahme": nummer + eigen["teilnahme"],
        "nachtrag": oder_vorgang + eigen["kontakt"],
    }


def _schema(felder: Sequence[Feld], stichtag: date | None) -> Schema:
    return Schema(
        {feld.name: feld for feld in felder},
        {feld.name: cell_reader(feld, stichtag) for feld in felder},
        known_headings(felder),
    )


def add_aliases(felder: Sequence[Feld], aliase: Mapping[str, Sequence[str]]) -> tuple[Feld, ...]:
    """Give fields further headings: `status` names one of the Kunde, `kontakt.datum` and `teilnahme.art` the others.

    Raises EinstellungError for a field that does not exist, and for a heading that already means another one.
    """
    namen = {feld.name if feld.an == "kunde" else f"{feld.an}.{feld.name}": feld for feld in felder}
    listen = [(eigen, known_headings(eigen)) for eigen in _by_kind(felder).values()]
    for name, texte in aliase.items():
        feld = namen.get(name)
        if feld is None:
            raise EinstellungError(f"aliase: Ein Feld „{name}“ gibt es nicht{gemeint(name, namen)}.")
        for text in texte:
            vergeben = {bekannt.setdefault(fold(text), feld.name) for eigen, bekannt in listen if feld in eigen}
            if anderes := next(iter(vergeben - {feld.name}), None):
                raise EinstellungError(
                    f"aliase.{name}: „{text}“ bedeutet schon „{anderes}“; bitte eine andere Überschrift nennen."
                )
    return tuple(
        evolve(feld, aliase=(*feld.aliase, *neue)) if (neue := aliase.get(name)) else feld
        for name, feld in namen.items()
    )


Spalten = tuple[tuple[str, Reading, Any], ...]
"""What is read of each row or object of one shape: the field, its reading, the index or key of its cell."""


def read_cells(spalten: Spalten, zellen: Sequence[object] | Mapping[str, object]) -> tuple[Werte, Maengel]:
    """Read the cells of one row or object into its values and what is wrong with them.

    A large list spends half its time here; hence plain subscripts.
    """
    daten = cast(Mapping[Any, object], zellen)
    werte: Werte = {}
    maengel: Maengel = {}
    for name, reading, stelle in spalten:
        try:
            wert = reading[daten[stelle]]
        except TypeError:  # JSON has lists and objects, which are no keys
            wert = reading.parse(daten[stelle])
        if wert is FEHLT:
            continue
        if isinstance(wert, Mangel):
            maengel[name] = wert
            werte[name] = UNLESBAR
        else:
            werte[name] = wert
    return werte, maengel

"""The list beside a calendar that somebody keeps: what to move, delete or take in there by hand."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Final

from attrs import frozen

from wiedervorlage.konzept import Konzept
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.writers.workbook import add_list, day_format, new_workbook, text_format, write_row


class Wandel(StrEnum):
    """What became of an entry since the last export."""

    NEU = "neu"
    VERSCHOBEN = "verschoben"
    GEAENDERT = "geändert"
    ENTFALLEN = "entfallen"
    ABGEGEBEN = "abgegeben"
    UEBERNOMMEN = "übernommen"


KOMMT_HINZU: Final = frozenset({Wandel.NEU, Wandel.UEBERNOMMEN})
"""The entries that a calendar does not have yet."""

_EINLESEN: Final = "mit der Kalenderdatei einlesen"
_ZU_TUN: Final = {
    Wandel.NEU: _EINLESEN,
    Wandel.VERSCHOBEN: "Betreff und Text ersetzen",
    Wandel.GEAENDERT: "Betreff und Text ersetzen",
    Wandel.ENTFALLEN: "Eintrag löschen",
    Wandel.ABGEGEBEN: "Eintrag löschen",
    Wandel.UEBERNOMMEN: _EINLESEN,
}


@frozen
class Aenderung:
    """What became of one entry; `vorgang` is the code to search the calendar for.

    `anlass`: why it is gone, or from or to whom it went. `betreff`, `text`: what the entry says now.
    """

    uid: str
    was: Wandel
    vorgang: str
    bisher: date | None
    jetzt: date | None
    faellig: date | None
    anlass: str = ""
    betreff: str = ""
    text: str = ""

    @property
    def zu_tun(self) -> str:
        """What the owner of a kept calendar does with it."""
        schritt = _ZU_TUN[self.was]
        rueckt = self.was in (Wandel.VERSCHOBEN, Wandel.GEAENDERT) and self.bisher != self.jetzt
        return f"verschieben, {schritt}" if rueckt else schritt


_SPALTEN: Final = (
    ("Änderung", 12.0), ("Zu tun", 24.0), ("Suchen nach", 12.0), ("Eintrag bisher", 10.5), ("Eintrag jetzt", 10.5),
    ("Fällig", 10.5), ("Anlass", 22.0), ("Betreff", 34.0), ("Text", 48.0),
)  # fmt: skip


def as_workbook(aenderungen: Sequence[Aenderung], konzept: Konzept, stichtag: date) -> bytes:
    """The list as XLSX, in the order of what is to be done; the same list gives the same bytes."""
    ziel = BytesIO()
    mappe = new_workbook(ziel, f"Änderungen zum Stichtag {stichtag:%d.%m.%Y}", stichtag)
    blatt = add_list(mappe, f"Änderungen {stichtag:%d.%m.%Y}", _SPALTEN, len(aenderungen), konzept, stichtag)
    formate = text_format(mappe), day_format(mappe)
    for zeile, a in enumerate(sorted(aenderungen, key=_order), 1):
        suchen = anzeige(a.vorgang) if a.vorgang else None
        inhalte = (a.was, a.zu_tun, suchen, a.bisher, a.jetzt, a.faellig, a.anlass, a.betreff, a.text)
        write_row(blatt, zeile, inhalte, _SPALTEN, *formate)
    mappe.close()
    return ziel.getvalue()


def _order(a: Aenderung) -> tuple[int, date, str, str]:
    return list(Wandel).index(a.was), a.bisher or a.jetzt or date.min, a.vorgang, a.uid

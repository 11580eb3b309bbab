"""Names that every concept has, and fields that none can use."""

from typing import Final, Literal

Akteur = Literal["betreuer", "kuz", "sc", "jobakademie", "traeger", "ifk", "fuehrung"]
"""Who can owe something."""

JEDER_KONTAKT: Final = "jeder"
"""The Kontaktbegriff that every concept has: any contact that was held."""

MERKMALE: Final = ("art", "ergebnis", "akteur", "qualifiziert", "anlass")
"""What can be asked of a Kontakt; its day is bounded by the event that names it."""

FAKTEN_KUNDE: Final = ("stichtag", "alter")
"""Facts that the interpreter itself provides for every Kunde."""

NUR_GELESEN: Final = ("kundennummer", "betreuer", "letzter_kontakt", "letzter_kontakt_art")
"""Fields no row can name: who it is about, and a last contact, which the reader makes a Kontakt of."""

FAKTEN_FENSTER: Final = ("fenster", "fenster_beginn", "fenster_ende")
"""The number, the first and the last day of a window, in the rows of a Pflicht with windows."""

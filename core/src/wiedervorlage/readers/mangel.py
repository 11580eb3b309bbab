"""What is wrong with a cell or an entry, in sentences for people; none of them may hold a personal datum."""

from collections.abc import Sequence
from datetime import date, time
from re import ASCII, compile
from typing import Final, Literal

from attrs import evolve, frozen

EINTRAG_UNLESBAR: Final = "ein Eintrag war nicht lesbar"
DATUM: Final = "Datum wie 31.01.2026"

Klasse = Literal["Text", "Zahl", "Ja/Nein-Wert", "Datum", "Uhrzeit", "Liste", "Objekt"]
_STEHT: Final[dict[Klasse, str]] = {
    "Text": "Text",
    "Zahl": "eine Zahl",
    "Ja/Nein-Wert": "ein Ja/Nein-Wert",
    "Datum": "ein Datum",
    "Uhrzeit": "eine Uhrzeit",
    "Liste": "eine Liste",
    "Objekt": "ein Objekt",
}

# A row that slipped by a column puts names, numbers and addresses under any heading: those are not shown.
_PERSOENLICH: Final = compile(r"\d{3}|[,@]|.{41}", ASCII)


@frozen
class Mangel:
    """What is wrong with one cell: what stands there, what to do, and what `Meldung` wants to know besides."""

    befund: str
    rat: str
    gefunden: str | None = None
    erwartet: str | None = None

    @property
    def satz(self) -> str:
        """The whole sentence."""
        return f"{self.befund}; {self.rat}."

    def weg(self) -> "Mangel":
        """The same, saying that the entry is left out because of it."""
        return evolve(self, befund=f"{self.befund}, deshalb bleibt der Eintrag weg")


def klasse(roh: object) -> Klasse:
    """Name the kind of a value, without the value."""
    match roh:
        case str():
            return "Text"
        case bool():
            return "Ja/Nein-Wert"
        case int() | float():
            return "Zahl"
        case date():
            return "Datum"
        case time():
            return "Uhrzeit"
        case list() | tuple():
            return "Liste"
    return "Objekt"


# --- cells ----------------------------------------------------------------------------------------------------------


def statt(roh: object, genitiv: str, was: str, beispiel: str) -> Mangel:
    """A value of the wrong kind; `genitiv`, `was` and `beispiel` say what should stand there."""
    art = klasse(roh)
    return Mangel(
        f"Hier steht {_STEHT[art]} statt {genitiv}", f"bitte {beispiel} eintragen", f"{art} statt {was}", beispiel
    )


def kein_datum(roh: object) -> Mangel:
    """Something that has not even the form of a date."""
    return statt(roh, "eines Datums", "Datum", f"ein {DATUM}")


def unmoegliches_datum(text: str, geburt: bool) -> Mangel:
    """A day that is in no calendar, or in none that a Jobcenter uses."""
    if geburt:
        return Mangel("Diesen Tag der Geburt gibt es nicht", "bitte das Datum berichtigen", "unmögliches Datum", DATUM)
    return Mangel(f"„{text}“ ist kein mögliches Datum", "bitte das Datum berichtigen", text, DATUM)


def geburt_nach_stichtag() -> Mangel:
    """A birth after the Stichtag."""
    was = "Datum nach dem Stichtag"
    return Mangel("Das Geburtsdatum liegt nach dem Stichtag", "bitte das Datum berichtigen", was, DATUM)


def fehlerwert(text: str) -> Mangel:
    """What a spreadsheet writes where it had nothing to show."""
    return Mangel(f"Die Zelle enthält den Fehlerwert {text}", "bitte den Inhalt der Zelle berichtigen", text)


def kein_text(roh: object) -> Mangel:
    """A date, list or the like where a text belongs."""
    return statt(roh, "eines Textes", "Text", "einen Text")


def kein_ja_nein(roh: object) -> Mangel:
    """Neither yes nor no."""
    return statt(roh, "ja oder nein", "ja oder nein", "ja oder nein")


def kein_wert(roh: object, erlaubt: Sequence[str], naechster: str | None) -> Mangel:
    """A value that is not on the list of its field; it is shown only where it is a misspelt one of them."""
    liste = ", ".join(erlaubt)
    rat = f"bitte einen dieser Werte eintragen: {liste}"
    vielleicht = f", gemeint ist vielleicht „{naechster}“" if naechster else ""
    if not isinstance(roh, str):
        return Mangel(f"Hier steht {_STEHT[klasse(roh)]}", rat, f"{klasse(roh)} statt Wert", liste)
    if naechster is None or _PERSOENLICH.search(roh):
        return Mangel(f"Hier steht ein unbekannter Text{vielleicht}", rat, "unbekannter Text", liste)
    return Mangel(f"„{roh}“ ist hier kein bekannter Wert{vielleicht}", rat, roh, liste)


def keine_neben_werten() -> Mangel:
    """A set that is none and yet has members."""
    return Mangel("Hier steht „keine“ neben anderen Werten", "bitte nur eins von beidem eintragen", "keine und Werte")


# --- rows and entries -----------------------------------------------------------------------------------------------

_WAS: Final = {"kundennummer": "Die Kundennummer", "datum": "Das Datum", "massnahme": "Die Maßnahme"}


def fehlt(name: str) -> Mangel:
    """A field without which there is no entry: Kundennummer, Datum, Maßnahme."""
    return Mangel(f"{_WAS[name]} fehlt", "bitte ergänzen", "leer", DATUM if name == "datum" else None)


def keine_kundennummer(roh: object) -> Mangel:
    """Something under Kundennummer that is none."""
    return statt(roh, "einer Kundennummer", "Kundennummer", "die Kundennummer")


def umgewandelte_kundennummer() -> Mangel:
    """1E+123, 1.23457E+11: digits are lost, so nothing can be made of it."""
    return Mangel(
        "Eine Tabellenkalkulation hat die Kundennummer in eine Zahl verwandelt",
        "bitte die Spalte als Text formatieren und die Nummer neu eintragen",
        "Zahl statt Kundennummer",
        "Kundennummer als Text",
    )


def doppelte_kundennummer(wo: str) -> Mangel:
    """A second row of a Kunde that says something else."""
    return Mangel(
        f"Die Kundennummer steht mit anderen Angaben schon in {wo}",
        "bitte nur einen der Einträge behalten",
        "doppelt",
        "jede Kundennummer nur einmal",
    )


def wiederholte_zeile(wo: str) -> Mangel:
    """A second row of a Kunde that says the same: nothing is lost, but somebody should know."""
    return Mangel(
        f"Die Zeile wiederholt {wo} und zählt nur einmal",
        "bitte eine der beiden löschen",
        "doppelt",
        "jede Zeile nur einmal",
    )


def unbekannte_kundennummer() -> Mangel:
    """A Kontakt or a Teilnahme of nobody on the list."""
    return Mangel(
        "Diese Kundennummer steht nicht in der Liste der Kunden",
        "bitte den Kunden dort ergänzen oder die Zeile löschen",
        "unbekannte Kundennummer",
        "Kundennummer aus der Liste der Kunden",
    )


def unbekannter_kunde() -> Mangel:
    """A further Kontakt of nobody on the list."""
    return Mangel(
        "Einen Kunden mit dieser Nummer oder diesem Vorgang hat die Liste nicht",
        "bitte die Angabe prüfen oder die Zeile löschen",
        "unbekannter Kunde",
        "Kundennummer oder Vorgang aus der Liste",
    )


def letzter_kontakt_kommt_noch() -> Mangel:
    """A last contact, which has been held, after the Stichtag."""
    return Mangel(
        "Der letzte Kontakt liegt nach dem Stichtag und zählt deshalb nicht",
        "bitte das Datum oder den Stichtag berichtigen",
        "Datum nach dem Stichtag",
        DATUM,
    )


def zu_viele_zellen() -> Mangel:
    """A row that is longer than the header: its cells may stand under the wrong headings."""
    return Mangel(
        "Die Zeile hat mehr Zellen als die Liste Spalten, vielleicht steht ein Trennzeichen in einem Text",
        "bis es berichtigt ist, zählen die Angaben der Zeile als unbekannt",
        "zu viele Zellen",
    )


def keine_eintraege(roh: object, name: str) -> Mangel:
    """Something else where JSON has a list of entries."""
    return statt(roh, f"der Liste „{name}“", "Liste", "eine Liste [{…}, {…}]")


def kein_eintrag(roh: object) -> Mangel:
    """Something else where JSON has one entry."""
    return statt(roh, "eines Eintrags", "Eintrag", "einen Eintrag {…}")

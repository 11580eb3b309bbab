"""An empty workbook for the list of a Jobcenter: what is typed into it reads back without a Meldung."""

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from textwrap import wrap
from typing import Any, Final

from attrs import frozen

from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.model import KEINE, UNBEKANNT, Feld
from wiedervorlage.konzept.usage import used_fields
from wiedervorlage.readers.collection import NUMMER
from wiedervorlage.readers.schema import ARTEN, LISTEN, NOETIG, An, build_schemas
from wiedervorlage.writers.workbook import TAG, new_workbook, write_header

ZEILEN: Final = 500
"""So many rows below the headings have drop-downs and checks."""

_ERSTER_TAG: Final = date(1900, 1, 1)
_LAENGSTE_LISTE: Final = 255  # characters of a drop-down with its commas, of Excel
_MEHRERE: Final = "Mehrere mit Semikolon trennen, etwa "
_MENGEN: Final = {"daten": "01.02.2026; 15.03.2026", "auswahlen": "eines; anderes", "texte": "eines; anderes"}


@frozen
class _Blatt:
    """One sheet: what its rows are and which columns it has."""

    an: An
    felder: tuple[Feld, ...]


def as_template(konzept: Konzept) -> bytes:
    """The workbook as XLSX; the same concept gives the same bytes."""
    ziel = BytesIO()
    mappe = new_workbook(ziel, f"Vorlage: {konzept.weisung}", konzept.gilt_ab)
    formate = {art: mappe.add_format({"num_format": form}) for art, form in (("datum", TAG), ("text", "@"))}
    for blatt in _sheets(konzept):
        _write(mappe, blatt, formate)
    mappe.close()
    return ziel.getvalue()


def _sheets(konzept: Konzept) -> Iterator[_Blatt]:
    """The sheets and columns on which an answer can depend, as the reader knows them."""
    benutzt = {(f.an, f.name) for f in used_fields(konzept)}
    schemas = build_schemas(konzept.felder, None)
    for an in ARTEN:
        felder = [f for f in schemas[an].felder.values() if (f.an, f.name) in benutzt]
        if an != "teilnahme" or _says_something(felder, schemas["kontakt"].felder):
            yield _Blatt(an, tuple(felder))


def _says_something(teilnahme: list[Feld], kontakt: Mapping[str, Feld]) -> bool:
    """Whether the concept asks for more of a Teilnahme than its name and what a Kontakt has too, such as `art`."""
    return any(f.name != NOETIG["teilnahme"] and f.name not in kontakt for f in teilnahme)


def _write(mappe: Any, blatt: _Blatt, formate: Mapping[str, Any]) -> None:
    tabelle = mappe.add_worksheet(LISTEN[blatt.an])
    # text, wherever it is no day: a Kundennummer keeps its zeros, and 1/2 does not become the first of February
    spalten = [(f.ueberschrift, _width(f), formate["datum" if f.typ == "datum" else "text"]) for f in blatt.felder]
    write_header(mappe, tabelle, spalten)
    for nummer, feld in enumerate(blatt.felder):
        noetig = feld.name in (NUMMER, NOETIG[blatt.an])
        kommentar = "\n".join(_comment(feld, blatt.an, noetig))
        tabelle.write_comment(0, nummer, kommentar, {"x_scale": 2, "y_scale": _comment_height(kommentar)})
        if (pruefung := _check(feld, noetig)) is not None:
            tabelle.data_validation(1, nummer, ZEILEN, nummer, pruefung)


def _width(feld: Feld) -> float:
    laengster = max((len(text) for text in _choices(feld)), default=0)
    return max(12, len(feld.ueberschrift) + 2, laengster + 4)


# --- drop-downs and checks --------------------------------------------------------------------------------------------


def _check(feld: Feld, noetig: bool) -> dict[str, Any] | None:
    """What a spreadsheet lets into the cells of a column; the reader knows more spellings than that."""
    auswahl = _choices(feld)
    if feld.typ == "datum":
        was = {"validate": "date", "criteria": "between", "minimum": _ERSTER_TAG, "maximum": OFFEN}
        satz = "Bitte ein Datum eingeben, etwa 23.11.2026."
    elif feld.typ in ("auswahl", "ja_nein") and auswahl and len(",".join(auswahl)) <= _LAENGSTE_LISTE:
        was = {"validate": "list", "source": list(auswahl)}
        satz = "Bitte einen Wert der Liste wählen."
    else:
        return None
    return was | _objection(feld, noetig, satz)


def _objection(feld: Feld, noetig: bool, satz: str) -> dict[str, Any]:
    if feld.offen:
        return {"show_error": False}
    # where an empty cell means "nobody knows", `keine` says something else and must remain possible
    art = "warning" if feld.fehlt == UNBEKANNT and not noetig else "stop"
    return {"error_type": art, "error_title": feld.ueberschrift[:32], "error_message": satz}


def _choices(feld: Feld) -> tuple[str, ...]:
    """The values as people see them; in a drop-down a comma would make two of one."""
    if feld.typ == "ja_nein":
        return ("ja", "nein")
    texte = ([*spellings, wert] for wert, spellings in feld.werte.items())
    return tuple(next((text for text in t if "," not in text), t[-1]) for t in texte)


# --- comments ---------------------------------------------------------------------------------------------------------


def _comment(feld: Feld, an: An, noetig: bool) -> Iterator[str]:
    if feld.name == NUMMER and an != "kunde":
        yield "Nummer des Kunden, wie sie auf dem Blatt Kunden steht."
    else:
        yield feld.bedeutung[:1].upper() + feld.bedeutung[1:] + "."
    if feld.typ in _MENGEN:
        yield _MEHRERE + _several(feld)
    if noetig:
        yield "Nötig: ohne diese Angabe zählt die Zeile nicht."
    else:
        yield f"Leer heißt: {absence(feld)}."
    if feld.offen:
        yield "Andere Werte als die der Liste sind möglich."


def _comment_height(kommentar: str) -> float:
    """How much taller than usual the box must be; twice as wide, a usual one holds five lines of forty letters."""
    return max(1.0, sum(len(wrap(zeile, 40)) for zeile in kommentar.split("\n")) / 5)


def _several(feld: Feld) -> str:
    if auswahl := _choices(feld):
        return f"{'; '.join(auswahl[:2])} (bekannt: {', '.join(auswahl)})"
    return _MENGEN[feld.typ]


def absence(feld: Feld) -> str:
    """What an empty cell is taken to mean."""
    if isinstance(feld.fehlt, bool):
        return "ja" if feld.fehlt else "nein"
    if feld.fehlt == UNBEKANNT:
        return "nicht bekannt"
    if feld.fehlt == KEINE:
        return "nichts angegeben, es gilt die Weisung" if feld.typ == "ja_nein" else "gibt es nicht"
    return feld.werte[feld.fehlt][0] if feld.fehlt in feld.werte else feld.fehlt

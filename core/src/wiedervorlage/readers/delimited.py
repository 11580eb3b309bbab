"""CSV as real exports are: any of three delimiters, titles above the header, perhaps a first line `sep=;`."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from re import IGNORECASE, compile
from typing import Final

from wiedervorlage.readers import refusal
from wiedervorlage.readers.headings import KOPFZEILEN, find_header
from wiedervorlage.readers.schema import An, Schema
from wiedervorlage.readers.tables import Tabelle
from wiedervorlage.readers.text_files import read_text

_TRENNZEICHEN: Final = (";", "\t", ",")
_SEP: Final = compile(r'"?sep=([;,|\t])"?[;,|\t]*(?:\r\n|\r|\n|\Z)', IGNORECASE)
_OBEN: Final = 200_000  # characters: enough for the rows in which the header can stand
_ENDE: Final = "\0Ende der Datei"


def read_csv(pfad: Path, an: An, schema: Schema) -> Tabelle:
    """Open a CSV file as a table; its rows are counted as a spreadsheet shows them, which hides `sep=;`."""
    text = read_text(pfad)
    if sep := _SEP.match(text):
        return Tabelle(str(pfad), None, an, _rows(text[sep.end() :], sep[1], str(pfad)))
    oben = text[:_OBEN]
    trennzeichen = max(_TRENNZEICHEN, key=lambda zeichen: _known_headings(oben, zeichen, schema))
    return Tabelle(str(pfad), None, an, _rows(text, trennzeichen, str(pfad)))


def _known_headings(text: str, trennzeichen: str, schema: Schema) -> int:
    """How many headings are known if this is the delimiter: of wrong ones hardly any."""
    try:
        oben = list(islice(csv.reader(_lines(text), delimiter=trennzeichen), KOPFZEILEN))
    except csv.Error:
        return 0
    kopf = find_header(oben, schema.ueberschriften)
    return len(kopf[1].index) if kopf else 0


def _lines(text: str) -> Iterable[str]:
    # a StringIO would take four bytes for every character of a file
    return TextIOWrapper(BytesIO(text.encode()), "utf-8", newline="")


def _rows(text: str, trennzeichen: str, datei: str) -> Iterator[list[str]]:
    # A quote that is never closed swallows the rest of the file, and csv says nothing: then this last row is missing
    zeilen = csv.reader(chain(_lines(text), [_ENDE]), delimiter=trennzeichen)
    del text
    try:
        for nummer, zeile in enumerate(zeilen, 1):
            if zeile == [_ENDE]:
                return
            if zeile and zeile[-1].endswith(_ENDE):
                raise refusal.offenes_anfuehrungszeichen(datei, nummer)
            yield zeile
    except csv.Error:
        raise refusal.keine_tabelle(datei) from None

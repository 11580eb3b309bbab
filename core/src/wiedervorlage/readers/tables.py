"""A table: rows of cells under a header, from whatever file."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, islice
from operator import itemgetter
from re import ASCII, IGNORECASE, compile
from typing import Final

from attrs import frozen

from wiedervorlage.kunde import UNLESBAR, Kontakt
from wiedervorlage.readers import mangel, refusal
from wiedervorlage.readers.cleaning import clean
from wiedervorlage.readers.collection import NUMMER, Collection
from wiedervorlage.readers.days import day_reader
from wiedervorlage.readers.entries import Eintraege, Ort
from wiedervorlage.readers.headings import KOPFZEILEN, Kopf, find_header, fold
from wiedervorlage.readers.schema import NOETIG, An, Maengel, Werte, read_cells

_SUMME: Final = compile(r"(?:zwischen|end)?summen?\b|gesamt(?:zahl|summe|ergebnis)?\b|anzahl\b|total\b", IGNORECASE)
_STAND: Final = compile(r"stand\b ?(?::|vom\b|am\b|per\b|\d|$)", IGNORECASE)
_STAND_DATUM: Final = compile(r"\bstand\b\D{0,15}(\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{2}-\d{2})", ASCII | IGNORECASE)


_GEMERKT: Final = 50_000  # with a remark in each row none of them comes twice


@frozen
class Tabelle:
    """The rows of one sheet or CSV file, blank ones too: the first is row 1.

    `an`: what each of them is. No row may have more cells than the header except by mistake: such a row is not trusted.
    """

    datei: str
    blatt: str | None
    an: An
    zeilen: Iterable[Sequence[object]]

    @property
    def wo(self) -> str:
        """File and sheet, for a message."""
        return self.datei if self.blatt is None else f"{self.datei}, Blatt {self.blatt}"


def add_table(tabelle: Tabelle, collection: Collection) -> None:
    """Read all rows of a table into the collection; DateiError where there is no header that can be used."""
    zeilen = enumerate(tabelle.zeilen, 1)
    oben = list(islice(zeilen, KOPFZEILEN))
    if tabelle.blatt and tabelle.an != "kunde" and not any(_filled(zeile) for _, zeile in oben):
        return  # a workbook may have sheets that nobody has filled
    position, kopf = _header([zeile for _, zeile in oben], tabelle, collection)
    for _, zeile in oben[:position]:
        _note_stand(zeile, collection)
    rows = _Rows(tabelle, kopf, collection)
    for nummer, zeile in chain(oben[position + 1 :], zeilen):
        rows.add(nummer, zeile)


def _header(zeilen: Sequence[Sequence[object]], tabelle: Tabelle, collection: Collection) -> tuple[int, Kopf]:
    schema = collection.schemas[tabelle.an]
    gefunden = find_header(zeilen, schema.ueberschriften)
    if gefunden is None or NOETIG[tabelle.an] not in gefunden[1].index:
        noetig = [schema.felder[name] for name in dict.fromkeys((NUMMER, NOETIG[tabelle.an]))]
        raise refusal.keine_kopfzeile(tabelle.wo, KOPFZEILEN, [(f.ueberschrift, *f.aliase) for f in noetig])
    kopf = gefunden[1]
    if kopf.doppelt:
        raise refusal.doppelte_ueberschrift(tabelle.wo, *kopf.doppelt)
    namen = kopf.index.keys() - (set() if tabelle.an == "kunde" else {NUMMER})
    collection.note_columns(tabelle.an, namen, kopf.unbeachtet)
    return gefunden


class _Bekannt:
    """The Kontakte of rows before: as a value one serves all rows that differ in nothing but the Kundennummer.

    In a list of 150,000 nine of ten rows are of that kind.
    """

    def __init__(self, kopf: Kopf) -> None:
        stellen = [index for name, index in kopf.index.items() if name != NUMMER]
        self._merkmale = itemgetter(*stellen, *stellen[:1])  # of two it makes a tuple, of one it would not
        self._kontakte: dict[object, Kontakt] = {}

    def get(self, zeile: Sequence[object]) -> Kontakt | None:
        return self._kontakte.get(self._merkmale(zeile))

    def keep(self, zeile: Sequence[object], kontakt: Kontakt) -> None:
        merkmale = self._merkmale(zeile)
        # only text, for 1, 1.0 and True would be one key
        if len(self._kontakte) < _GEMERKT and all(isinstance(zelle, str) for zelle in merkmale):
            self._kontakte[merkmale] = kontakt


class _Rows:
    """The rows under one header."""

    def __init__(self, tabelle: Tabelle, kopf: Kopf, collection: Collection) -> None:
        lesen = collection.schemas[tabelle.an].lesen
        self._spalten = tuple((name, lesen[name], index) for name, index in kopf.index.items())
        self._tabelle, self._kopf, self._collection = tabelle, kopf, collection
        self._bekannt = _Bekannt(kopf) if tabelle.an in ("kontakt", "nachtrag") else None

    def add(self, nummer: int, zeile: Sequence[object]) -> None:
        """Read one row, unless it is none: blank, a total, a repeated header."""
        an, breite = self._tabelle.an, self._kopf.breite
        bekannt = self._bekannt if len(zeile) == breite else None
        kontakt = bekannt.get(zeile) if bekannt is not None else None
        if kontakt is not None and self._collection.add_kontakt(an, zeile[self._kopf.index[NUMMER]], kontakt):
            return
        if len(zeile) < breite:
            zeile = [*zeile, *[None] * (breite - len(zeile))]
        werte, maengel = read_cells(self._spalten, zeile)
        wer = werte.get(NUMMER)
        # Only what does not look like a Kundennummer is worth a second look
        if not (isinstance(wer, str) and wer.isalnum() and not wer.isalpha()) and self._is_no_entry(zeile):
            return
        if len(zeile) > breite and _filled(zeile[breite:]):
            werte, maengel = self._slipped(werte, maengel)
        if an == "kunde":
            self._collection.add_kunde(werte, maengel, Eintraege(), self._ort(nummer))
            return
        kontakt = self._collection.add_entry(an, werte, maengel)
        if maengel:
            self._collection.report(*self._ort(nummer).meldungen(maengel))
        elif kontakt is not None and bekannt is not None:
            bekannt.keep(zeile, kontakt)

    def _slipped(self, werte: Werte, maengel: Maengel) -> tuple[Werte, Maengel]:
        """Nothing in a row with a cell too many stands for certain under its heading, so all of it is unknown."""
        an = self._tabelle.an
        nummer = {NUMMER: werte.pop(NUMMER)} if NUMMER in werte else {}
        rest = dict.fromkeys(werte, UNLESBAR) if an == "kunde" else {}
        return nummer | rest, {NOETIG[an]: mangel.zu_viele_zellen()} | {k: v for k, v in maengel.items() if k == NUMMER}

    def _ort(self, nummer: int) -> Ort:
        return Ort(self._tabelle.datei, self._tabelle.blatt, nummer, self._kopf.ueberschriften)

    def _is_no_entry(self, zeile: Sequence[object]) -> bool:
        texte = _filled(zeile)
        if not texte:
            return True
        nummer = _filled([zeile[self._kopf.index[NUMMER]]])
        text = (nummer or texte)[0]
        if _STAND.match(text):
            _note_stand(zeile, self._collection)
            return True
        wiederholt = bool(nummer) and fold(text) == fold(self._kopf.ueberschriften[NUMMER])
        return wiederholt or _SUMME.match(text) is not None


def _filled(zeile: Iterable[object]) -> list[str]:
    texte = (clean(zelle) if isinstance(zelle, str) else str(zelle) for zelle in zeile if zelle is not None)
    return [text for text in texte if text]


def _note_stand(zeile: Sequence[object], collection: Collection) -> None:
    treffer = _STAND_DATUM.search(" ".join(_filled(zeile)))
    stand = day_reader()(treffer[1]) if treffer else None
    if isinstance(stand, date):
        collection.note_stand(stand)

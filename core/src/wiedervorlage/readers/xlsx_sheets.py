"""The sheets of a workbook: which there are, which are read, how far they reach."""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.parsers.expat import ParserCreate
from zipfile import ZipInfo

from attrs import frozen

from wiedervorlage.readers import refusal_xlsx as refusal
from wiedervorlage.readers.headings import fold
from wiedervorlage.readers.schema import LISTEN, An
from wiedervorlage.readers.xlsx_package import Package

ZEILEN: Final = 500_000
ZELLEN: Final = 2_000_000  # all filled with different texts, they take the child 280 MB
FEHLERWERTE: Final = 200_000
_BREIT: Final = 1_000

# The file has the English names, people see the German ones
_FEHLERWERTE: Final = {
    "#N/A": "#NV",
    "#VALUE!": "#WERT!",
    "#REF!": "#BEZUG!",
    "#NUM!": "#ZAHL!",
    "#SPILL!": "#ÜBERLAUF!",
    "#CALC!": "#KALK!",
}
_NICHT_BERECHNET: Final = "#KALK!"


@frozen
class Blatt:
    """A sheet and the part of the workbook that holds it."""

    name: str
    versteckt: bool
    teil: ZipInfo


def find_sheets(paket: Package) -> list[Blatt]:
    """List the sheets with cells in the order of the workbook; charts are none."""
    mappe, bezuege = paket.part("xl/workbook.xml"), paket.part("xl/_rels/workbook.xml.rels")
    if mappe is None or bezuege is None:
        raise refusal.keine_mappe(paket.pfad)
    eintraege: list[dict[str, str]] = []
    ziele: dict[str, str] = {}

    def note_sheet(name: str, attribute: dict[str, str]) -> None:
        if _local(name) == "sheet":
            eintraege.append({_local(key): wert for key, wert in attribute.items()})

    def note_target(name: str, attribute: dict[str, str]) -> None:
        if _local(name) == "Relationship" and attribute.get("Type", "").endswith("/worksheet"):
            ziele[attribute.get("Id", "")] = attribute.get("Target", "")

    paket.parse(mappe, note_sheet)
    paket.parse(bezuege, note_target)
    blaetter: list[Blatt] = []
    for eintrag in eintraege:
        teil = paket.part(ziele.get(eintrag.get("id", ""), "?"), neben="xl")
        if teil is not None:
            versteckt = eintrag.get("state", "visible") != "visible"
            blaetter.append(Blatt(eintrag.get("name", ""), versteckt, teil))
    return blaetter


def choose_sheets(paket: Package, blaetter: Sequence[Blatt], listen: Mapping[An, str] = LISTEN) -> Mapping[An, Blatt]:
    """Choose what is read: the sheets named so, or the only one there is to see, which is the first of `listen`."""
    if not blaetter:
        raise refusal.kein_blatt(paket.pfad)
    namen = {fold(name): an for an, name in listen.items()}
    haupt = next(iter(listen))
    gewaehlt: dict[An, Blatt] = {}
    for blatt in blaetter:
        an = namen.get(fold(blatt.name))
        if an is not None and gewaehlt.setdefault(an, blatt) is not blatt:
            raise refusal.blatt_doppelt(paket.pfad, gewaehlt[an].name, blatt.name)
    # Nobody sees what stands on a hidden sheet: to read it would be as wrong as to leave it out
    if versteckt := [blatt.name for blatt in gewaehlt.values() if blatt.versteckt]:
        raise refusal.blatt_ausgeblendet(paket.pfad, versteckt)
    if haupt in gewaehlt:
        return gewaehlt
    sichtbar = [blatt for blatt in blaetter if not blatt.versteckt]
    versteckt = [blatt.name for blatt in blaetter if blatt.versteckt]
    if not sichtbar:
        raise refusal.blatt_ausgeblendet(paket.pfad, versteckt)
    if gewaehlt or len(sichtbar) > 1:
        raise refusal.kein_hauptblatt(paket.pfad, listen[haupt], [blatt.name for blatt in sichtbar], versteckt)
    return {haupt: sichtbar[0]}


def measure(paket: Package, blatt: Blatt) -> dict[int, dict[int, str]]:
    """Look at all cells of a sheet and return its error values by row and column, which calamine gives away.

    Raises DateiError where the rectangle from A1 to the last cell is too large: calamine makes all of its cells, and
    aborts the process where there is not the memory for them.
    """
    wo = f"{paket.pfad}, Blatt {blatt.name}"
    cells = _Cells()
    paket.parse(blatt.teil, cells.start, cells.parser)
    if cells.letzte_zeile > ZEILEN or cells.letzte_zeile * cells.letzte_spalte > ZELLEN:
        if cells.gefuellte_zeilen * 2 < cells.letzte_zeile:
            raise refusal.bis_zeile(str(paket.pfad), cells.letzte_zeile)
        if cells.letzte_spalte > _BREIT:
            raise refusal.bis_spalte(wo, cells.letzte_spalte)
        raise refusal.zu_viele_zellen(wo, cells.letzte_zeile)
    if cells.anzahl_fehler > FEHLERWERTE:
        raise refusal.zu_viele_fehlerwerte(wo)
    return cells.fehler


class _Cells:
    """What expat tells of the cells of a sheet. A cell without content, only coloured, is none.

    Most cells cost two calls, so texts are collected only where a formula or an error stands.
    """

    def __init__(self) -> None:
        self.parser = ParserCreate()
        self.letzte_zeile = self.letzte_spalte = self.gefuellte_zeilen = self.anzahl_fehler = 0
        self.fehler: dict[int, dict[int, str]] = {}
        self._zeile = self._spalte = self._in_zeile = 0
        self._zahl = ""
        self._typ: str | None = None
        self._text: list[str] = []
        self._spalten: dict[str, int] = {}

    def start(self, name: str, attribute: dict[str, str]) -> None:
        """Take in an element; half the time of reading a workbook is spent here."""
        if name == "c":
            self._typ = attribute.get("t")
            if ort := attribute.get("r"):
                buchstaben = ort.rstrip("0123456789")
                zahl = ort[len(buchstaben) :]
                if zahl != self._zahl:
                    self._zahl, self._zeile = zahl, _number(zahl, self._zeile)
                self._spalte = self._spalten.get(buchstaben) or self._column(buchstaben)
            else:
                self._spalte += 1
            if self._typ == "e":
                self._watch()
        elif name == "v" or name == "is":
            self._fill()
            if self.parser.EndElementHandler is not None:
                self.parser.CharacterDataHandler = self._text.append
        elif name == "f":
            self._watch()
        elif name == "row":
            self._zeile = _number(attribute.get("r"), self._zeile + 1)
            self._zahl, self._spalte = "", 0
        elif ":" in name:
            self.start(_local(name), attribute)

    def _fill(self) -> None:
        if self._zeile != self._in_zeile:
            self._in_zeile = self._zeile
            self.gefuellte_zeilen += 1
            self.letzte_zeile = max(self.letzte_zeile, self._zeile)
        if self._spalte > self.letzte_spalte:
            self.letzte_spalte = self._spalte

    def _column(self, buchstaben: str) -> int:
        spalte = 0
        for zeichen in buchstaben.upper()[:4]:
            spalte = spalte * 26 + ord(zeichen) - 64
        self._spalten[buchstaben] = max(spalte, 1)
        return self._spalten[buchstaben]

    def _watch(self) -> None:
        self.parser.EndElementHandler = self._end

    def _end(self, name: str) -> None:
        if _local(name) != "c":
            self.parser.CharacterDataHandler = None
            return
        self.parser.EndElementHandler = None
        text = "".join(self._text)
        self._text.clear()
        if self._typ == "e":
            self._note(_FEHLERWERTE.get(text, text) or _NICHT_BERECHNET)
        elif not text and self._typ != "str":  # a formula whose result no program has stored
            self._fill()
            self._note(_NICHT_BERECHNET)

    def _note(self, text: str) -> None:
        self.anzahl_fehler += 1
        if self.anzahl_fehler <= FEHLERWERTE:
            self.fehler.setdefault(self._zeile, {})[self._spalte] = text


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _number(text: str | None, sonst: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else sonst

"""The due list as a workbook: to filter, to sort, to print."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from textwrap import wrap
from typing import Any, Final

from attrs import frozen

from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.forecast.wording import Wortwahl
from wiedervorlage.konzept import Konzept
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.writers.due_list import STATUS_WORTE, kind, missing, waiting

TAG: Final = "dd.mm.yyyy"
"""How a spreadsheet shows a day."""

_A4: Final = 9
_ROT: Final = "#C00000"
_LAENGSTE_ZELLE: Final = 32_767  # of Excel; xlsxwriter would leave a longer text out
_LAENGSTER_TITEL: Final = 110  # each & is doubled, and 255 characters is what a page header may have
_ZEICHEN: Final = 1.1  # letters in the width of a digit, which is what widths are told in; fewer than there are
_ZEILENHOEHE: Final = 15.0  # points, of the default type
_HOECHSTE_ZEILE: Final = 409.0  # of Excel
_KEIN_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_KOPF: Final = {"bold": True, "bg_color": "#D9D9D9", "border": 1, "valign": "vcenter", "text_wrap": True}

Inhalt = str | date | None


@frozen
class _Spalte:
    """One column: its heading, its width in characters, what stands in it."""

    titel: str
    breite: float
    zelle: Callable[[Wiedervorlage], Inhalt]


def as_workbook(wiedervorlagen: Sequence[Wiedervorlage], konzept: Konzept, stichtag: date, worte: Wortwahl) -> bytes:
    """The list as XLSX; the same list gives the same bytes, so that a synchronised folder stays quiet."""
    ziel = BytesIO()
    mappe = new_workbook(ziel, f"Fristen zum Stichtag {stichtag:%d.%m.%Y}", stichtag)
    spalten = _columns(konzept, stichtag, worte)
    kopf = [(spalte.titel, spalte.breite) for spalte in spalten]
    blatt = add_list(mappe, f"Fristen {stichtag:%d.%m.%Y}", kopf, len(wiedervorlagen), konzept, stichtag)
    formate = {rot: (text_format(mappe, rot), day_format(mappe, rot)) for rot in (False, True)}
    for zeile, w in enumerate(wiedervorlagen, 1):
        inhalte = [spalte.zelle(w) for spalte in spalten]
        write_row(blatt, zeile, inhalte, kopf, *formate[w.status is Status.UEBERFAELLIG])
    mappe.close()
    return ziel.getvalue()


def new_workbook(ziel: BytesIO, titel: str, am: date) -> Any:
    """An empty workbook that names nobody, knows no clock and takes nothing for a formula, a link or a number."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    als_text = {f"strings_to_{art}": False for art in ("formulas", "urls", "numbers")}
    mappe = Workbook(ziel, {"in_memory": True, **als_text})
    mappe.set_properties({"title": titel, "created": datetime.combine(am, time())})
    return mappe


def add_list(
    mappe: Any, name: str, kopf: Sequence[tuple[str, float]], zeilen: int, konzept: Konzept, stichtag: date
) -> Any:
    """A sheet for so many rows under these headings (each with its width), to filter and to print."""
    blatt = mappe.add_worksheet(name)
    set_up_page(blatt, konzept, stichtag)
    write_header(mappe, blatt, [(titel, breite, None) for titel, breite in kopf])
    blatt.autofilter(0, 0, zeilen, len(kopf) - 1)
    return blatt


def write_header(mappe: Any, blatt: Any, spalten: Sequence[tuple[str, float, Any]]) -> None:
    """Headings in the first row, which stays in sight; each with the width and the format of its column."""
    kopf = mappe.add_format(_KOPF)
    for nummer, (titel, breite, form) in enumerate(spalten):
        blatt.set_column(nummer, nummer, breite, form)
        blatt.write_string(0, nummer, cell_text(titel), kopf)
    blatt.freeze_panes(1, 0)


def write_row(
    blatt: Any, zeile: int, inhalte: Sequence[Inhalt], kopf: Sequence[tuple[str, float]], text: Any, tag: Any
) -> None:
    """One row of a list: days as days, everything else as text, and a border under empty cells too."""
    blatt.set_row(zeile, row_height(inhalte, [breite for _, breite in kopf]))
    for nummer, inhalt in enumerate(inhalte):
        if isinstance(inhalt, date):
            blatt.write_datetime(zeile, nummer, inhalt, tag)
        elif inhalt:
            blatt.write_string(zeile, nummer, cell_text(inhalt), text)
        else:
            blatt.write_blank(zeile, nummer, None, text)


def cell_text(text: str) -> str:
    """A text that fits into a cell and its file."""
    text = _KEIN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= _LAENGSTE_ZELLE else text[: _LAENGSTE_ZELLE - 1] + "…"


def row_height(inhalte: Sequence[object], breiten: Iterable[float]) -> float:
    """Room for the tallest cell of a row: LibreOffice does not work it out when it opens a file, Excel does."""
    texte = [(inhalt, int(breite * _ZEICHEN)) for inhalt, breite in zip(inhalte, breiten, strict=True)]
    zeilen = max(sum(len(wrap(z, breite)) or 1 for z in t.split("\n")) for t, breite in texte if isinstance(t, str))
    return min(zeilen * _ZEILENHOEHE, _HOECHSTE_ZEILE)


def set_up_page(blatt: Any, konzept: Konzept, stichtag: date) -> None:
    """A4 across, one page wide, with what a sheet of paper must say of itself when it lies about."""
    blatt.set_landscape()
    blatt.set_paper(_A4)
    blatt.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    blatt.fit_to_pages(1, 0)
    blatt.repeat_rows(0)
    titel = cell_text(konzept.weisung)[:_LAENGSTER_TITEL].replace("&", "&&")
    blatt.set_header(f"&L{titel}&RStichtag {stichtag:%d.%m.%Y}")
    blatt.set_footer("&LVertraulich&RSeite &P von &N")


def text_format(mappe: Any, rot: bool = False) -> Any:
    """For cells with text."""
    return mappe.add_format(_shape(rot) | {"text_wrap": True})


def day_format(mappe: Any, rot: bool = False) -> Any:
    """For cells with a day."""
    return mappe.add_format(_shape(rot) | {"num_format": TAG, "align": "left"})


def _shape(rot: bool) -> dict[str, Any]:
    return {"valign": "top", "bottom": 7} | ({"font_color": _ROT} if rot else {})


def _columns(konzept: Konzept, stichtag: date, worte: Wortwahl) -> tuple[_Spalte, ...]:
    return (
        _Spalte("Eintrag", 10.5, lambda w: w.eintrag),
        _Spalte("Fällig", 10.5, lambda w: w.faellig),
        _Spalte("Frist", 13, lambda w: _frist(w, stichtag)),
        _Spalte("Status", 11.5, lambda w: STATUS_WORTE[w.status]),
        _Spalte("Betreuer", 12, lambda w: w.betreuer),
        _Spalte("Vorgang", 12, lambda w: anzeige(w.vorgang) if w.vorgang else None),
        _Spalte("Kundennummer", 14, lambda w: w.kundennummer),
        _Spalte("Pflicht", 21, lambda w: w.pflicht),
        _Spalte("Art", 9, kind),
        _Spalte("Maßnahme", 15, lambda w: w.massnahme),
        _Spalte("Kontaktarten", 13, lambda w: worte.kontaktarten(w.kontaktarten) if w.kontaktarten else None),
        _Spalte("Hinweise", 24, lambda w: "; ".join((*missing(w, worte.namen), *w.hinweise))),
        _Spalte("Begründung", 72, lambda w: "\n".join(w.begruendung)),
        _Spalte("Fundstelle", 16, lambda w: w.fundstelle),
        _Spalte("Quelle", 17.5, lambda _: konzept.quelle),
    )


def _frist(w: Wiedervorlage, stichtag: date) -> str | None:
    """What the colour says, for those who print in black or cannot tell red."""
    if w.status is Status.UEBERFAELLIG and w.faellig is not None:
        tage = (stichtag - w.faellig).days
        return f"überfällig seit {tage} {'Tag' if tage == 1 else 'Tagen'}"
    return "; ".join(waiting(w)) or None

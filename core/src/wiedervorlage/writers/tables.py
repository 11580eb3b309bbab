"""Rows of cells: aligned for the screen, or as CSV for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence


def columns(kopf: Sequence[str], zeilen: Sequence[Sequence[str]]) -> str:
    """Align cells under their headings with two blanks between."""
    breiten = [max(map(len, spalte)) for spalte in zip(kopf, *zeilen, strict=True)]
    linien = [kopf, ["─" * b for b in breiten], *zeilen]
    return "".join(
        "  ".join(zelle.ljust(b) for zelle, b in zip(linie, breiten, strict=True)).rstrip() + "\n" for linie in linien
    )


def delimited(zeilen: Iterable[Iterable[str]]) -> str:
    """Rows for a spreadsheet, parted by `;`, with no cell that it would take for a formula."""
    ziel = io.StringIO()
    schreiber = csv.writer(ziel, delimiter=";", lineterminator="\r\n")
    schreiber.writerows([_harmless(zelle) for zelle in zeile] for zeile in zeilen)
    return ziel.getvalue()


def _harmless(zelle: str) -> str:
    return f"'{zelle}" if zelle.startswith(("=", "+", "-", "@", "\t", "\r")) else zelle

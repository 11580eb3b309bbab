"""What could not be used of a list, one line each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from wiedervorlage.errors import Meldung

_STELLEN: Final = 10  # rows that are named before the rest is only counted


def sentences(meldungen: Iterable[Meldung]) -> Iterator[str]:
    """Each Meldung with its place in front; the same thing in many rows is said once, with the rows."""
    gruppen: dict[tuple[str | None, ...], list[int]] = {}
    for m in meldungen:
        gruppen.setdefault((m.datei, m.blatt, m.spalte, m.text), []).extend([m.zeile] if m.zeile else [])
    for (datei, blatt, spalte, text), zeilen in gruppen.items():
        teile = (datei, blatt and f"Blatt {blatt}", _rows(zeilen), spalte and f"Spalte {spalte}")
        ort = ", ".join(teil for teil in teile if teil)
        yield f"{ort}: {text}" if ort else str(text)


def _rows(zeilen: Sequence[int]) -> str:
    genannt = ", ".join(map(str, zeilen[:_STELLEN]))
    weitere = f" und {len(zeilen) - _STELLEN} weitere" if len(zeilen) > _STELLEN else ""
    return f"{'Zeile' if len(zeilen) == 1 else 'Zeilen'} {genannt}{weitere}" if zeilen else ""

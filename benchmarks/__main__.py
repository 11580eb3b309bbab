"""Measure everything, print a table, write it to results.json and docs/performance.md: `nox -s bench`.

`python -m benchmarks [--scale X] [MODULE...]`: a share of the full size, or only some modules; that is only printed.
"""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from attrs import asdict

from benchmarks.result import Row

MODULES: Final = ("rules", "from_file", "calendars", "start", "country")
RESULTS: Final = Path(__file__).with_name("results.json")
PAGE: Final = Path(__file__).parents[1] / "docs" / "performance.md"
_MARKE: Final = "<!-- measured -->\n"
_KOPF: Final = ("Gruppe", "Was", "Anzahl", "Sekunden", "je Einheit", "Speicher", "Verhältnis", "Ziel", "erreicht")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full size")
    parser.add_argument("module", nargs="*", metavar="MODULE", help=", ".join(MODULES))
    call = parser.parse_args()
    rows: list[Row] = []
    for name in call.module or MODULES:
        begin = time.perf_counter()
        rows += import_module(f"benchmarks.{name}").measure(call.scale)
        print(f"{name}: {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    print(table(rows))
    if call.scale == 1 and not call.module:
        RESULTS.write_text(json.dumps(results(rows), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        davor, _, danach = PAGE.read_text(encoding="utf-8").split(_MARKE)
        PAGE.write_text(f"{davor}{_MARKE}{table(rows)}\n{_MARKE}{danach}", encoding="utf-8")


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    zeilen = [_KOPF, tuple("---" for _ in _KOPF), *map(_zellen, rows)]
    return "\n".join(f"| {' | '.join(zeile)} |" for zeile in zeilen)


def results(rows: Sequence[Row]) -> dict[str, Any]:
    """The rows with what they were measured on."""
    wo = {"python": platform.python_version(), "system": platform.system(), "kerne": os.cpu_count()}
    return {"wo": wo, "zeilen": [asdict(row) | {"je_einheit": row.je_einheit} for row in rows]}


def _zellen(row: Row) -> tuple[str, ...]:
    return (
        row.gruppe,
        row.name,
        f"{row.anzahl:,}".replace(",", "."),
        _zahl(row.sekunden),
        _dauer(row.je_einheit),
        f"{row.speicher / 2**20:.0f} MB" if row.speicher is not None else "",
        row.verhaeltnis,
        row.ziel,
        {True: "ja", False: "nein", None: ""}[row.erreicht],
    )


def _dauer(sekunden: float) -> str:
    for faktor, einheit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if sekunden * faktor >= 1 or einheit == "µs":
            return f"{_zahl(sekunden * faktor)} {einheit}"
    raise AssertionError


def _zahl(wert: float) -> str:
    return f"{wert:.3g}".replace(".", ",") if wert < 1000 else f"{wert:.0f}"


if __name__ == "__main__":
    main()

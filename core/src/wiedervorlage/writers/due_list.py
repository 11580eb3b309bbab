"""The due list: JSON for programs, CSV for a spreadsheet, a table for the screen."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from attrs import asdict

from wiedervorlage.errors import Meldung
from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.konzept import Konzept
from wiedervorlage.pseudonym import anzeige

SCHEMA: Final = 1
"""Version of the JSON output (contract, section 5)."""

SCHLUESSEL: Final = (
    "vorgang", "kundennummer", "betreuer", "pflicht", "massnahme", "regel", "art", "akteur", "status", "oeffnet",
    "faellig", "vorschlag", "eintrag", "verfaellt", "kontaktarten", "verbindlich", "fundstelle", "begruendung", "fehlt",
    "hinweise", "checkliste", "ergebnis",
)  # fmt: skip

STATUS_WORTE: Final = {
    Status.AUSGESETZT: "ausgesetzt",
    Status.UNBESTIMMT: "unbestimmt",
    Status.NICHT_GEREGELT: "nicht geregelt",
    Status.ENTFAELLT: "entfällt",
    Status.INDIVIDUELL: "individuell",
    Status.ERLEDIGT: "erledigt",
    Status.VERFALLEN: "verfallen",
    Status.TERMINIERT: "terminiert",
    Status.KOMMEND: "kommend",
    Status.UEBERFAELLIG: "überfällig",
    Status.OFFEN: "offen",
}

_SPALTEN: Final = (
    "Eintrag", "Fällig", "Status", "Betreuer", "Vorgang", "Kundennummer", "Pflicht", "Maßnahme", "Fundstelle",
    "Hinweise",
)  # fmt: skip


def record(w: Wiedervorlage) -> dict[str, Any]:
    """One Wiedervorlage under the keys of the contract; days as ISO dates, sets as sorted lists."""
    return {name: _plain(getattr(w, name)) for name in SCHLUESSEL}


def as_json(
    wiedervorlagen: Sequence[Wiedervorlage],
    meldungen: Sequence[Meldung],
    jobcenter: str,
    konzept: Konzept,
    stichtag: date,
) -> str:
    """The whole result as one JSON object."""
    inhalt = {
        "schema": SCHEMA,
        "jobcenter": jobcenter,
        "konzept": konzept.gilt_ab.isoformat(),
        "stichtag": stichtag.isoformat(),
        "wiedervorlagen": [record(w) for w in wiedervorlagen],
        "fehler": [asdict(m) for m in meldungen],
    }
    return json.dumps(inhalt, ensure_ascii=False, indent=1) + "\n"


Namen = Callable[[Iterable[str]], str]
"""Says input fields in the words of people."""


def as_csv(wiedervorlagen: Sequence[Wiedervorlage], namen: Namen) -> str:
    """A list for a spreadsheet: `;`, dd.mm.yyyy, and no cell that a spreadsheet would take for a formula."""
    ziel = io.StringIO()
    schreiber = csv.writer(ziel, delimiter=";", lineterminator="\r\n")
    schreiber.writerow((*_SPALTEN, "Begründung"))
    for w in wiedervorlagen:
        schreiber.writerow([harmless(zelle) for zelle in (*_zellen(w, namen), "\n".join(w.begruendung))])
    return ziel.getvalue()


def as_table(wiedervorlagen: Sequence[Wiedervorlage], namen: Namen) -> str:
    """Columns for the screen; empty ones are left out."""
    zeilen = [_zellen(w, namen) for w in wiedervorlagen]
    gezeigt = [i for i in range(len(_SPALTEN)) if any(z[i] for z in zeilen)]
    return columns([_SPALTEN[i] for i in gezeigt], [[z[i] for i in gezeigt] for z in zeilen])


def columns(kopf: Sequence[str], zeilen: Sequence[Sequence[str]]) -> str:
    """Align cells under their headings with two blanks between."""
    breiten = [max(map(len, spalte)) for spalte in zip(kopf, *zeilen, strict=True)]
    linien = [kopf, ["─" * b for b in breiten], *zeilen]
    return "".join(
        "  ".join(zelle.ljust(b) for zelle, b in zip(linie, breiten, strict=True)).rstrip() + "\n" for linie in linien
    )


def _zellen(w: Wiedervorlage, namen: Namen) -> list[str]:
    fehlt = (f"Es fehlt: {namen(w.fehlt)}",) if w.status is Status.UNBESTIMMT else ()
    if w.faellig is None and w.oeffnet is not None and w.status is Status.OFFEN:
        fehlt = (*fehlt, f"wartet seit {_tag(w.oeffnet)}")
    return [
        _tag(w.eintrag),
        _tag(w.faellig),
        STATUS_WORTE[w.status],
        w.betreuer or "",
        anzeige(w.vorgang) if w.vorgang else "",
        w.kundennummer or "",
        w.pflicht,
        w.massnahme or "",
        w.fundstelle or "",
        "; ".join(fehlt + w.hinweise),
    ]


def _tag(tag: date | None) -> str:
    return f"{tag:%d.%m.%Y}" if tag is not None else ""


def _plain(wert: Any) -> Any:
    if isinstance(wert, date):
        return wert.isoformat()
    if isinstance(wert, Status):
        return str(wert)
    if isinstance(wert, frozenset):
        return sorted(wert)
    return list(wert) if isinstance(wert, tuple) else wert


def harmless(zelle: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{zelle}" if zelle.startswith(("=", "+", "-", "@", "\t", "\r")) else zelle

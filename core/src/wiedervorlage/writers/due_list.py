"""The due list: JSON for programs, CSV for a spreadsheet, a table for the screen."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from attrs import asdict

from wiedervorlage.errors import Meldung
from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.konzept import Konzept
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.writers.tables import columns, delimited

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
    zeilen = ((*_zellen(w, namen), "\n".join(w.begruendung)) for w in wiedervorlagen)
    return delimited(((*_SPALTEN, "Begründung"), *zeilen))


def as_table(wiedervorlagen: Sequence[Wiedervorlage], namen: Namen) -> str:
    """Columns for the screen; empty ones are left out."""
    zeilen = [_zellen(w, namen) for w in wiedervorlagen]
    gezeigt = [i for i in range(len(_SPALTEN)) if any(z[i] for z in zeilen)]
    return columns([_SPALTEN[i] for i in gezeigt], [[z[i] for i in gezeigt] for z in zeilen])


def missing(w: Wiedervorlage, namen: Namen) -> tuple[str, ...]:
    """What is to be found out before the item can be decided, as a hint; nothing where it is decided."""
    return (f"Es fehlt: {namen(w.fehlt)}",) if w.status is Status.UNBESTIMMT else ()


def waiting(w: Wiedervorlage) -> tuple[str, ...]:
    """Since when an open item without a day is waiting, as a hint."""
    wartet = w.status is Status.OFFEN and w.faellig is None and w.oeffnet is not None
    return (f"wartet seit {_tag(w.oeffnet)}",) if wartet else ()


def _zellen(w: Wiedervorlage, namen: Namen) -> list[str]:
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
        "; ".join((*missing(w, namen), *waiting(w), *w.hinweise)),
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

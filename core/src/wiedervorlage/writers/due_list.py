"""The due list: JSON for programs, CSV for a spreadsheet, a table for the screen."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, Final

from attrs import asdict

from wiedervorlage.errors import Meldung
from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.forecast.wording import ARTEN
from wiedervorlage.konzept import Konzept
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.run import REIHENFOLGE, rank
from wiedervorlage.writers.tables import columns, delimited

SCHEMA: Final = 1
"""Version of the JSON output (contract, section 5)."""

SCHLUESSEL: Final = (
    "vorgang", "kundennummer", "betreuer", "pflicht", "massnahme", "regel", "art", "akteur", "status", "oeffnet",
    "faellig", "vorschlag", "eintrag", "verfaellt", "kontaktarten", "verbindlich", "fundstelle", "begruendung", "fehlt",
    "hinweise", "checkliste", "ergebnis",
)  # fmt: skip

_werte: Final = attrgetter(*SCHLUESSEL)
_rangwerte: Final = itemgetter(*map(SCHLUESSEL.index, REIHENFOLGE))
_BEGRUENDUNG: Final = SCHLUESSEL.index("begruendung")

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
    "Eintrag", "Fällig", "Status", "Betreuer", "Vorgang", "Kundennummer", "Pflicht", "Art", "Maßnahme",
    "Fundstelle", "Hinweise",
)  # fmt: skip


def json_parts(
    wiedervorlagen: Iterable[Wiedervorlage],
    meldungen: Sequence[Meldung],
    jobcenter: str,
    konzept: Konzept,
    stichtag: date,
) -> Iterator[str]:
    """The whole result as one JSON object, in order and one Wiedervorlage a line; days as ISO dates, sets sorted.

    Of each Wiedervorlage only the values are kept until all are there; what it was decided on is ten times as large.
    """
    zeilen = sorted(_values(wiedervorlagen), key=lambda werte: rank(_rangwerte(werte)))
    kopf = {"schema": SCHEMA, "jobcenter": jobcenter, "konzept": konzept.gilt_ab, "stichtag": stichtag}
    yield _encode(kopf).removesuffix("}")
    yield from _json_list("wiedervorlagen", (dict(zip(SCHLUESSEL, werte, strict=True)) for werte in zeilen))
    yield from _json_list("fehler", map(asdict, meldungen))
    yield "}\n"


def _values(wiedervorlagen: Iterable[Wiedervorlage]) -> Iterator[list[Any]]:
    bekannt: dict[str, str] = {}  # most lines of a begruendung are those of other Kunden too
    for w in wiedervorlagen:
        werte = list(_werte(w))
        werte[_BEGRUENDUNG] = [bekannt.setdefault(zeile, zeile) for zeile in w.begruendung]
        yield werte


def _json_list(name: str, eintraege: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield f', "{name}": ['
    trenner = "\n"
    for eintrag in eintraege:
        yield trenner + _encode(eintrag)
        trenner = ",\n"
    yield "\n]"


def _plain(wert: date | frozenset[str]) -> str | list[str]:
    return sorted(wert) if isinstance(wert, frozenset) else wert.isoformat()


_encode: Final = json.JSONEncoder(ensure_ascii=False, default=_plain).encode  # with an indent it would not be the C one


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


def kind(w: Wiedervorlage) -> str:
    """What it is if not a contact: nobody need be invited for a task or a check."""
    return ARTEN.get(w.art, w.art) if w.art != "kontakt" else ""


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
        kind(w),
        w.massnahme or "",
        w.fundstelle or "",
        "; ".join((*missing(w, namen), *waiting(w), *w.hinweise)),
    ]


def _tag(tag: date | None) -> str:
    return f"{tag:%d.%m.%Y}" if tag is not None else ""

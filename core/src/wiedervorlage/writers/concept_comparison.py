"""Several concepts side by side, in one table."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from wiedervorlage.konzept.expressions import Antwort, Ausdruck, Kalendertag, Summe, Tabelle, Wahl, Wenn
from wiedervorlage.konzept.model import Konzept, Pflicht, Regel


def comparison(konzepte: Sequence[Konzept]) -> str:
    """What the concepts govern, what counts as a contact for them, and which shapes of rule they use, as Markdown."""
    zeilen: list[tuple[str, Callable[[Konzept], str]]] = [
        ("Weisung", lambda k: k.weisung),
        ("gilt ab", lambda k: f"{k.gilt_ab:%d.%m.%Y}"),
        ("Land", lambda k: k.land),
        ("regelt", lambda k: _liste(p.name for p in k.pflichten if p.bereich == "kontaktregeln")),
        ("Absolventenmanagement", lambda k: _liste(p.name for p in k.pflichten if p.bereich != "kontaktregeln")),
        ("als Kontakt zählt", lambda k: _liste(f"{b.name}: „{b.wortlaut}“" for b in k.kontaktbegriffe)),
        ("Regeln", lambda k: str(len(k.regeln))),
        ("Lesarten", lambda k: _liste(e.name for e in k.lesarten)),
        ("Einstellungen", lambda k: _liste(e.name for e in k.einstellungen)),
        *((name, _count(passt)) for name, passt in _FORMEN.items()),
        *((name, _mark(passt)) for name, passt in _EIGENSCHAFTEN.items()),
    ]
    kopf = ["", *(k.jobcenter for k in konzepte)]
    tabelle = [kopf, ["---"] * len(kopf), *([name, *(zelle(k) for k in konzepte)] for name, zelle in zeilen)]
    return "# Die Konzepte nebeneinander\n\n" + "".join(f"| {' | '.join(zeile)} |\n" for zeile in tabelle)


def _liste(teile: Iterable[str]) -> str:
    return "<br>".join(teile) or "–"


def _count(passt: Callable[[Konzept, Regel], bool]) -> Callable[[Konzept], str]:
    return lambda k: str(sum(passt(k, r) for r in k.regeln) or "–")


def _mark(passt: Callable[[Konzept], bool]) -> Callable[[Konzept], str]:
    return lambda k: "ja" if passt(k) else "–"


def _pflicht(k: Konzept, r: Regel) -> Pflicht:
    return next(p for p in k.pflichten if p.name == r.pflicht)


def _contains(ausdruck: Ausdruck | Antwort, art: type) -> bool:
    if isinstance(ausdruck, art):
        return True
    match ausdruck:
        case Wahl(_, aus):
            return any(_contains(a, art) for a in aus)
        case Wenn(datum, _):
            return _contains(datum, art)
    return False


def _fixed(k: Konzept, r: Regel) -> bool:
    """Whether the day is one of the calendar, at once or through a fact."""
    if isinstance(r.faellig, Antwort):
        return False
    tatsachen = {t.name: t.datum for t in k.tatsachen}
    dahinter = tatsachen.get(r.faellig.anker) if isinstance(r.faellig, Summe) else None
    return any(
        ausdruck is not None and (_contains(ausdruck, Kalendertag) or _contains(ausdruck, Tabelle))
        for ausdruck in (r.faellig, dahinter)
    )


_FORMEN: Final[dict[str, Callable[[Konzept, Regel], bool]]] = {
    "Regeln als Uhr, die ein Kontakt weiterstellt": lambda k, r: (
        not isinstance(r.faellig, Antwort) and not r.erledigt and r.art == "kontakt"
    ),
    "Regeln, die etwas erledigt": lambda k, r: bool(r.erledigt),
    "Regeln in Zeiträumen": lambda k, r: _pflicht(k, r).fenster is not None,
    "Regeln zu festen Kalendertagen": _fixed,
    "Regeln mit frühestem, spätestem oder erstem Tag": lambda k, r: (
        not isinstance(r.faellig, Antwort) and _contains(r.faellig, Wahl)
    ),
    "Regeln ohne festen Tag": lambda k, r: r.faellig is Antwort.OHNE_DATUM or r.sonst is not None,
    "Regeln, die den Tag der Fachkraft überlassen": lambda k, r: r.faellig is Antwort.INDIVIDUELL,
    "Regeln „nicht geregelt“ oder „entfällt“": lambda k, r: r.faellig in (Antwort.NICHT_GEREGELT, Antwort.ENTFAELLT),
    "Regeln mit Vorrang": lambda k, r: bool(r.vorrang_vor) or _pflicht(k, r).erste_zeile,
    "Regeln mit Erfolg oder Misserfolg": lambda k, r: r.ergebnis,
    "Aufgaben und Prüfungen": lambda k, r: r.art != "kontakt",
    "Regeln für andere als den Betreuer": lambda k, r: r.akteur != "betreuer",
    "Soll-Regeln": lambda k, r: not r.verbindlich,
}
_EIGENSCHAFTEN: Final[dict[str, Callable[[Konzept], bool]]] = {
    "erste Zeile entscheidet": lambda k: any(p.erste_zeile for p in k.pflichten),
    "Pflichten des ganzen Hauses": lambda k: any(p.je == "haus" for p in k.pflichten),
    "verschobene Fristen": lambda k: bool(k.verschiebungen),
    "Kapazität": lambda k: k.kapazitaet is not None,
    "Rangfolge am Tag": lambda k: any(z.prioritaet is not None for z in k.zusaetze),
    "Kontrollen der Liste": lambda k: bool(k.kontrollen),
}

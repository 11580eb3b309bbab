"""What changed since the last export: which entry is new, moved or gone, and the SEQUENCE and DTSTAMP that follow."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

from attrs import evolve, frozen

from wiedervorlage.export.calendars import Ablage, uid
from wiedervorlage.ledger import Gemerkt
from wiedervorlage.readers import fold
from wiedervorlage.run import Run
from wiedervorlage.writers.changes_list import Aenderung, Wandel
from wiedervorlage.writers.due_list import STATUS_WORTE
from wiedervorlage.writers.entry import Entry
from wiedervorlage.writers.series import Series

T = TypeVar("T", Entry, Series)

NICHTS_MEHR: Final = "erledigt oder nicht mehr geschuldet"


@frozen
class Vergleich:
    """Calendars with SEQUENCE and DTSTAMP in each entry; what changed, by name of the Ablage; what to remember."""

    ablagen: tuple[Ablage, ...]
    aenderungen: Mapping[str, Sequence[Aenderung]]
    gemerkt: Mapping[str, Gemerkt]


def owner_code(run: Run, fuer: str) -> str:
    """What the ledger knows a Betreuer or akteur by, however his name is written."""
    assert run.pseudonyme is not None
    return run.pseudonyme.kennung("betreuer", run.jobcenter.key, fold(fuer))


def compare(run: Run, ablagen: Sequence[Ablage], vorher: Mapping[str, Gemerkt]) -> Vergleich:
    """Compare the calendars of a run with what was exported before."""
    besitzer = {owner_code(run, ablage.fuer): ablage for ablage in ablagen}
    texte: dict[str, tuple[str, str]] = {}
    gemerkt: dict[str, Gemerkt] = {}
    for code, ablage in besitzer.items():
        for neu_uid, neu, text in _shown(run, code, ablage):
            gemerkt[neu_uid] = _continued(vorher.get(neu_uid), neu)
            texte[neu_uid] = text
    weg = {u: alt for u, alt in vorher.items() if u not in gemerkt}
    status = {uid(run, w): STATUS_WORTE[w.status] for a in ablagen for w in a.liste} if weg else {}
    aenderungen: dict[str, list[Aenderung]] = defaultdict(list)
    for code, aenderung in (
        *_changes(vorher, gemerkt, texte, besitzer, run.stichtag),
        *((alt.besitzer, _gone(u, alt, status.get(u, NICHTS_MEHR))) for u, alt in weg.items() if alt.tag is not None),
    ):
        if code in besitzer:
            aenderungen[besitzer[code].name].append(aenderung)
    vergangen = {u: evolve(alt, tag=None) for u, alt in weg.items()}
    return Vergleich(tuple(_dated(a, gemerkt) for a in ablagen), aenderungen, gemerkt | vergangen)


def _shown(run: Run, code: str, ablage: Ablage) -> Iterator[tuple[str, Gemerkt, tuple[str, str]]]:
    """All that stands in a calendar: UID, what there is to remember of it, its subject and text."""
    assert run.pseudonyme is not None
    for p in ablage.posten:
        e, w = p.entry, p.wiedervorlage
        inhalt = run.pseudonyme.kennung(
            "eintrag", e.summary, e.description, str(e.alarm), str(e.priority), *e.categories
        )
        gemerkt = Gemerkt(code, w.vorgang, e.tag, w.faellig, inhalt, e.sequence, e.stamp)
        yield e.uid, gemerkt, (e.summary, e.description)
    for s in ablage.series:
        inhalt = run.pseudonyme.kennung("gruppe", s.titel, str(s.beginn.time()), str(s.stunden), s.ort, s.text)
        yield s.uid, Gemerkt(code, "", s.beginn.date(), None, inhalt, s.sequence, s.stamp), (s.titel, s.text)


def _continued(alt: Gemerkt | None, neu: Gemerkt) -> Gemerkt:
    if alt is None:
        return neu
    if (alt.tag, alt.inhalt) == (neu.tag, neu.inhalt):
        return evolve(neu, sequence=alt.sequence, stamp=alt.stamp)
    return evolve(neu, sequence=alt.sequence + 1, stamp=max(alt.stamp, neu.stamp))


def _changes(
    vorher: Mapping[str, Gemerkt],
    gemerkt: Mapping[str, Gemerkt],
    texte: Mapping[str, tuple[str, str]],
    besitzer: Mapping[str, Ablage],
    stichtag: date,
) -> Iterator[tuple[str, Aenderung]]:
    """What changed of all that is shown, each for the owner it concerns."""

    def name(code: str) -> str:
        return besitzer[code].fuer if code in besitzer else ""

    for neu_uid, neu in gemerkt.items():
        alt = vorher.get(neu_uid)
        was = _what(alt, neu, stichtag)
        if was is None:
            continue
        anlass = ""
        if was is Wandel.UEBERNOMMEN and alt is not None:
            anlass = f"von {name(alt.besitzer)}" if name(alt.besitzer) else ""
            yield alt.besitzer, _gone(neu_uid, alt, f"jetzt bei {name(neu.besitzer)}", Wandel.ABGEGEBEN)
        bisher = alt.tag if alt is not None else None
        yield (
            neu.besitzer,
            Aenderung(neu_uid, was, neu.vorgang, bisher, neu.tag, neu.faellig, anlass, *texte[neu_uid]),
        )


def _gone(alte_uid: str, alt: Gemerkt, anlass: str, was: Wandel = Wandel.ENTFALLEN) -> Aenderung:
    return Aenderung(alte_uid, was, alt.vorgang, alt.tag, None, alt.faellig, anlass)


def _what(alt: Gemerkt | None, neu: Gemerkt, stichtag: date) -> Wandel | None:
    """What became of an entry; one that only waits from week to week did not change for whoever keeps a calendar."""
    if alt is None or alt.tag is None:
        return Wandel.NEU
    if alt.besitzer != neu.besitzer:
        return Wandel.UEBERNOMMEN
    if alt.faellig != neu.faellig or (alt.tag != neu.tag and alt.tag >= stichtag):
        return Wandel.VERSCHOBEN
    return Wandel.GEAENDERT if alt.inhalt != neu.inhalt else None


def _dated(ablage: Ablage, gemerkt: Mapping[str, Gemerkt]) -> Ablage:
    """The same Ablage, each entry with the SEQUENCE and DTSTAMP it is remembered with."""

    def dated(eintrag: T) -> T:
        stand = gemerkt[eintrag.uid]
        return evolve(eintrag, sequence=stand.sequence, stamp=stand.stamp)

    return evolve(
        ablage,
        posten=tuple(evolve(p, entry=dated(p.entry)) for p in ablage.posten),
        series=tuple(map(dated, ablage.series)),
    )

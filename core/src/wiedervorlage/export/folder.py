"""One export: compare with the last one, write every file whole or not at all, take away what is no longer true."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from os.path import normcase, realpath
from pathlib import Path, PurePosixPath
from re import compile
from typing import Final

from attrs import evolve, frozen

from wiedervorlage.errors import DateiError
from wiedervorlage.export.brakes import reasons
from wiedervorlage.export.calendars import OHNE_BETREUER, Ablage, calendars
from wiedervorlage.export.changes import compare, owner_code
from wiedervorlage.export.plan import Auftrag, Datei, files
from wiedervorlage.files import make_folder, remove, remove_leftovers, write_atomic
from wiedervorlage.forecast import Wiedervorlage
from wiedervorlage.kunde import Kunde
from wiedervorlage.ledger import Gemerkt, Lauf, Ledger
from wiedervorlage.run import Run


@frozen
class Ergebnis:
    """What an export wrote and took away, or on trial would have; `fehler`: what it could not, in German sentences.

    `ohne_kalender`: for whom there was nothing to put into one.
    """

    dateien: Sequence[Datei]
    entfernt: Sequence[PurePosixPath]
    ohne_kalender: Sequence[str]
    fehler: Sequence[str] = ()


def export(
    run: Run, kunden: Sequence[Kunde], antworten: Iterable[Wiedervorlage], stand: str, auftrag: Auftrag, ledger: Ledger
) -> Ergebnis:
    """Export what the Kunden of a list owe; `stand` is the age of the list as `Lauf` has it.

    Raises DateiError where a brake holds or no file at all can be written. A file that cannot be written, because it is
    open in another program, costs nobody else theirs; what it holds is then not remembered.
    """
    assert run.pseudonyme is not None
    code = partial(run.pseudonyme.kennung, "datei")
    ort = place(run.jobcenter.key, auftrag.ordner)
    da = list(_present(auftrag.ordner))
    namen = {owner_code(run, name): name for p in da if (name := _NAME.split(p.name)[0])}
    jetzt = _now(run, kunden, stand)
    vorher, gemerkt = _before(ledger, ort, jetzt, namen, auftrag.trotzdem)

    ablagen = calendars(run, (k.betreuer for k in kunden), antworten)
    # who is on the list no longer still has a calendar from which his entries are gone
    frueher = {g.besitzer for g in gemerkt.values() if g.tag is not None} & namen.keys()
    ablagen += [Ablage(namen[c], namen[c]) for c in frueher - {owner_code(run, a.fuer) for a in ablagen}]
    vergleich = compare(run, ablagen, gemerkt)
    geplant = {
        d.pfad: d
        for ablage in vergleich.ablagen
        for d in files(run, ablage, vergleich, auftrag, lambda pfad: code(str(pfad)) in vorher.abgelegt)
    }
    veraltet = [p for p in da if p not in geplant and code(str(p)) in vorher.dateien]
    mit = {d.ablage.name for d in geplant.values() if d.eintraege}
    ohne = [a.fuer for a in ablagen if a.name not in mit]
    if auftrag.probe:
        return Ergebnis(list(geplant.values()), veraltet, ohne)

    fehler = _carry_out(geplant, veraltet, auftrag.ordner)
    dauerhaft = {code(str(p)) for p, d in geplant.items() if d.bleibt and p not in fehler}
    ersetzbar = {code(str(p)) for p in (*geplant, *fehler) if p not in geplant or not geplant[p].bleibt}
    offen = {owner_code(run, geplant[p].ablage.fuer) for p in fehler if p in geplant}
    jetzt = evolve(jetzt, dateien=frozenset(ersetzbar), abgelegt=vorher.abgelegt | dauerhaft)
    ledger.remember(ort, jetzt, _certain(vergleich.gemerkt, gemerkt, offen))
    geschrieben = [d for p, d in geplant.items() if p not in fehler]
    return Ergebnis(geschrieben, [p for p in veraltet if p not in fehler], ohne, list(fehler.values()))


def _before(
    ledger: Ledger, ort: str, jetzt: Lauf, namen: Mapping[str, str], trotzdem: bool
) -> tuple[Lauf, dict[str, Gemerkt]]:
    """The last export into this folder and its entries, where it can be compared with; DateiError where a brake holds.

    `namen`: the owners of the files that lie there, by what the ledger knows them by.
    """
    vorher = ledger.lauf(ort)
    if vorher is not None and not trotzdem:
        fort = {namen[code] for code in (vorher.betreuer - jetzt.betreuer) & namen.keys()}
        if gruende := list(reasons(vorher, jetzt, fort)):
            rat = "Es wurde nichts geschrieben. Ist die Liste die richtige, geht es mit --force weiter."
            raise DateiError("\n".join((*gruende, rat)))
    if vorher is None or vorher.schluessel != jetzt.schluessel:
        return Lauf(stand=""), {}
    return vorher, ledger.entries(ort)


def place(jobcenter: str, ordner: Path) -> str:
    """What the ledger knows a folder by; not by a key of the house, so that another key is noticed."""
    return blake2b(f"{jobcenter}\0{normcase(realpath(ordner))}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _now(run: Run, kunden: Sequence[Kunde], stand: str) -> Lauf:
    assert run.pseudonyme is not None
    listen = {"Kontakte": any(k.kontakte for k in kunden), "Teilnahmen": any(k.teilnahmen for k in kunden)}
    return Lauf(
        stand=stand,
        schluessel=run.pseudonyme.kennung("schluessel"),
        listen=frozenset(name for name, da in listen.items() if da),
        kunden=frozenset(map(run.vorgang, kunden)),
        betreuer=frozenset(owner_code(run, betreuer) for betreuer in {k.betreuer or OHNE_BETREUER for k in kunden}),
    )


_NAME: Final = compile(r"-neu-\d|-Aenderungen-\d|\.")
"""Where in a file name that of the owner ends."""


def _present(ordner: Path) -> Iterator[PurePosixPath]:
    """What an export could have written into this folder, in a fixed order."""
    for muster in ("*", "*/*"):
        for pfad in sorted(ordner.glob(muster)):
            if pfad.suffix in {".ics", ".xlsx"}:
                yield PurePosixPath(pfad.relative_to(ordner).as_posix())


def _carry_out(
    geplant: Mapping[PurePosixPath, Datei], veraltet: Sequence[PurePosixPath], ordner: Path
) -> dict[PurePosixPath, str]:
    """Write and remove; return what went wrong, by file. Raises DateiError where nothing at all could be written."""
    remove_leftovers(make_folder(ordner))
    fehler: dict[PurePosixPath, str] = {}
    for pfad, datei in geplant.items():
        try:
            write_atomic(make_folder((ordner / pfad).parent) / pfad.name, datei.inhalt())
        except DateiError as grund:
            fehler[pfad] = str(grund)
            if len(fehler) == len(geplant):
                raise
    for pfad in veraltet:
        try:
            remove(ordner / pfad)
        except DateiError as grund:
            fehler[pfad] = str(grund)
    return fehler


def _certain(neu: Mapping[str, Gemerkt], alt: Mapping[str, Gemerkt], offen: set[str]) -> dict[str, Gemerkt]:
    """What is to be remembered: for owners with a file that could not be written, still what was true before."""
    sicher = {uid: g for uid, g in neu.items() if g.besitzer not in offen}
    return sicher | {uid: g for uid, g in alt.items() if uid in neu and neu[uid].besitzer in offen}

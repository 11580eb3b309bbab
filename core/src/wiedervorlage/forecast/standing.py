"""Where an item stands on the Stichtag, once a row and a date are given."""

from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from wiedervorlage.forecast.compile import Datum, Datumsfunktion
from wiedervorlage.forecast.events import Treffer
from wiedervorlage.forecast.facts import Akte
from wiedervorlage.forecast.logic import Ungewiss, Urteil, oder, und
from wiedervorlage.forecast.result import Status
from wiedervorlage.forecast.rows import Kandidat, Zeile
from wiedervorlage.konzept.expressions import Antwort


@frozen
class Stand:
    """The status of one row's item, its days, and the fields whose values are missing to be sure of it."""

    status: Status
    faellig: date | None
    oeffnet: date | None = None
    verfaellt: date | None = None
    fehlt: frozenset[str] = frozenset()
    hinweise: tuple[str, ...] = ()


def standing(kandidat: Kandidat, akte: Akte, stichtag: date) -> Stand:
    """The standing of a row's item as if the row held; the order of the tests is that of the contract, section 4."""
    zeile = kandidat.zeile
    if zeile.antwort is Antwort.NICHT_GEREGELT:
        return Stand(Status.NICHT_GEREGELT, None)
    if zeile.antwort is Antwort.ENTFAELLT:
        return Stand(Status.ENTFAELLT, None)
    if zeile.antwort is Antwort.INDIVIDUELL:
        return _individuell(akte, stichtag)
    return _datiert(kandidat, akte, stichtag)


def _individuell(akte: Akte, stichtag: date) -> Stand:
    tag = akte["wiedervorlage_am"]
    if isinstance(tag, Ungewiss):
        return Stand(Status.UNBESTIMMT, None, fehlt=tag.fehlt)
    if tag is None:
        return Stand(Status.INDIVIDUELL, None, hinweise=("Wiedervorlage fehlt",))
    return Stand(Status.INDIVIDUELL, tag, hinweise=("Wiedervorlage abgelaufen",) if tag < stichtag else ())


def _datiert(kandidat: Kandidat, akte: Akte, stichtag: date) -> Stand:
    zeile = kandidat.zeile
    oeffnet, oeffnet_fehlt = _tag(zeile.oeffnet, akte)
    verfaellt, _ = _tag(zeile.verfaellt, akte)
    faellig = kandidat.fruehestens
    stand = Stand(Status.UNBESTIMMT, faellig, oeffnet, verfaellt)
    fenster = window(kandidat, akte)
    entfaellt: Urteil = zeile.entfaellt(fenster) if zeile.entfaellt is not None else False
    erledigt = _erledigt(zeile, fenster)
    if entfaellt is True:
        return evolve(stand, status=Status.ENTFAELLT)
    if erledigt is True:
        return evolve(stand, status=Status.ERLEDIGT)
    if erledigt is False and verfaellt is not None and verfaellt < stichtag:
        return evolve(stand, status=Status.VERFALLEN)
    termin = _termin(zeile, fenster, faellig)
    fehlt = oeffnet_fehlt.union(
        *(u for u in (entfaellt, erledigt, termin.urteil) if isinstance(u, frozenset)),
        kandidat.faellig.fehlt if isinstance(kandidat.faellig, Ungewiss) else (),
    )
    if fehlt:
        return evolve(stand, fehlt=fehlt)
    return evolve(stand, status=_laufend(stand, termin, stichtag), hinweise=termin.hinweise)


def window(kandidat: Kandidat, akte: Akte) -> Akte:
    """The facts with the days of this row's item among them, for the events that are bounded by these."""
    return akte.mit(oeffnet=_roh(kandidat.zeile.oeffnet, akte), faellig=kandidat.faellig)


def _erledigt(zeile: Zeile, fenster: Akte) -> Urteil:
    if not zeile.erledigt:
        return False
    return und(oder(treffer.urteil for finde in gruppe for treffer in finde(fenster)) for gruppe in zeile.erledigt)


def _laufend(stand: Stand, termin: "Termin", stichtag: date) -> Status:
    if termin.urteil is True:
        return Status.TERMINIERT
    if stand.oeffnet is not None and stichtag < stand.oeffnet:
        return Status.KOMMEND
    if stand.faellig is not None and stand.faellig < stichtag:
        return Status.UEBERFAELLIG
    return Status.OFFEN


@frozen
class Termin:
    """Whether an appointment in time would satisfy the item; appointments after `faellig` are hints."""

    urteil: Urteil
    hinweise: tuple[str, ...] = ()


def _termin(zeile: Zeile, fenster: Akte, faellig: date | None) -> Termin:
    if not zeile.termine:
        return Termin(False)
    rechtzeitig: Urteil = True
    spaeter: list[date] = []
    for gruppe in zeile.termine:
        treffer = [t for finde in gruppe for t in finde(fenster)]
        in_der_frist = [t for t in treffer if faellig is None or _ist(t, faellig)]
        spaeter += [t.datum for t in treffer if t not in in_der_frist and isinstance(t.datum, date)]
        if any(t.urteil is True for t in in_der_frist) and rechtzeitig is not False:
            continue
        offen = frozenset[str]().union(*_offene(in_der_frist))
        rechtzeitig = offen if offen and rechtzeitig is not False else False
    hinweise = (f"Termin am {min(spaeter):%d.%m.%Y}",) if spaeter and rechtzeitig is not True else ()
    return Termin(rechtzeitig, hinweise)


def _ist(treffer: Treffer, faellig: date) -> bool:
    return isinstance(treffer.datum, date) and treffer.datum <= faellig


def _offene(treffer: list[Treffer]) -> Iterator[frozenset[str]]:
    return (t.urteil for t in treffer if isinstance(t.urteil, frozenset))


def _roh(funktion: Datumsfunktion | None, akte: Akte) -> Datum:
    return funktion(akte) if funktion is not None else None


def _tag(funktion: Datumsfunktion | None, akte: Akte) -> tuple[date | None, frozenset[str]]:
    wert = _roh(funktion, akte)
    return (None, wert.fehlt) if isinstance(wert, Ungewiss) else (wert, frozenset())

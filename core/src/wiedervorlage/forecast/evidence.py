"""Whether what a row asks for has been done, or is arranged."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.events import TERMINE, Ereignisfunktion, Treffer
from wiedervorlage.forecast.logic import Urteil, fehlende, oder, und
from wiedervorlage.forecast.rows import Nachweis, Zeile
from wiedervorlage.kunde import FEHLT, UNLESBAR


def done(zeile: Zeile, fenster: Akte) -> Urteil:
    """Whether every group has one way that happened; False for a row that is a clock."""
    if not zeile.is_done_by_events:
        return False
    return und(oder(_reicht(held(n, fenster), n.anzahl) for n in gruppe) for gruppe in zeile.erledigt)


def done_on(zeile: Zeile, fenster: Akte) -> date | None:
    """The first day on which every group was met; None where that has no day."""
    return max((tag for gruppe in zeile.erledigt if (tag := _done_on(gruppe, fenster)) is not None), default=None)


def _done_on(gruppe: Sequence[Nachweis], fenster: Akte) -> date | None:
    tage = []
    for nachweis in gruppe:
        gehalten = sorted(t.datum for t in held(nachweis, fenster) if t.urteil is True and isinstance(t.datum, date))
        tage += gehalten[nachweis.anzahl - 1 : nachweis.anzahl]
    return min(tage, default=None)


def held(nachweis: Nachweis, fenster: Akte) -> list[Treffer]:
    """The events of one way that happened or may have."""
    return list(nachweis.geschehen(fenster)) if nachweis.geschehen is not None else []


@frozen
class Termin:
    """Whether appointments in time would satisfy the item; one that comes after `faellig` is a hint."""

    urteil: Urteil
    hinweise: tuple[str, ...] = ()


def arranged(zeile: Zeile, fenster: Akte, faellig: date | None, kontaktarten: frozenset[str]) -> Termin:
    """Look for appointments of an admissible kind; without `faellig` any future one is in time."""
    urteile: list[Urteil] = []
    noetig = False
    spaeter: list[date] = []
    if not fenster[TERMINE] or not any(n.termine for gruppe in zeile.erledigt for n in gruppe):
        return Termin(False)
    for gruppe in zeile.erledigt:
        if all(n.ist_test for n in gruppe):
            continue  # no appointment can bring it about
        wege, schon = list[Urteil](), list[Urteil]()
        for nachweis in gruppe:
            termine = _termine(nachweis.termine, fenster, kontaktarten)
            rechtzeitig = [t for t in termine if faellig is None or not _nach(t, faellig)]
            alle = _termine(nachweis.alle_termine, fenster, kontaktarten)
            spaeter += [t.datum for t in alle if _nach(t, faellig) and isinstance(t.datum, date)]
            getan = held(nachweis, fenster)
            schon.append(_reicht(getan, nachweis.anzahl))
            wege.append(_reicht(getan + rechtzeitig, nachweis.anzahl))
        urteile.append(oder(wege))
        noetig = noetig or oder(schon) is not True
    urteil = und(urteile) if noetig else False
    hinweise = (f"Termin am {min(spaeter):%d.%m.%Y}",) if spaeter and urteil is not True else ()
    return Termin(urteil, hinweise)


def _nach(treffer: Treffer, faellig: date | None) -> bool:
    return faellig is not None and isinstance(treffer.datum, date) and treffer.datum > faellig


def _termine(finde: Ereignisfunktion | None, fenster: Akte, kontaktarten: frozenset[str]) -> list[Treffer]:
    gefunden = finde(fenster) if finde is not None else ()
    zulaessig = ((t, _zulaessig(t, kontaktarten)) for t in gefunden)
    return [t._replace(urteil=und((t.urteil, urteil))) for t, urteil in zulaessig if urteil is not False]


def _zulaessig(treffer: Treffer, kontaktarten: frozenset[str]) -> Urteil:
    if not kontaktarten or treffer.kontakt is None:
        return True
    art = treffer.kontakt.art
    if art is FEHLT or art is UNLESBAR:
        return frozenset({"art"})
    return art in kontaktarten


def _reicht(treffer: Sequence[Treffer], anzahl: int) -> Urteil:
    if sum(t.urteil is True for t in treffer) >= anzahl:
        return True
    if len(treffer) < anzahl:
        return False
    return fehlende(t.urteil for t in treffer)

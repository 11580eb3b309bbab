"""Where an item stands on the Stichtag, once a row and a date are given."""

from datetime import date
from functools import lru_cache

from attrs import frozen

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.compile import Datum, Datumsfunktion
from wiedervorlage.forecast.events import TERMINE
from wiedervorlage.forecast.evidence import Termin, arranged, done
from wiedervorlage.forecast.logic import Ungewiss, Urteil, fehlende, urteil_ueber
from wiedervorlage.forecast.result import Status
from wiedervorlage.forecast.rows import Kandidat
from wiedervorlage.frist import OFFEN
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
    ohne_aussetzung: Status | None = None

    @property
    def eigentlich(self) -> Status:
        """The status apart from the contacts being suspended."""
        return self.ohne_aussetzung or self.status


def standing(kandidat: Kandidat, akte: Akte, stichtag: date, kontaktarten: frozenset[str]) -> Stand:
    """The standing of a row's item as if the row held; the order of the tests is that of the contract, section 4."""
    zeile = kandidat.zeile
    if zeile.antwort is Antwort.NICHT_GEREGELT:
        return Stand(Status.NICHT_GEREGELT, None)
    if zeile.antwort is Antwort.ENTFAELLT:
        return Stand(Status.ENTFAELLT, None)
    if zeile.antwort is Antwort.INDIVIDUELL:
        return _individuell(akte, stichtag)
    return _datiert(kandidat, akte, stichtag, kontaktarten)


def _individuell(akte: Akte, stichtag: date) -> Stand:
    tag = akte["wiedervorlage_am"]
    if isinstance(tag, Ungewiss) or tag == OFFEN:
        return Stand(Status.UNBESTIMMT, None, fehlt=frozenset({"wiedervorlage_am"}))
    if tag is None:
        return Stand(Status.INDIVIDUELL, None, hinweise=("Wiedervorlage fehlt",))
    return Stand(Status.INDIVIDUELL, tag, hinweise=("Wiedervorlage abgelaufen",) if tag < stichtag else ())


def _datiert(kandidat: Kandidat, akte: Akte, stichtag: date, kontaktarten: frozenset[str]) -> Stand:
    zeile = kandidat.zeile
    if zeile.ist_uhr and isinstance(kandidat.faellig, date) and not akte[TERMINE]:
        return _uhr(kandidat.faellig, stichtag)
    fenster = window(kandidat, akte)
    oeffnet, oeffnet_fehlt = _tag(fenster["oeffnet"])
    bis = _roh(zeile.verfaellt, akte)
    verfaellt, _ = _tag(bis)
    verfaellt = None if verfaellt == OFFEN else verfaellt
    faellig = kandidat.fruehestens
    entfaellt: Urteil = zeile.entfaellt(fenster) if zeile.entfaellt is not None else False
    if entfaellt is True:
        return Stand(Status.ENTFAELLT, faellig, oeffnet, verfaellt)
    erledigt = done(zeile, fenster)
    if erledigt is True:
        return Stand(Status.ERLEDIGT, faellig, oeffnet, verfaellt)
    vorbei = _vorbei(kandidat, bis, stichtag)
    if erledigt is False and vorbei is True:
        return Stand(Status.VERFALLEN, faellig, oeffnet, verfaellt)
    termin = arranged(zeile, fenster, faellig, kontaktarten)
    fehlt = oeffnet_fehlt.union(
        fehlende((entfaellt, erledigt, vorbei, termin.urteil)),
        kandidat.faellig.fehlt if isinstance(kandidat.faellig, Ungewiss) else (),
    )
    status = Status.UNBESTIMMT if fehlt else _laufend(oeffnet, faellig, termin, stichtag)
    return Stand(status, faellig, oeffnet, verfaellt, fehlt, termin.hinweise)


@lru_cache(maxsize=20_000)
def _uhr(faellig: date, stichtag: date) -> Stand:
    """Where a clock stands that no appointment concerns: nothing but the two days counts."""
    return Stand(_laufend(None, faellig, Termin(False), stichtag), faellig)


def window(kandidat: Kandidat, akte: Akte) -> Akte:
    """The facts with the days of this row's item among them, for the events that are bounded by these."""
    return akte.mit(oeffnet=_roh(kandidat.zeile.oeffnet, akte), faellig=kandidat.faellig)


def _vorbei(kandidat: Kandidat, verfaellt: Datum, stichtag: date) -> Urteil:
    """Whether it has lapsed; before it is due that is not in question, even where its last day is not known."""
    urteil = urteil_ueber(verfaellt, lambda tag: tag is not None and tag < stichtag)
    faellig = kandidat.fruehestens
    return False if isinstance(urteil, frozenset) and faellig is not None and faellig >= stichtag else urteil


def _laufend(oeffnet: date | None, faellig: date | None, termin: Termin, stichtag: date) -> Status:
    if termin.urteil is True:
        return Status.TERMINIERT
    if oeffnet is not None and stichtag < oeffnet:
        return Status.KOMMEND
    if faellig is not None and faellig < stichtag:
        return Status.UEBERFAELLIG
    return Status.OFFEN


def _roh(funktion: Datumsfunktion | None, akte: Akte) -> Datum:
    return funktion(akte) if funktion is not None else None


def _tag(wert: Datum) -> tuple[date | None, frozenset[str]]:
    return (None, wert.fehlt) if isinstance(wert, Ungewiss) else (wert, frozenset())

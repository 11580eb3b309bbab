"""The begruendung: what the interpreter decided on, written out line by line."""

from collections.abc import Iterator
from datetime import date

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.evidence import done, held
from wiedervorlage.forecast.logic import Ungewiss
from wiedervorlage.forecast.result import Status
from wiedervorlage.forecast.rows import Ausgang, Entscheid, Kandidat
from wiedervorlage.forecast.standing import Stand, window
from wiedervorlage.forecast.wording import ANTWORTEN, Wortwahl, aufzaehlung, tag
from wiedervorlage.konzept.expressions import Antwort, anker_von


def begruendung(worte: Wortwahl, akte: Akte, entscheid: Entscheid, gewaehlt: Kandidat, stand: Stand) -> tuple[str, ...]:
    """Each candidate row with its tests, its sum and what became of it, the deciding one first."""
    gewaehlt = next((k for k in entscheid.kandidaten if k.zeile is gewaehlt.zeile), gewaehlt)
    rest = [k for k in entscheid.kandidaten if k is not gewaehlt]
    zeilen = [*_kandidat(worte, akte, entscheid, gewaehlt), *_herkunft(worte, akte, gewaehlt)]
    for kandidat in rest:
        zeilen += _kandidat(worte, akte, entscheid, kandidat)
    zeilen += _erledigt(akte, gewaehlt, stand)
    if stand.fehlt and isinstance(done(gewaehlt.zeile, window(gewaehlt, akte)), frozenset):
        zeilen.append("Ob es erledigt ist, lässt sich nicht entscheiden.")
    if stand.status is Status.ENTFAELLT and gewaehlt.zeile.regel.entfaellt is not None:
        pruefungen = worte.bedingung(gewaehlt.zeile.regel.entfaellt, window(gewaehlt, akte))
        zeilen.append(f"Entfällt: {'; '.join(pruefungen)}")
    if stand.fehlt:
        zeilen.append(f"Es fehlt: {worte.namen(stand.fehlt)}")
    return tuple(zeilen)


def _kandidat(worte: Wortwahl, akte: Akte, entscheid: Entscheid, kandidat: Kandidat) -> Iterator[str]:
    regel = kandidat.zeile.regel
    yield f"{_ausgang(entscheid, kandidat)}: {regel.fundstelle} „{regel.wortlaut}“{_wodurch(entscheid, kandidat)}"
    for pruefung in worte.bedingung(regel.wenn, akte):
        yield f"  {pruefung}"
    yield f"  {_summe(worte, akte, kandidat)}"
    for wie in kandidat.verschoben.kette if kandidat.verschoben is not None else ():
        ausdruck = worte.ausdruck(wie.verschiebung.faellig, wie.akte)
        yield f"  statt {tag(wie.vorher)}: {ausdruck} = {tag(wie.nachher)} ({wie.verschiebung.fundstelle})"


def _herkunft(worte: Wortwahl, akte: Akte, kandidat: Kandidat) -> Iterator[str]:
    regel = kandidat.zeile.regel
    zeilen = [*worte.zeitraum(regel.pflicht, akte)]
    if not isinstance(regel.faellig, Antwort):
        zeilen += worte.herkunft(anker_von(regel.faellig), akte)
    yield from (f"  {zeile}" for zeile in dict.fromkeys(zeilen))


def _erledigt(akte: Akte, kandidat: Kandidat, stand: Stand) -> Iterator[str]:
    if stand.status is not Status.ERLEDIGT:
        return
    fenster = window(kandidat, akte)
    tage = {
        treffer.datum
        for gruppe in kandidat.zeile.erledigt
        for nachweis in gruppe
        for treffer in held(nachweis, fenster)
        if treffer.urteil is True and isinstance(treffer.datum, date)
    }
    if tage:
        yield f"Erledigt am {aufzaehlung(tag(t) for t in sorted(tage))}"


def _ausgang(entscheid: Entscheid, kandidat: Kandidat) -> str:
    ausgang, sieger = entscheid.ausgang(kandidat), entscheid.sieger
    if ausgang is Ausgang.ENTSCHEIDET and entscheid.offene:
        return "Gilt jedenfalls"
    if ausgang is Ausgang.SPAETER and sieger is not None and kandidat.faellig == sieger.faellig:
        return "Gilt auch, am selben Tag"
    return _AUSGANG[ausgang]


_AUSGANG = {
    Ausgang.ENTSCHEIDET: "Entscheidet",
    Ausgang.SPAETER: "Gilt auch, aber später",
    Ausgang.VERDRAENGT: "Verdrängt",
    Ausgang.UNENTSCHIEDEN: "Nicht zu entscheiden",
    Ausgang.UNERHEBLICH: "Nicht zu entscheiden, aber ohne Einfluss",
}


def _wodurch(entscheid: Entscheid, kandidat: Kandidat) -> str:
    durch = entscheid.verdraengt_durch.get(kandidat.zeile.regel.id)
    if durch is None:
        return ""
    lesart = f", Lesart „{durch.regel.lesart}“" if durch.regel.lesart is not None else ""
    return f" durch {durch.regel.fundstelle}{lesart}"


def _summe(worte: Wortwahl, akte: Akte, kandidat: Kandidat) -> str:
    faellig = kandidat.zeile.regel.faellig
    if isinstance(faellig, Antwort):
        return ANTWORTEN[faellig]
    verschoben = kandidat.verschoben
    ergebnis = tag(verschoben.kette[0].vorher) if verschoben is not None else _ergebnis(kandidat)
    ausdruck = worte.ausdruck(faellig, akte)
    return ausdruck if ausdruck.endswith(f" {ergebnis}") else f"{ausdruck} = {ergebnis}"


def _ergebnis(kandidat: Kandidat) -> str:
    if isinstance(kandidat.faellig, Ungewiss):
        frueh: date | None = kandidat.fruehestens
        return f"frühestens {tag(frueh)}" if frueh is not None else "nicht zu berechnen"
    return tag(kandidat.faellig) if kandidat.faellig is not None else "kein Tag"

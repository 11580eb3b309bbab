"""Checks that move the Stichtag: a date stays while nothing happens, and no day of the calendar breaks anything."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final

from wiedervorlage.cases import Fall
from wiedervorlage.errors import WiedervorlageError
from wiedervorlage.forecast import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.frist import TAG, feiertage, schaltjahr
from wiedervorlage.testing.plugin import Finding, Plugin

TAGE: Final = 35
"""How far each case is walked, in both directions."""

_OHNE_REGEL: Final = (Status.NICHT_GEREGELT, Status.AUSGESETZT)
_VORAN: Final = (Status.KOMMEND, Status.OFFEN, Status.UEBERFAELLIG, Status.VERFALLEN)


def walk(plugin: Plugin) -> list[Finding]:
    """From 35 days before to 35 days after its Stichtag, a case keeps its date, and its status only advances.

    Compared are days between which nothing dated in the case lies, on the same row and the same window: every Monday,
    the Stichtag, and the days on which a status can turn.
    """
    funde: dict[str, str] = {}
    for fall in plugin.faelle:
        for spanne in _spans(fall, _turns(plugin.on(fall, fall.stichtag))):
            vorher: dict[Any, Wiedervorlage] = {}
            for tag in spanne:
                if not plugin.still_holds(fall, tag):
                    continue
                nachher = {_window(w): w for w in plugin.on(fall, tag)}
                for schluessel in vorher.keys() & nachher.keys():
                    mangel = _regress(vorher[schluessel], nachher[schluessel])
                    if mangel:
                        funde.setdefault(str(nachher[schluessel].regel), f"{mangel} am {tag:%d.%m.%Y}: {fall.name}")
                vorher = nachher
    return [Finding(regel, text) for regel, text in funde.items()]


def _turns(wiedervorlagen: Collection[Wiedervorlage]) -> set[date]:
    """The first and last day of a window and the day after it: there the status moves on."""
    enden = {tag for w in wiedervorlagen for tag in (w.faellig, w.verfaellt) if tag is not None and tag != date.max}
    return {w.oeffnet for w in wiedervorlagen if w.oeffnet is not None} | enden | {tag + TAG for tag in enden}


def _spans(fall: Fall, wenden: Collection[date]) -> Iterator[list[date]]:
    """The days to look at, in spans between which something happens or a planned day passes."""
    tage = [fall.stichtag + n * TAG for n in range(-TAGE, TAGE + 1)]
    # on its own day a plan still holds, the day after it is past
    grenzen = {grenze for tag in _dates(fall.kunde) for grenze in (tag, tag + TAG)}
    spanne: list[date] = []
    for tag in tage:
        if tag in grenzen:
            yield spanne
            spanne = []
        # Mondays for all cases alike, so that they share their runs
        if tag == fall.stichtag or tag.weekday() == 0 or tag in wenden:
            spanne.append(tag)
    yield spanne


def _dates(wert: Any) -> Iterator[date]:
    match wert:
        case date() if wert != date.max:
            yield wert
        case Mapping():
            for einer in wert.values():
                yield from _dates(einer)
        case list() | tuple():
            for einer in wert:
                yield from _dates(einer)


def _window(w: Wiedervorlage) -> tuple[Any, ...]:
    return w.pflicht, w.massnahme, w.regel, w.frueher, w.oeffnet, w.verfaellt


def _regress(alt: Wiedervorlage, neu: Wiedervorlage) -> str | None:
    if Status.UNBESTIMMT in (alt.status, neu.status):
        return None
    if alt.faellig != neu.faellig:
        return f"faellig wandert von {_tag(alt.faellig)} nach {_tag(neu.faellig)}"
    voran = alt.status in _VORAN and neu.status in _VORAN[_VORAN.index(alt.status) :]
    return None if voran or alt.status == neu.status else f"status geht von {alt.status} zu {neu.status}"


def _tag(tag: date | None) -> str:
    return f"{tag:%d.%m.%Y}" if tag is not None else "keinem Tag"


def special_days(plugin: Plugin) -> list[Finding]:
    """On the last of a month, on 29.02., at the turn of the year and on holidays every result keeps the contract."""
    funde: dict[str, str] = {}
    for nummer, fall in enumerate(plugin.faelle):
        for tag in (fall.stichtag, *_special(fall.stichtag.year, plugin.konzept(fall).land, nummer)):
            if plugin.still_holds(fall, tag):
                for mangel in _broken(plugin, fall, tag):
                    funde.setdefault(fall.name, f"{mangel} am {tag:%d.%m.%Y}")
    return [Finding(name, text) for name, text in funde.items()]


def _special(jahr: int, land: str, nummer: int) -> tuple[date, ...]:
    """The days for one case; of the months that end on a 31. and of the public holidays it gets one each, in turn."""
    schalttag = date(next(j for j in range(jahr, jahr + 9) if schaltjahr(j)), 2, 29)
    monat = (1, 3, 5, 7, 8, 10)[nummer % 6]
    freie = sorted(feiertage(land, jahr))
    return schalttag, date(jahr, monat, 31), date(jahr, 12, 31), date(jahr + 1, 1, 1), freie[nummer % len(freie)]


def _broken(plugin: Plugin, fall: Fall, tag: date) -> Iterator[str]:
    try:
        wiedervorlagen = plugin.on(fall, tag)
        for w in wiedervorlagen:
            yield from (f"{w.pflicht}: {text}" for text, haelt in _contract(w, tag).items() if not haelt)
    except WiedervorlageError as fehler:
        yield str(fehler)
    except Exception as fehler:
        yield f"{type(fehler).__name__}: {fehler}"


def _contract(w: Wiedervorlage, stichtag: date) -> dict[str, bool]:
    """What the contract says of any result (sections 2 and 4), and whether it holds."""
    geplant, eintrag, vorschlag = w.eintrag is not None, w.eintrag or date.min, w.vorschlag or date.min
    return {
        "unbestimmt nennt kein fehlendes Feld": w.status is not Status.UNBESTIMMT or bool(w.fehlt),
        "ohne Regel, aber nicht nicht_geregelt": w.regel is not None or w.status in _OHNE_REGEL,
        "keine Begründung": bool(w.begruendung) == (w.regel is not None),
        "eintrag ohne vorschlag": (w.vorschlag is None) == (w.eintrag is None),
        "vorschlag, obwohl nichts offen ist": w.vorschlag is None or w.status not in NICHTS_OFFEN,
        "eintrag liegt nicht zwischen Stichtag und vorschlag": not geplant or stichtag <= eintrag <= vorschlag,
        "überfällig vor faellig": w.status is not Status.UEBERFAELLIG or (w.faellig or date.max) < stichtag,
        "kommend nach oeffnet": w.status is not Status.KOMMEND or (w.oeffnet or date.min) > stichtag,
    }

"""How each value of a settings file is read: what is not allowed is an EinstellungError that says what would be."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from attrs import frozen

from wiedervorlage.errors import EinstellungError, toml, zitat
from wiedervorlage.frist import WOCHENTAGE, Dauer
from wiedervorlage.konzept.model import Art
from wiedervorlage.laender import LAENDER

if TYPE_CHECKING:
    from fractions import Fraction

Bezug = Literal["vorgang", "kundennummer"]
Gruppe = Literal["I", "II", "III", "IV"]

_TAG_IM_JAHR = re.compile(r"(\d{1,2})\.(\d{1,2})\.")

AN_AUS: Final = "true (ein) oder false (aus), ohne Anführungszeichen"

_LAENGSTE: Final = 1000
"""More of any unit than anybody plans ahead."""


@frozen
class Stelle:
    """The post of a Betreuer: its share of a full post, and where known the share of the invited who do not come."""

    anteil: "Fraction"
    ausfall: "Fraction | None" = None


@frozen
class Gruppentermin:
    """One weekly date of a group; `wochentag` counts from Monday, 0."""

    wochentag: int
    beginn: time
    ort: str = ""
    teilnehmer: int | None = None


def _typ(*typen: type, erwartet: str) -> Any:
    def lies(name: str, wert: Any) -> Any:
        if not isinstance(wert, typen) or (isinstance(wert, bool) and bool not in typen):
            raise falsch(name, wert, erwartet)
        return wert

    return lies


def _land(name: str, wert: Any) -> str:
    if wert not in LAENDER:
        raise falsch(name, wert, f"eines von {', '.join(LAENDER)}")
    return str(wert)


def _geschlossen(name: str, wert: Any) -> frozenset[tuple[int, int] | date]:
    erwartet = 'eine Liste wie ["24.12.", "31.12.", 2027-02-08]'
    if not isinstance(wert, list):
        raise falsch(name, wert, erwartet)
    tage: set[tuple[int, int] | date] = set()
    for tag in wert:
        if isinstance(tag, date) and not isinstance(tag, datetime):
            tage.add(tag)
        elif isinstance(tag, str) and (im_jahr := _tag_im_jahr(tag)) is not None:
            tage.add(im_jahr)
        else:
            raise falsch(name, tag, erwartet)
    return frozenset(tage)


def _tag_im_jahr(text: str) -> tuple[int, int] | None:
    treffer = _TAG_IM_JAHR.fullmatch(text)
    try:
        tag = date(2000, int(treffer[2]), int(treffer[1])) if treffer else None  # 2000 has a 29.02.
    except ValueError:
        return None
    return (tag.day, tag.month) if tag is not None else None


def _dauer(name: str, wert: Any) -> Dauer:
    try:
        dauer = Dauer.parse(wert)
        if dauer.anzahl > _LAENGSTE:
            raise ValueError
        return dauer
    except (ValueError, AttributeError, TypeError):
        raise falsch(name, wert, "eine Dauer wie „8 Wochen“") from None


def _vorlauf(name: str, wert: Any) -> Mapping[str, int]:
    arten = get_args(Art)
    gueltig = isinstance(wert, dict) and all(
        a in arten and type(n) is int and 0 <= n <= _LAENGSTE for a, n in wert.items()
    )
    if not gueltig:
        raise falsch(name, wert, f"Arbeitstage je Art wie {{ kontakt = 10 }}; Arten: {', '.join(arten)}")
    return {"kontakt": 10, **wert}


def _stellen(name: str, wert: Any) -> Mapping[str, Stelle]:
    if not isinstance(wert, dict):
        raise falsch(name, wert, _STELLE)
    return {betreuer: _stelle(f"{name}.{betreuer}", eine) for betreuer, eine in wert.items()}


def _stelle(name: str, wert: Any) -> Stelle:
    if not isinstance(wert, dict) or "anteil" not in wert or not wert.keys() <= {"anteil", "ausfall"}:
        raise falsch(name, wert, _STELLE)
    anteil, ausfall = _bruch(f"{name}.anteil", wert["anteil"]), wert.get("ausfall")
    return Stelle(anteil, _bruch(f"{name}.ausfall", ausfall) if ausfall is not None else None)


def _bruch(name: str, wert: Any) -> "Fraction":
    from fractions import Fraction  # few houses name posts

    if type(wert) not in (int, float) or not 0 <= wert <= 1 or (name.endswith("ausfall") and wert == 1):
        raise falsch(name, wert, "eine Zahl von 0 bis 1, z. B. 0.5")
    return Fraction(str(wert))  # 0.1 is a tenth, not its nearest binary fraction


def _gruppentermine(name: str, wert: Any) -> tuple[Gruppentermin, ...]:
    if not isinstance(wert, list):
        raise falsch(name, wert, _TERMIN)
    return tuple(_gruppentermin(f"{name}[{nummer}]", termin) for nummer, termin in enumerate(wert, 1))


def _gruppentermin(name: str, wert: Any) -> Gruppentermin:
    bekannt = {"wochentag", "beginn", "ort", "teilnehmer"}
    if not isinstance(wert, dict) or not {"wochentag", "beginn"} <= wert.keys() <= bekannt:
        raise falsch(name, wert, _TERMIN)
    ort, teilnehmer = wert.get("ort", ""), wert.get("teilnehmer")
    passt = (
        wert["wochentag"] in WOCHENTAGE[:5]
        and isinstance(wert["beginn"], time)
        and isinstance(ort, str)
        and (teilnehmer is None or (type(teilnehmer) is int and teilnehmer >= 0))
    )
    if not passt:
        raise falsch(name, wert, _TERMIN)
    return Gruppentermin(WOCHENTAGE.index(wert["wochentag"]), wert["beginn"], ort, teilnehmer)


def _bezug(name: str, wert: Any) -> str:
    if not isinstance(wert, dict) or wert.keys() != {"bezug"} or wert["bezug"] not in get_args(Bezug):
        raise falsch(name, wert, '{ bezug = "vorgang" } oder { bezug = "kundennummer" }')
    return str(wert["bezug"])


def _aliase(name: str, wert: Any) -> dict[str, tuple[str, ...]]:
    """Read headings by field; TOML makes of `kontakt.datum` a table in a table, of `"kontakt.datum"` one key."""
    aliase: dict[str, tuple[str, ...]] = {}
    for feld, texte in _TABELLE(name, wert).items():
        if isinstance(texte, dict):
            aliase |= {f"{feld}.{rest}": tiefer for rest, tiefer in _aliase(f"{name}.{feld}", texte).items()}
        elif isinstance(texte, list) and all(isinstance(text, str) and any(map(str.isalnum, text)) for text in texte):
            aliase[feld] = tuple(texte)
        else:
            raise falsch(f"{name}.{feld}", texte, 'eine Liste von Überschriften wie ["Alo-Beginn"]')
    return aliase


def _massnahmegruppen(name: str, wert: Any) -> Mapping[str, str]:
    gruppen = get_args(Gruppe)
    for massnahme, gruppe in _TABELLE(name, wert).items():
        if gruppe not in gruppen:
            raise falsch(f"{name}.{massnahme}", gruppe, f"eine Gruppe: {', '.join(gruppen)}")
    return dict(wert)


_TERMIN: Final = 'Termine wie { wochentag = "Montag", beginn = 09:00:00, ort = "Raum 1", teilnehmer = 6 }'
_STELLE: Final = "Stellen wie Ahrens = { anteil = 0.5, ausfall = 0.2 }"
_TABELLE = _typ(dict, erwartet="eine Tabelle")
LESER: Final = {
    "jobcenter": _typ(str, erwartet="der Schlüssel eines Jobcenters"),
    "land": _land,
    "geschlossen": _geschlossen,
    "horizont": _dauer,
    "vorlauf": _vorlauf,
    "erinnerung": _typ(bool, erwartet=AN_AUS),
    "stellen": _stellen,
    "gruppentermine": _gruppentermine,
    "schluessel": _typ(str, erwartet="der Pfad einer Datei"),
    "kalender": _bezug,
    "aliase": _aliase,
    "massnahmegruppen": _massnahmegruppen,
    "lesarten": _TABELLE,
    "einstellungen": _TABELLE,
}


def like(vorgabe: Any) -> str:
    """What a value must be to be of the type of another one."""
    match vorgabe:
        case bool():
            return AN_AUS
        case int():
            return f"eine ganze Zahl ohne Anführungszeichen wie {vorgabe}"
        case str():
            return f"ein Text in Anführungszeichen wie {toml(vorgabe)}"
        case date():
            return f"ein Datum ohne Anführungszeichen wie {vorgabe}"
    return f"ein Wert wie {toml(vorgabe)}"


def falsch(name: str, wert: Any, erwartet: str) -> EinstellungError:
    """A value that is not allowed."""
    return EinstellungError(f"{name}: gefunden {zitat(wert)}, erwartet {erwartet}.")

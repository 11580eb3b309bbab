"""The settings of a house: `wiedervorlage.toml`.

Everything has a default; an unknown key or a value that is not allowed is an EinstellungError that says what would be.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, get_args

from attrs import evolve, field, fields_dict, frozen

from wiedervorlage.errors import EinstellungError, gemeint, zitat
from wiedervorlage.frist import LAENDER, WOCHENTAGE, Dauer, Kalender
from wiedervorlage.konzept.model import Art, Einstellung, Konzept

DATEINAME: Final = "wiedervorlage.toml"

_TAG_IM_JAHR = re.compile(r"(\d{1,2})\.(\d{1,2})\.")

_HORIZONT: Final = Dauer(8, "Wochen")

_LAENGSTE: Final = 1000
"""More of any unit than anybody plans ahead."""


@frozen
class Stelle:
    """The post of a Betreuer: its share of a full post, and where known the share of the invited who do not come."""

    anteil: Fraction
    ausfall: Fraction | None = None


@frozen
class Gruppentermin:
    """One weekly date of a group; `wochentag` counts from Monday, 0."""

    wochentag: int
    beginn: time
    ort: str = ""
    teilnehmer: int | None = None


@frozen
class Settings:
    """What a house has decided; each attribute is a key of `wiedervorlage.toml`.

    `jobcenter`: the KEY used where `--jobcenter` is left out. `land`: whose public holidays count (default: that of the
    concept). `geschlossen`: further closed days, `24.12.` every year or one date. `horizont`: how far ahead calendar
    entries reach. `vorlauf`: Arbeitstage between calendar entry and last suitable day, by art. `erinnerung`: whether an
    entry rings. `schluessel`: file with the key of the pseudonyms, to be shared by several users. `stellen`: the post
    of each Betreuer. `gruppentermine`: weekly dates of a group, for a concept that has them. `lesarten`,
    `einstellungen`: readings and settings of the concept.
    """

    jobcenter: str | None = None
    land: str | None = None
    geschlossen: frozenset[tuple[int, int] | date] = frozenset()
    horizont: Dauer = _HORIZONT
    vorlauf: Mapping[str, int] = field(factory=lambda: {"kontakt": 10})
    erinnerung: bool = True
    schluessel: Path | None = None
    stellen: Mapping[str, Stelle] = field(factory=dict)
    gruppentermine: tuple[Gruppentermin, ...] = ()
    lesarten: Mapping[str, Any] = field(factory=dict)
    einstellungen: Mapping[str, Any] = field(factory=dict)

    def kalender(self, konzept: Konzept) -> Kalender:
        """The Arbeitstage of the house."""
        return Kalender(self.land or konzept.land, self.geschlossen)

    def werte(self, konzept: Konzept) -> dict[str, Any]:
        """Readings and settings for this concept; raises EinstellungError for one it does not have."""
        return {
            name: _konzeptwert(bekannte, name, wert)
            for bekannte, gesetzt in ((konzept.lesarten, self.lesarten), (konzept.einstellungen, self.einstellungen))
            for name, wert in gesetzt.items()
        }

    def with_flat(self, konzept: Konzept, gesetzt: Mapping[str, Any]) -> "Settings":
        """These settings with some more, readings and settings of the concept named beside those of the house."""
        lesarten = {e.name for e in konzept.lesarten} & gesetzt.keys()
        einstellungen = {e.name for e in konzept.einstellungen} & gesetzt.keys()
        haus = {n: w for n, w in gesetzt.items() if n not in lesarten | einstellungen}
        return evolve(
            _structure(haus, self),
            lesarten={**self.lesarten, **{n: gesetzt[n] for n in lesarten}},
            einstellungen={**self.einstellungen, **{n: gesetzt[n] for n in einstellungen}},
        )


def load_settings(pfad: Path | None) -> Settings:
    """Read a settings file; without one the defaults. Raises EinstellungError."""
    if pfad is None:
        return Settings()
    try:
        roh = tomllib.loads(pfad.read_text(encoding="utf-8-sig"))
    except OSError as fehler:
        raise EinstellungError(f"{pfad}: Die Einstellungen lassen sich nicht lesen ({fehler.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fehler:
        raise EinstellungError(f"{pfad}: kein gültiges TOML ({fehler}).") from None
    try:
        return _structure(roh, Settings(), pfad.parent)
    except EinstellungError as fehler:
        raise EinstellungError(f"{pfad}: {fehler}") from None


def _structure(roh: Mapping[str, Any], basis: Settings, ordner: Path = Path()) -> Settings:
    werte: dict[str, Any] = {}
    for name, wert in roh.items():
        if name not in _LESER:
            raise EinstellungError(f"Die Einstellung „{name}“ gibt es nicht{gemeint(name, fields_dict(Settings))}.")
        werte[name] = _LESER[name](name, wert)
    if (schluessel := werte.get("schluessel")) is not None:
        werte["schluessel"] = ordner / schluessel
    return evolve(basis, **werte)


def _typ(*typen: type, erwartet: str) -> Any:
    def lies(name: str, wert: Any) -> Any:
        if not isinstance(wert, typen) or (isinstance(wert, bool) and bool not in typen):
            raise _falsch(name, wert, erwartet)
        return wert

    return lies


def _land(name: str, wert: Any) -> str:
    if wert not in LAENDER:
        raise _falsch(name, wert, f"eines von {', '.join(LAENDER)}")
    return str(wert)


def _geschlossen(name: str, wert: Any) -> frozenset[tuple[int, int] | date]:
    erwartet = 'eine Liste wie ["24.12.", "31.12.", 2027-02-08]'
    if not isinstance(wert, list):
        raise _falsch(name, wert, erwartet)
    tage: set[tuple[int, int] | date] = set()
    for tag in wert:
        if isinstance(tag, date) and not isinstance(tag, datetime):
            tage.add(tag)
        elif isinstance(tag, str) and (im_jahr := _tag_im_jahr(tag)) is not None:
            tage.add(im_jahr)
        else:
            raise _falsch(name, tag, erwartet)
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
        raise _falsch(name, wert, "eine Dauer wie „8 Wochen“") from None


def _vorlauf(name: str, wert: Any) -> Mapping[str, int]:
    arten = get_args(Art)
    gueltig = isinstance(wert, dict) and all(
        a in arten and type(n) is int and 0 <= n <= _LAENGSTE for a, n in wert.items()
    )
    if not gueltig:
        raise _falsch(name, wert, f"Arbeitstage je Art wie {{ kontakt = 10 }}; Arten: {', '.join(arten)}")
    return {"kontakt": 10, **wert}


def _stellen(name: str, wert: Any) -> Mapping[str, Stelle]:
    if not isinstance(wert, dict):
        raise _falsch(name, wert, _STELLE)
    return {betreuer: _stelle(f"{name}.{betreuer}", eine) for betreuer, eine in wert.items()}


def _stelle(name: str, wert: Any) -> Stelle:
    if not isinstance(wert, dict) or "anteil" not in wert or not wert.keys() <= {"anteil", "ausfall"}:
        raise _falsch(name, wert, _STELLE)
    anteil, ausfall = _bruch(f"{name}.anteil", wert["anteil"]), wert.get("ausfall")
    return Stelle(anteil, _bruch(f"{name}.ausfall", ausfall) if ausfall is not None else None)


def _bruch(name: str, wert: Any) -> Fraction:
    if type(wert) not in (int, float) or not 0 <= wert <= 1 or (name.endswith("ausfall") and wert == 1):
        raise _falsch(name, wert, "eine Zahl von 0 bis 1, z. B. 0.5")
    return Fraction(str(wert))  # 0.1 is a tenth, not its nearest binary fraction


def _gruppentermine(name: str, wert: Any) -> tuple[Gruppentermin, ...]:
    if not isinstance(wert, list):
        raise _falsch(name, wert, _TERMIN)
    return tuple(_gruppentermin(f"{name}[{nummer}]", termin) for nummer, termin in enumerate(wert, 1))


def _gruppentermin(name: str, wert: Any) -> Gruppentermin:
    bekannt = {"wochentag", "beginn", "ort", "teilnehmer"}
    if not isinstance(wert, dict) or not {"wochentag", "beginn"} <= wert.keys() <= bekannt:
        raise _falsch(name, wert, _TERMIN)
    ort, teilnehmer = wert.get("ort", ""), wert.get("teilnehmer")
    passt = (
        wert["wochentag"] in WOCHENTAGE[:5]
        and isinstance(wert["beginn"], time)
        and isinstance(ort, str)
        and (teilnehmer is None or (type(teilnehmer) is int and teilnehmer >= 0))
    )
    if not passt:
        raise _falsch(name, wert, _TERMIN)
    return Gruppentermin(WOCHENTAGE.index(wert["wochentag"]), wert["beginn"], ort, teilnehmer)


_TERMIN: Final = 'Termine wie { wochentag = "Montag", beginn = 09:00:00, ort = "Raum 1", teilnehmer = 6 }'
_STELLE: Final = "Stellen wie Ahrens = { anteil = 0.5, ausfall = 0.2 }"
_TABELLE = _typ(dict, erwartet="eine Tabelle")
_LESER: Final = {
    "jobcenter": _typ(str, erwartet="der Schlüssel eines Jobcenters"),
    "land": _land,
    "geschlossen": _geschlossen,
    "horizont": _dauer,
    "vorlauf": _vorlauf,
    "erinnerung": _typ(bool, erwartet="true oder false"),
    "stellen": _stellen,
    "gruppentermine": _gruppentermine,
    "schluessel": _typ(str, erwartet="der Pfad einer Datei"),
    "lesarten": _TABELLE,
    "einstellungen": _TABELLE,
}


def _konzeptwert(bekannte: tuple[Einstellung, ...], name: str, wert: Any) -> Any:
    einstellung = next((e for e in bekannte if e.name == name), None)
    if einstellung is None:
        raise EinstellungError(f"Das Konzept hat kein „{name}“{gemeint(name, [e.name for e in bekannte])}.")
    if einstellung.werte and wert not in einstellung.werte:
        raise _falsch(name, wert, f"eines von {', '.join(einstellung.werte)}")
    if type(wert) is not type(einstellung.vorgabe):
        raise _falsch(name, wert, f"ein Wert wie {zitat(einstellung.vorgabe)}")
    return wert


def _falsch(name: str, wert: Any, erwartet: str) -> EinstellungError:
    return EinstellungError(f"{name}: gefunden {zitat(wert)}, erwartet {erwartet}.")

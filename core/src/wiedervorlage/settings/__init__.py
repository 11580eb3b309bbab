"""The settings of a house: `wiedervorlage.toml`.

Everything has a default; an unknown key or a value that is not allowed is an EinstellungError that says what would be.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen

from wiedervorlage.errors import EinstellungError, gemeint, kein_toml
from wiedervorlage.frist import Dauer, Kalender
from wiedervorlage.konzept.model import Einstellung, Konzept
from wiedervorlage.settings.values import LESER, Bezug, Gruppentermin, Stelle, falsch, like

__all__ = ["DATEINAME", "Gruppentermin", "Settings", "Stelle", "load_settings"]

DATEINAME: Final = "wiedervorlage.toml"

_ATTRIBUTE: Final = {"kalender": "bezug"}
"""Keys whose attribute has another name: `Settings.kalender` are the Arbeitstage."""

_HORIZONT: Final = Dauer(8, "Wochen")


@frozen
class Settings:
    """What a house has decided; each attribute is a key of `wiedervorlage.toml`.

    `jobcenter`: the KEY used where `--jobcenter` is left out. `land`: whose public holidays count (default: that of the
    concept). `geschlossen`: further closed days, `24.12.` every year or one date. `horizont`: how far ahead calendar
    entries reach. `vorlauf`: Arbeitstage between calendar entry and last suitable day, by art. `erinnerung`: whether an
    entry rings. `schluessel`: file with the key of the pseudonyms, to be shared by several users. `stellen`: the post
    of each Betreuer. `gruppentermine`: weekly dates of a group, for a concept that has them. `bezug`: by what a
    calendar entry names the Kunde, `kalender = { bezug = … }` in the file. `aliase`: further headings of the house by
    field (`status`, `kontakt.datum`). `massnahmegruppen`: the gruppe of a Teilnahme that names none, by massnahme.
    `lesarten`, `einstellungen`: readings and settings of the concept. `datei` is no key: where all this was read, for
    messages.
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
    bezug: Bezug = "vorgang"
    aliase: Mapping[str, tuple[str, ...]] = field(factory=dict)
    massnahmegruppen: Mapping[str, str] = field(factory=dict)
    lesarten: Mapping[str, Any] = field(factory=dict)
    einstellungen: Mapping[str, Any] = field(factory=dict)
    datei: Path | None = field(default=None, eq=False)

    def kalender(self, konzept: Konzept) -> Kalender:
        """The Arbeitstage of the house."""
        return Kalender(self.land or konzept.land, self.geschlossen)

    def werte(self, konzept: Konzept) -> dict[str, Any]:
        """Readings and settings for this concept; raises EinstellungError for one it does not have."""
        try:
            return {
                name: _konzeptwert(bekannte, name, wert)
                for bekannte, gesetzt in (
                    (konzept.lesarten, self.lesarten), (konzept.einstellungen, self.einstellungen)
                )
                for name, wert in gesetzt.items()
            }  # fmt: skip
        except EinstellungError as fehler:
            raise EinstellungError(f"{self.datei}: {fehler}" if self.datei else str(fehler)) from None

    def with_flat(self, konzept: Konzept, gesetzt: Mapping[str, Any]) -> "Settings":
        """These settings with some more, readings and settings of the concept named beside those of the house."""
        eigene = [e.name for e in (*konzept.lesarten, *konzept.einstellungen)]
        lesarten = {e.name for e in konzept.lesarten} & gesetzt.keys()
        einstellungen = {e.name for e in konzept.einstellungen} & gesetzt.keys()
        haus = {n: w for n, w in gesetzt.items() if n not in eigene}
        return evolve(
            _structure(haus, self, eigene=eigene),
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
        raise EinstellungError(f"{pfad}: {kein_toml(fehler)}.") from None
    try:
        return _structure(roh, Settings(datei=pfad), pfad.parent)
    except EinstellungError as fehler:
        raise EinstellungError(f"{pfad}: {fehler}") from None


def _structure(roh: Mapping[str, Any], basis: Settings, ordner: Path = Path(), eigene: Sequence[str] = ()) -> Settings:
    werte: dict[str, Any] = {}
    for name, wert in roh.items():
        if name not in LESER:
            konzept = f" Das Konzept selbst hat {', '.join(eigene)}." if eigene else ""
            raise EinstellungError(
                f"Die Einstellung „{name}“ gibt es nicht{gemeint(name, (*eigene, *LESER))}.{konzept}"
            )
        werte[_ATTRIBUTE.get(name, name)] = LESER[name](name, wert)
    if (schluessel := werte.get("schluessel")) is not None:
        werte["schluessel"] = ordner / schluessel
    return evolve(basis, **werte)


def _konzeptwert(bekannte: tuple[Einstellung, ...], name: str, wert: Any) -> Any:
    einstellung = next((e for e in bekannte if e.name == name), None)
    if einstellung is None:
        raise EinstellungError(f"Das Konzept hat kein „{name}“{gemeint(name, [e.name for e in bekannte])}.")
    if einstellung.werte and wert not in einstellung.werte:
        raise falsch(name, wert, f"eines von {', '.join(einstellung.werte)}")
    if type(wert) is not type(einstellung.vorgabe):
        raise falsch(name, wert, like(einstellung.vorgabe))
    return wert

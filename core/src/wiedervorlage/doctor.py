"""Whether everything is in place; what is told can be passed on, for nothing of any list stands in it."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, get_args

from attrs import field, frozen
from attrs.validators import in_

from wiedervorlage.errors import DateiError, PluginError, WiedervorlageError
from wiedervorlage.files import check_writable
from wiedervorlage.konzept import Konzept
from wiedervorlage.ledger import FILE as LEDGER_FILE
from wiedervorlage.ledger import is_sound
from wiedervorlage.plugins import FRAGEN, Host, Jobcenter, load_host
from wiedervorlage.pseudonym import KEY_FILE, load_key
from wiedervorlage.settings import Settings, load_settings

Stand = Literal["gut", "hinweis", "fehler"]

# a post names its Betreuer, and tomllib quotes keys
_NAMEN: Final = re.compile(r"\bstellen\b.*|'[^']*'", re.DOTALL)


@frozen
class Diagnose:
    """One thing that was looked at; `bereich` is the heading it stands under.

    `stand`: gut, hinweis (works, but should be known), fehler (something to repair). `abhilfe`: what is to be done.
    """

    bereich: str
    text: str
    stand: Stand = field(default="gut", validator=in_(get_args(Stand)))
    abhilfe: str = ""


@frozen(slots=False)
class Umfeld:
    """Where to look: configuration folder, settings file (None: there is none), folders to write to, and the day.

    `stichtag` None: not even today can be told, and no concept is in force.
    """

    ordner: Path
    einstellungen: Path | None
    ziele: Sequence[Path]
    stichtag: date | None

    @cached_property
    def host(self) -> Host:
        """All plugins."""
        return load_host()

    @cached_property
    def settings(self) -> Settings:
        """The settings, or the defaults where they cannot be read."""
        try:
            return load_settings(self.einstellungen)
        except WiedervorlageError:
            return Settings()


def examine(umfeld: Umfeld) -> list[Diagnose]:
    """Look at everything, each thing under guard: a check that fails is told like any other fault."""
    return [diagnose for bereich, pruefung in PRUEFUNGEN.items() for diagnose in _guarded(bereich, pruefung, umfeld)]


def _guarded(bereich: str, pruefung: "Pruefung", umfeld: Umfeld) -> list[Diagnose]:
    try:
        return [Diagnose(bereich, *angaben) for angaben in pruefung(umfeld)]
    except Exception as fehler:
        text = f"Diese Prüfung ist gescheitert ({type(fehler).__name__})."
        return [Diagnose(bereich, text, "fehler", "Bitte den Entwicklern von wiedervorlage melden.")]


# --- versions ---------------------------------------------------------------------------------------------------------


def _versions(_: Umfeld) -> "Iterator[Angaben]":
    import platform
    import sys
    from importlib.metadata import requires, version

    yield (f"wiedervorlage {version('wiedervorlage')}",)
    yield (f"Python {platform.python_version()} ({sys.executable})",)
    yield (platform.platform(),)
    for bedarf in requires("wiedervorlage") or ():
        yield from _library(bedarf)


def _library(bedarf: str) -> "Iterator[Angaben]":
    """One requirement as the metadata have it: `attrs>=24.2`, `tzdata>=2025.1; sys_platform == 'win32'`."""
    from importlib.metadata import PackageNotFoundError, version

    anforderung, _, nur_wenn = bedarf.partition(";")
    name = re.split(r"[\s<>=!~\[(]", anforderung, maxsplit=1)[0]
    installieren = f'Bitte nachholen: pip install --upgrade "{anforderung.strip()}"'
    try:
        vorhanden = version(name)
    except PackageNotFoundError:
        if not nur_wenn:
            yield f"{name} fehlt", "fehler", installieren
        return
    mindestens = re.search(r">=\s*([\d.]+)", anforderung)
    if mindestens is not None and _numbers(vorhanden) < _numbers(mindestens[1]):
        yield f"{name} {vorhanden} ist zu alt, nötig ist {anforderung.strip()}", "fehler", installieren
    else:
        yield (f"{name} {vorhanden}",)


def _numbers(fassung: str) -> list[int]:
    """The leading numbers of a version, for comparison: 2.9.0.post0 is [2, 9, 0]."""
    return [int(zahl) for zahl in re.match(r"(?:\d+\.?)*", fassung)[0].split(".") if zahl]  # type: ignore[index]


# --- plugins ----------------------------------------------------------------------------------------------------------


def _plugins(umfeld: Umfeld) -> "Iterator[Angaben]":
    for jobcenter in umfeld.host.jobcenter.values():
        yield from _plugin(jobcenter, umfeld.stichtag)
    for problem in umfeld.host.probleme:
        yield f"{problem.key}: {problem.distribution}. {problem.grund}", "fehler", problem.abhilfe
    if not umfeld.host.jobcenter and not umfeld.host.probleme:
        yield "kein Jobcenter installiert", "fehler", "Bitte das Plugin des Jobcenters mit pip installieren."


def _plugin(jobcenter: Jobcenter, stichtag: date | None) -> "Iterator[Angaben]":
    wer = f"{jobcenter.key}: {jobcenter.distribution} {jobcenter.version}"
    try:
        _ = jobcenter.konzepte  # a concept with mistakes is told even where the day is not known
        geltend = jobcenter.konzept(stichtag) if stichtag is not None else None
        yield (f"{wer}, {geltend.weisung}, gilt ab {geltend.gilt_ab:%d.%m.%Y}" if geltend is not None else wer,)
        for d in jobcenter.ask("doctor_checks", _checked):
            yield f"{jobcenter.key}, {d.bereich}: {d.text}", d.stand, d.abhilfe
    except PluginError as fehler:  # says itself what is to be done
        yield f"{wer}. {fehler}", "fehler"
    except WiedervorlageError as fehler:
        yield f"{wer}. {fehler}", "fehler", FRAGEN


def _checked(antworten: Sequence[Sequence[Diagnose]]) -> list[Diagnose]:
    diagnosen = [d for antwort in antworten for d in antwort]
    if not all(isinstance(d, Diagnose) for d in diagnosen):
        raise TypeError("doctor_checks")
    return diagnosen


# --- what a house has -------------------------------------------------------------------------------------------------


def _folder(umfeld: Umfeld) -> "Iterator[Angaben]":
    yield from _writable(umfeld.ordner, "Bitte die Berechtigungen prüfen oder WIEDERVORLAGE_CONFIG anders setzen.")


def _key(umfeld: Umfeld) -> "Iterator[Angaben]":
    pfad = umfeld.settings.schluessel or umfeld.ordner / KEY_FILE
    if not pfad.exists():
        yield f"{pfad}: noch nicht da, entsteht beim ersten Gebrauch", "hinweis"
        return
    try:
        load_key(pfad)
    except WiedervorlageError as fehler:
        yield str(fehler), "fehler", "Bitte aus der Datensicherung wiederherstellen oder die Berechtigungen prüfen."
        return
    modus = pfad.stat().st_mode & 0o777
    if os.name == "nt" or not modus & 0o077:
        yield (f"{pfad}: lesbar und vollständig",)
    else:
        # several users may share the key, as a group; nobody else needs it
        stand: Stand = "fehler" if modus & 0o007 else "hinweis"
        nur_eigene = f"Soll nur der eigene Benutzer sie lesen: chmod 600 {pfad}"
        yield f"{pfad}: auch andere Benutzer kommen heran (Modus {modus:04o})", stand, nur_eigene


def _ledger(umfeld: Umfeld) -> "Iterator[Angaben]":
    pfad = umfeld.ordner / LEDGER_FILE
    if not pfad.exists():
        yield (f"{pfad}: noch nicht da, entsteht mit der ersten Ausgabe",)
    elif is_sound(pfad):
        yield (f"{pfad}: lesbar und unbeschädigt",)
    else:
        abhilfe = "Die nächste Ausgabe legt sie beiseite und beginnt neu; besser vorher aus der Datensicherung holen."
        yield f"{pfad}: beschädigt oder von einer anderen Fassung", "fehler", abhilfe


def _settings(umfeld: Umfeld) -> "Iterator[Angaben]":
    if umfeld.einstellungen is None:
        yield ("keine Datei, es gelten die Vorgaben",)
        return
    try:
        haus = load_settings(umfeld.einstellungen)
        if (konzept := _concept(umfeld, haus.jobcenter)) is not None:
            haus.werte(konzept)
    except WiedervorlageError as fehler:
        yield _NAMEN.sub("…", str(fehler)), "fehler", f"Bitte {umfeld.einstellungen} berichtigen."
    else:
        yield (f"{umfeld.einstellungen}: gültig",)


def _concept(umfeld: Umfeld, key: str | None) -> Konzept | None:
    """The concept that the settings are for; None where that is open or a fault of its plugin, which is told there.

    Raises PluginError where no plugin has that key.
    """
    host, stichtag = umfeld.host, umfeld.stichtag
    if stichtag is None or key in {p.key for p in host.probleme} or (key is None and len(host.jobcenter) != 1):
        return None
    jobcenter = host.get(key)
    try:
        return jobcenter.konzept(stichtag)
    except WiedervorlageError:
        return None


def _targets(umfeld: Umfeld) -> "Iterator[Angaben]":
    for ziel in umfeld.ziele:
        yield from _writable(ziel, "Bitte die Berechtigungen prüfen oder einen anderen Ordner nehmen.")


def _writable(ordner: Path, abhilfe: str) -> "Iterator[Angaben]":
    ordner = ordner.absolute()
    vorhanden = next(p for p in (ordner, *ordner.parents) if p.exists())
    try:
        check_writable(vorhanden)
    except DateiError as fehler:
        yield str(fehler), "fehler", abhilfe
    else:
        yield (f"{ordner}: beschreibbar" if vorhanden == ordner else f"{ordner}: noch nicht da, kann entstehen",)


def _time_zone(_: Umfeld) -> "Iterator[Angaben]":
    from datetime import datetime
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        sommer = datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/Berlin")).utcoffset()
    except ZoneInfoNotFoundError:
        sommer = None
    if sommer == timedelta(hours=2):
        yield ("Europe/Berlin: vorhanden",)
    else:
        yield "Europe/Berlin: fehlt oder stimmt nicht", "fehler", "Bitte nachholen: pip install --upgrade tzdata"


Angaben = tuple[str] | tuple[str, Stand] | tuple[str, Stand, str]
"""What a check tells: text, then where it is not well the Stand and what is to be done."""
Pruefung = Callable[[Umfeld], "Iterator[Angaben]"]

PRUEFUNGEN: Final[dict[str, Pruefung]] = {
    "Fassungen": _versions,
    "Plugins": _plugins,
    "Konfigurationsordner": _folder,
    "Schlüsseldatei": _key,
    "Gedächtnis früherer Ausgaben": _ledger,
    "Einstellungen": _settings,
    "Ausgabeordner": _targets,
    "Zeitzone": _time_zone,
}
"""Every check under its heading, in the order of the report."""

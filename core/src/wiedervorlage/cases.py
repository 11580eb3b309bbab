"""Case files: what a directive demands of one Kunde, worked out by hand (contract, section 6)."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from wiedervorlage.errors import DateiError, WiedervorlageError, gemeint, kein_toml, zitat
from wiedervorlage.forecast import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.konzept import Konzept
from wiedervorlage.plugins import Host, Jobcenter
from wiedervorlage.readers import read_object, structure_kunde
from wiedervorlage.run import start
from wiedervorlage.settings import Settings

_FORM: Final[Mapping[str, tuple[type, str]]] = {
    "name": (str, "ein Text"),
    "stichtag": (date, "ein Datum wie 2026-01-31"),
    "kunde": (dict, "eine Tabelle { ... }"),
    "erwartet": (list, "eine Liste von Tabellen [ { ... } ]"),
    "nicht": (list, "eine Liste von Pflichten [ ... ]"),
    "einstellungen": (dict, "eine Tabelle { ... }"),
}
_AN: Final = {"": "kunde", "kontakte": "kontakt", "teilnahmen": "teilnahme"}
_INHALT: Final[Mapping[str, type]] = {"erwartet": dict, "nicht": str}


@frozen
class Fall:
    """One case; `erwartet` and `nicht` as the file has them."""

    name: str
    stichtag: date
    kunde: Mapping[str, Any]
    erwartet: tuple[Mapping[str, Any], ...] = ()
    nicht: tuple[str, ...] = ()
    einstellungen: Mapping[str, Any] = field(factory=dict)


@frozen
class Falldatei:
    """All cases of one file, for one Jobcenter."""

    jobcenter: str
    faelle: tuple[Fall, ...]


def load_cases(pfad: Path) -> Falldatei:
    """Read a case file; raises DateiError saying what is wrong with it."""
    try:
        roh = tomllib.loads(pfad.read_text(encoding="utf-8-sig"))
    except OSError as fehler:
        raise DateiError(f"{pfad}: Die Datei lässt sich nicht lesen ({fehler.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fehler:
        raise DateiError(f"{pfad}: {kein_toml(fehler)}.") from None
    if not isinstance(roh.get("jobcenter"), str) or not isinstance(roh.get("fall"), list) or not roh["fall"]:
        raise DateiError(f'{pfad}: erwartet wird jobcenter = "…" und mindestens ein [[fall]].')
    return Falldatei(roh["jobcenter"], tuple(_fall(pfad, nr, f) for nr, f in enumerate(roh["fall"], 1)))


def _fall(pfad: Path, nummer: int, roh: Any) -> Fall:
    if not isinstance(roh, dict):
        raise DateiError(f"{pfad}, Fall {nummer}: gefunden {zitat(roh)}, erwartet eine Tabelle [[fall]].")
    wo = f"{pfad}, Fall {nummer}" + (f" „{roh['name']}“" if "name" in roh else "")
    if fremd := roh.keys() - _FORM.keys():
        raise DateiError(f"{wo}: unbekannt: {', '.join(sorted(fremd))}; erlaubt sind {', '.join(_FORM)}.")
    if fehlend := [name for name in ("name", "stichtag", "kunde") if name not in roh]:
        raise DateiError(f"{wo}: es fehlt {', '.join(fehlend)}.")
    for key, wert in roh.items():
        typ, erwartet = _FORM[key]
        passt = isinstance(wert, typ) and not isinstance(wert, datetime)
        if not passt or (key in _INHALT and not all(isinstance(w, _INHALT[key]) for w in wert)):
            raise DateiError(f"{wo}: {key}: gefunden {zitat(wert)}, erwartet {erwartet}.")
    for eintrag in roh.get("erwartet", ()):
        if fremd := eintrag.keys() - set(VERGLEICH):
            raise DateiError(f"{wo}: erwartet kennt kein {', '.join(sorted(fremd))}.")
        if "pflicht" not in eintrag:
            raise DateiError(f"{wo}: in erwartet fehlt pflicht.")
    return Fall(
        roh["name"],
        roh["stichtag"],
        roh["kunde"],
        tuple(roh.get("erwartet", ())),
        tuple(roh.get("nicht", ())),
        roh.get("einstellungen", {}),
    )


def verify(fall: Fall, jobcenter: Jobcenter) -> list[str]:
    """Everything in which the forecast differs from the case, as German sentences; empty where all holds."""
    try:
        gefunden = forecast(fall, jobcenter)
    except WiedervorlageError as fehler:
        return [str(fehler)]
    return mismatches(fall, gefunden)


def mismatches(fall: Fall, gefunden: list[Wiedervorlage]) -> list[str]:
    """Everything in which results differ from the case, as German sentences; empty where all holds."""
    return [*_expected(fall, gefunden), *_forbidden(fall, gefunden)]


def forecast(fall: Fall, jobcenter: Jobcenter) -> list[Wiedervorlage]:
    """What the concept in force answers for the Kunde of a case."""
    konzept = jobcenter.konzept(fall.stichtag)
    run = start(jobcenter, fall.stichtag, Settings().with_flat(konzept, fall.einstellungen))
    kunde, _ = structure_kunde(fall.kunde, konzept.felder, gruppen=run.settings.massnahmegruppen)
    return list(run.all([kunde]))


def verify_file(pfad: Path, host: Host) -> Iterator[tuple[Fall, list[str]]]:
    """Each case of a file with its mismatches. Raises DateiError or PluginError."""
    datei = load_cases(pfad)
    jobcenter = host.get(datei.jobcenter)
    _ = jobcenter.konzepte  # a concept with mistakes is told once, not once per case
    for fall in datei.faelle:
        yield fall, verify(fall, jobcenter)


def hint_file(pfad: Path, host: Host) -> Iterator[tuple[Fall, str]]:
    """What a case names that the program does not know: no mistake, the case may be for more readers than this one.

    Keys of `kunde` and values that cannot be read, Pflichten that the concept does not have. Raises as `verify_file`.
    """
    datei = load_cases(pfad)
    jobcenter = host.get(datei.jobcenter)
    for fall in datei.faelle:
        try:
            konzept = jobcenter.konzept(fall.stichtag)
        except WiedervorlageError:  # `verify` tells
            continue
        yield from ((fall, satz) for satz in (*_unread(fall, konzept), *_no_pflicht(fall, konzept)))


def _unread(fall: Fall, konzept: Konzept) -> Iterator[str]:
    eingabe = read_object(fall.kunde, konzept.felder)
    for key in eingabe.unbeachtet:
        liste, _, name = key.rpartition(".")
        # all the fields there are would be too long a list for a key that may be for somebody else
        aehnliche = get_close_matches(name, [f.name for f in konzept.felder if f.an == _AN[liste]], n=1)
        yield f"kunde: „{key}“ ist keine bekannte Angabe{gemeint(name, aehnliche)}."
    if eingabe.kunden:  # else `verify` tells
        yield from (f"kunde: {meldung.spalte}: {meldung.text}" for meldung in eingabe.meldungen)


def _no_pflicht(fall: Fall, konzept: Konzept) -> Iterator[str]:
    bekannte = [p.name for p in konzept.pflichten]
    genannt = {"erwartet": [e["pflicht"] for e in fall.erwartet], "nicht": fall.nicht}
    for key, pflichten in genannt.items():
        for pflicht in pflichten:
            if pflicht not in bekannte:
                yield f"{key}: Die Pflicht {zitat(pflicht)} hat das Konzept nicht{gemeint(str(pflicht), bekannte)}."


def _expected(fall: Fall, gefunden: list[Wiedervorlage]) -> Iterator[str]:
    for erwartet in fall.erwartet:
        kandidaten = [w for w in gefunden if _meant(erwartet, w)]
        wo = erwartet["pflicht"] + (f" ({erwartet['massnahme']})" if erwartet.get("massnahme") else "")
        if not kandidaten:
            yield f"{wo}: kommt nicht heraus"
            continue
        unterschiede = min(([*_differences(erwartet, w)] for w in kandidaten), key=len)
        yield from (f"{wo}: {u}" for u in unterschiede)


def _meant(erwartet: Mapping[str, Any], w: Wiedervorlage) -> bool:
    """Whether an entry speaks of this item: an earlier window only where the entry asks for its status."""
    massnahme = erwartet.get("massnahme", w.massnahme)
    passt = w.pflicht == erwartet["pflicht"] and _equal(massnahme or "", w.massnahme)
    return passt and (not w.frueher or w.status == erwartet.get("status"))


def _differences(erwartet: Mapping[str, Any], w: Wiedervorlage) -> Iterator[str]:
    for key, soll in erwartet.items():
        ist = getattr(w, key)
        try:
            gleich = VERGLEICH[key](soll, ist)
        except TypeError:
            yield f"{key}: erwartet {_show(soll)}; das ist kein Wert, wie er hier stehen kann"
            continue
        if key == "status" and soll not in [*Status, ""]:
            yield f"status: erwartet {_show(soll)}; es gibt, ohne Umlaute geschrieben, {', '.join(Status)}"
        elif not gleich:
            yield f"{key}: erwartet {_show(soll)}, gefunden {_show(ist)}"


def _forbidden(fall: Fall, gefunden: list[Wiedervorlage]) -> Iterator[str]:
    for w in gefunden:
        if w.pflicht in fall.nicht and w.status not in NICHTS_OFFEN:
            yield f"{w.pflicht}: darf nicht geschuldet sein, gefunden {w.regel}, {w.status}, fällig {_show(w.faellig)}"


def _equal(soll: Any, ist: Any) -> bool:
    return ist is None if soll == "" else bool(soll == ist)


def _same_set(soll: Any, ist: Any) -> bool:
    return set(soll) == set(ist)


def _contains(soll: Any, ist: Any) -> bool:
    """Whether each expected text stands in one of the texts found."""
    return all(any(_plain(text) in _plain(zeile) for zeile in ist) for text in soll)


def _plain(text: str) -> str:
    """A text with whatever quotation marks as one kind."""
    return re.sub('[„“”"]', '"', text)


VERGLEICH: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    **dict.fromkeys(
        ("pflicht", "massnahme", "regel", "art", "akteur", "status", "oeffnet", "faellig", "vorschlag", "eintrag",
         "verfaellt", "verbindlich", "fundstelle", "ergebnis", "kundennummer", "betreuer"), _equal
    ),
    "kontaktarten": _same_set,
    "fehlt": _same_set,
    "hinweise": _contains,
    "checkliste": _contains,
    "begruendung": _contains,
}  # fmt: skip


def _show(wert: Any) -> str:
    match wert:
        case None | "":
            return "nichts"
        case bool():
            return "ja" if wert else "nein"
        case date():
            return f"{wert:%d.%m.%Y}"
        case frozenset() | tuple() | list():
            return "[" + ", ".join(sorted(map(str, wert))) + "]"
        case _:
            return str(wert)

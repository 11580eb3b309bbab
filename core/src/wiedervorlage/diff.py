"""What changes between two versions of a concept, or two readings of one: in its rows, and for which Kunden."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from attrs import evolve, fields, frozen

from wiedervorlage.errors import EinstellungError, toml
from wiedervorlage.forecast import NICHTS_OFFEN, Status
from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.load import EINZELNE, KOPF, TABELLEN
from wiedervorlage.kunde import Kunde
from wiedervorlage.plugins import Jobcenter
from wiedervorlage.run import Run
from wiedervorlage.settings import Settings


@frozen
class Fassung:
    """One side of a comparison: a concept, the settings it is read with, and which of them were asked for."""

    konzept: Konzept
    settings: Settings
    gesetzt: Mapping[str, Any]

    def __str__(self) -> str:
        lesarten = "".join(f", {name} = {toml(wert)}" for name, wert in self.gesetzt.items())
        return f"Fassung ab {self.konzept.gilt_ab:%d.%m.%Y}{lesarten}"


@frozen
class Aenderung:
    """One row that is there on one side only or differs: its table, its name, and for each key the old and the new."""

    tabelle: str
    zeile: str
    art: Literal["neu", "entfallen", "geändert"]
    werte: tuple[tuple[str, str | None, str | None], ...]


@frozen
class Antwort:
    """What is owed: the day, or a status without a day, and the row that gives it; all None for nothing."""

    tag: date | Status | None = None
    regel: str | None = None


@frozen
class Wirkung:
    """What one Kunde, named by his Vorgang, gets otherwise."""

    vorgang: str
    pflicht: str
    massnahme: str | None
    alt: Antwort
    neu: Antwort

    @property
    def richtung(self) -> str:
        """In which way the day is another."""
        match self.alt.tag, self.neu.tag:
            case date() as alt, date() as neu:
                return "früher" if neu < alt else "später"
            case None, _:
                return "neu"
            case _, None:
                return "nicht mehr"
        return "anders"


def version(jobcenter: Jobcenter, angaben: Iterable[str], stichtag: date, settings: Settings) -> Fassung:
    """One side, from what was asked for: the `gilt_ab` of a version (else the one in force), `lesart=wert`.

    Raises EinstellungError for a day on which no version begins and for an unknown reading, KeinKonzeptError where none
    is in force.
    """
    konzept, gesetzt = None, dict[str, Any]()
    for angabe in angaben:
        name, ist, wert = angabe.partition("=")
        if ist:
            gesetzt[name.strip()] = _value(wert.strip())
        else:
            konzept = _beginning(jobcenter, angabe)
    konzept = konzept or jobcenter.konzept(stichtag)
    lesarten, einstellungen = ({e.name for e in bekannte} for bekannte in (konzept.lesarten, konzept.einstellungen))
    # what the house has set for the other version alone does not concern this one
    eigene = evolve(
        settings,
        lesarten=_only(settings.lesarten, lesarten) | _only(gesetzt, gesetzt.keys() - einstellungen),
        einstellungen=_only(settings.einstellungen, einstellungen) | _only(gesetzt, einstellungen),
        datei=None if gesetzt else settings.datei,
    )
    eigene.werte(konzept)
    return Fassung(konzept, eigene, gesetzt)


def _only(gesetzt: Mapping[str, Any], namen: Collection[str]) -> dict[str, Any]:
    return {name: wert for name, wert in gesetzt.items() if name in namen}


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"wert = {text}")["wert"]
    except tomllib.TOMLDecodeError:
        return text


def _beginning(jobcenter: Jobcenter, angabe: str) -> Konzept:
    gefunden = [k for k in jobcenter.konzepte if angabe in (f"{k.gilt_ab}", f"{k.gilt_ab:%d.%m.%Y}")]
    if gefunden:
        return gefunden[0]
    fassungen = ", ".join(str(k.gilt_ab) for k in jobcenter.konzepte) or "keine"
    raise EinstellungError(
        f"Eine Fassung „{angabe}“ hat {jobcenter.key} nicht; es gibt {fassungen}. "
        "Möglich ist auch eine Lesart, etwa vorrang=false."
    )


# --- rows -------------------------------------------------------------------------------------------------------------


def rows(alt: Fassung, neu: Fassung) -> list[Aenderung]:
    """Every row, key and reading in which the two differ, in the spelling of the concept file."""
    return [
        *_table(
            "konzept", {"": _Zeile(alt.konzept, _head(alt.konzept))}, {"": _Zeile(neu.konzept, _head(neu.konzept))}
        ),
        *(a for name in TABELLEN for a in _table(name, _rows(alt.konzept, name), _rows(neu.konzept, name))),
        *(a for name in EINZELNE for a in _table(name, _single(alt.konzept, name), _single(neu.konzept, name))),
        *_readings(alt, neu),
    ]


@frozen
class _Zeile:
    """A row as a value, which decides whether it differs, and as it is written, which is shown."""

    wert: Any
    roh: Mapping[str, Any]

    def shown(self, key: str) -> str | None:
        return toml(self.roh[key]) if key in self.roh else None


def _head(konzept: Konzept) -> Mapping[str, Any]:
    kopf: Mapping[str, Any] = konzept.roh.get("konzept", {})
    return kopf


def _single(konzept: Konzept, name: str) -> dict[str, _Zeile]:
    wert = getattr(konzept, name)
    return {"": _Zeile(wert, konzept.roh.get(name, {}))} if wert is not None else {}


def _rows(konzept: Konzept, name: str) -> dict[str, _Zeile]:
    """The rows that the file itself has, by name; those without one by where they stand in the directive."""
    roh = konzept.roh.get(name, [])
    eigene = getattr(konzept, TABELLEN[name][0])
    zeilen, gesehen = dict[str, _Zeile](), Counter[str]()
    for wert, wie_geschrieben in zip(eigene[len(eigene) - len(roh) :], roh, strict=True):
        kennung = getattr(wert, "id", None) or getattr(wert, "name", None) or wert.fundstelle
        gesehen[kennung] += 1
        nummer = f" ({gesehen[kennung]})" if gesehen[kennung] > 1 else ""
        zeilen[kennung + nummer] = _Zeile(wert, wie_geschrieben)
    return zeilen


def _table(tabelle: str, alt: Mapping[str, _Zeile], neu: Mapping[str, _Zeile]) -> Iterator[Aenderung]:
    for name in alt:
        if name not in neu:
            yield Aenderung(tabelle, name, "entfallen", tuple((k, alt[name].shown(k), None) for k in alt[name].roh))
    for name in neu:
        if name not in alt:
            yield Aenderung(tabelle, name, "neu", tuple((k, None, neu[name].shown(k)) for k in neu[name].roh))
        elif werte := tuple(_keys(alt[name], neu[name])):
            yield Aenderung(tabelle, name, "geändert", werte)
    gemeinsam = [name for name in alt if name in neu], [name for name in neu if name in alt]
    if gemeinsam[0] != gemeinsam[1]:
        vorher, nachher = (", ".join(namen) for namen in gemeinsam)
        yield Aenderung(tabelle, "", "geändert", (("Reihenfolge", vorher, nachher),))


def _keys(alt: _Zeile, neu: _Zeile) -> Iterator[tuple[str, str | None, str | None]]:
    namen = KOPF if isinstance(neu.wert, Konzept) else [f.name for f in fields(type(neu.wert))]
    for key in namen:
        if getattr(alt.wert, key) != getattr(neu.wert, key):
            yield key, alt.shown(key), neu.shown(key)


def _readings(alt: Fassung, neu: Fassung) -> Iterator[Aenderung]:
    """Readings and settings that both have with the same default, and that are set otherwise."""
    vorher, nachher = _values(alt), _values(neu)
    for name in vorher:
        if name in nachher and vorher[name][0] == nachher[name][0] and vorher[name] != nachher[name]:
            werte = ("wert", toml(vorher[name][1]), toml(nachher[name][1]))
            yield Aenderung("lesart", name, "geändert", (werte,))


def _values(fassung: Fassung) -> dict[str, tuple[Any, Any]]:
    gesetzt = fassung.settings.werte(fassung.konzept)
    einstellungen = (*fassung.konzept.lesarten, *fassung.konzept.einstellungen)
    return {e.name: (e.vorgabe, gesetzt.get(e.name, e.vorgabe)) for e in einstellungen}


# --- Kunden -----------------------------------------------------------------------------------------------------------


def effects(alt: Run, neu: Run, kunden: tuple[Iterable[Kunde], Iterable[Kunde]]) -> list[Wirkung]:
    """Who gets another day; `kunden` is the same list, read with the fields of each concept."""
    vorher, nachher = _answers(alt, kunden[0]), _answers(neu, kunden[1])
    paare = (
        (was, vorher.get(was, Antwort()), nachher.get(was, Antwort())) for was in dict.fromkeys((*vorher, *nachher))
    )
    return [Wirkung(*was, a, n) for was, a, n in paare if a.tag != n.tag]


def _answers(run: Run, kunden: Iterable[Kunde]) -> dict[tuple[str, str, str | None], Antwort]:
    return {
        (w.vorgang, w.pflicht, w.massnahme): Antwort(w.faellig or w.status, w.regel)
        for w in run.all(kunden)
        if not w.frueher and w.status not in NICHTS_OFFEN
    }


def summary(wirkungen: Iterable[Wirkung]) -> list[tuple[str, int, str | None, str | None, str]]:
    """For each Pflicht how many Kunden go from which row to which other, and in which way; the most first."""
    kunden = {(w.pflicht, w.alt.regel, w.neu.regel, w.richtung, w.vorgang) for w in wirkungen}
    anzahl = Counter(was[:-1] for was in kunden)
    zeilen = [(pflicht, n, alt, neu, richtung) for (pflicht, alt, neu, richtung), n in anzahl.items()]
    return sorted(zeilen, key=lambda zeile: (zeile[0], -zeile[1], *map(str, zeile[2:])))

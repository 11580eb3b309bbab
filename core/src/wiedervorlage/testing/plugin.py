"""A plugin under examination: its concepts and cases, each worked out once for all checks."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from importlib.resources import as_file, files
from typing import Any

from attrs import evolve, field, frozen

from wiedervorlage.cases import Fall, load_cases
from wiedervorlage.errors import DateiError, KeinKonzeptError
from wiedervorlage.forecast import Wiedervorlage
from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.rows import Wettbewerb
from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.model import Regel
from wiedervorlage.kunde import Kunde
from wiedervorlage.plugins import Host, Jobcenter, load_host
from wiedervorlage.pseudonym import Pseudonyme
from wiedervorlage.readers import structure_kunde
from wiedervorlage.run import Run, start
from wiedervorlage.settings import Settings

_PSEUDONYME = Pseudonyme(bytes(32))


@frozen
class Finding:
    """One thing a check found: `subject` names it the same on every run (a row, a case, a pair of rows)."""

    subject: str
    text: str


Check = Callable[["Plugin"], list[Finding]]


@frozen(slots=False, eq=False)
class Plugin:
    """The plugin installed under a KEY; `host` and `faelle` stand in for what is installed."""

    key: str
    host: Host = field(factory=load_host, repr=False)
    _faelle: tuple[Fall, ...] | None = field(default=None, alias="faelle", repr=False)
    _runs: dict[Any, Run] = field(factory=dict, init=False, repr=False)
    _kunden: dict[int, Kunde] = field(factory=dict, init=False, repr=False)
    _results: dict[int, list[Wiedervorlage]] = field(factory=dict, init=False, repr=False)

    @property
    def jobcenter(self) -> Jobcenter:
        """The Jobcenter; raises PluginError where it cannot be used."""
        return self.host.get(self.key)

    @cached_property
    def faelle(self) -> tuple[Fall, ...]:
        """All cases of the files `faelle*.toml` beside the concepts; raises DateiError."""
        if self._faelle is not None:
            return self._faelle
        pakete = {konzept.datei.partition("/")[0] for konzept in self.jobcenter.konzepte}
        quellen = [d for paket in pakete for d in files(paket).iterdir() if d.name.startswith("faelle")]
        faelle: list[Fall] = []
        for quelle in sorted((q for q in quellen if q.name.endswith(".toml")), key=lambda q: q.name):
            with as_file(quelle) as pfad:
                datei = load_cases(pfad)
            if datei.jobcenter != self.key:
                raise DateiError(f"{quelle.name}: gefunden jobcenter = „{datei.jobcenter}“, erwartet „{self.key}“.")
            faelle += datei.faelle
        return tuple(faelle)

    @cached_property
    def regeln(self) -> Mapping[str, Regel]:
        """The rows of all versions of the concept by id."""
        return {regel.id: regel for konzept in self.jobcenter.konzepte for regel in konzept.regeln}

    def run(self, tag: date, einstellungen: Mapping[str, Any] | None = None) -> Run:
        """A run on that day, kept for all cases that ask for the same; raises KeinKonzeptError."""
        schluessel = (tag, repr(sorted((einstellungen or {}).items())))
        if schluessel not in self._runs:
            self._runs[schluessel] = self.fresh_run(tag, einstellungen)
        return self._runs[schluessel]

    def fresh_run(self, tag: date, einstellungen: Mapping[str, Any] | None = None) -> Run:
        """A run that shares nothing with any other."""
        konzept = self.jobcenter.konzept(tag)
        return start(self.jobcenter, tag, Settings().with_flat(konzept, einstellungen or {}), _PSEUDONYME)

    def still_holds(self, fall: Fall, tag: date) -> bool:
        """Whether the concept by which a case is judged is in force on that day too."""
        try:
            return self.jobcenter.konzept(tag) is self.konzept(fall)
        except KeinKonzeptError:
            return False

    def kunde(self, fall: Fall, daten: Mapping[str, Any] | None = None) -> Kunde:
        """The Kunde of a case, or one of other data in his place."""
        felder = self.konzept(fall).felder
        if daten is not None:
            return structure_kunde(daten, felder)[0]
        if id(fall) not in self._kunden:
            self._kunden[id(fall)] = structure_kunde(fall.kunde, felder)[0]
        return self._kunden[id(fall)]

    def results(self, fall: Fall) -> list[Wiedervorlage]:
        """What comes out for a case on its Stichtag."""
        if id(fall) not in self._results:
            self._results[id(fall)] = self.on(fall, fall.stichtag)
        return self._results[id(fall)]

    def on(self, fall: Fall, tag: date, daten: Mapping[str, Any] | None = None) -> list[Wiedervorlage]:
        """What comes out for the Kunde of a case on that day."""
        return list(self.run(tag, fall.einstellungen).all([self.kunde(fall, daten)]))

    def competitions(
        self, fall: Fall, kunde: Kunde, einstellungen: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Wettbewerb, Akte]]:
        """The rows of each Pflicht that is asked for on the Stichtag of a case, with the facts they are asked with."""
        forecaster = self.run(fall.stichtag, einstellungen).forecaster
        akte, haus = forecaster.evaluate(kunde), forecaster.house()
        haus.see(akte)
        yield from forecaster.competitions(akte)
        yield from forecaster.competitions(haus)

    def konzept(self, fall: Fall) -> Konzept:
        """The concept in force on the Stichtag of a case."""
        return self.jobcenter.konzept(fall.stichtag)

    def groups(self) -> Iterator[tuple[Fall, list[Kunde]]]:
        """One case of each Stichtag and settings, and the Kunden of all that share them, made tell-tale."""
        gruppen: dict[Any, list[Fall]] = {}
        for fall in self.faelle:
            gruppen.setdefault((fall.stichtag, repr(fall.einstellungen)), []).append(fall)
        for faelle in gruppen.values():
            kunden = [
                evolve(self.kunde(fall), kundennummer=f"000X9{nummer:05}", betreuer=f"Prüfstein{nummer % 3}")
                for nummer, fall in enumerate(faelle)
            ]
            yield faelle[0], kunden

"""Find the installed Jobcenter; the only module that talks to pluggy's manager.

A plugin that cannot be used is a `Problem` with its reason. It never stops a run that does not need it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from itertools import pairwise
from typing import Any, Final, TypeVar

import pluggy
from attrs import field, frozen

from wiedervorlage import hookspecs
from wiedervorlage.errors import KeinKonzeptError, PluginError, WiedervorlageError, gemeint, zitat
from wiedervorlage.forecast import Forecaster, Wiedervorlage
from wiedervorlage.forecast.akte import Akte
from wiedervorlage.hookspecs import HOOK_API, OLDEST_HOOK_API, PROJECT, hookimpl
from wiedervorlage.konzept import Konzept
from wiedervorlage.kunde import Kunde

T = TypeVar("T")

FRAGEN: Final = "Bitte das Plugin aktualisieren oder seine Entwickler fragen."


class Interpreter:
    """The core's own answer to the hooks, asked after the plugin's."""

    @hookimpl(trylast=True)
    def evaluate_contact_rules(self, forecaster: Forecaster, akte: Akte) -> Sequence[Wiedervorlage]:
        """Let the rows of the concept decide."""
        return forecaster.forecast(akte, "kontaktregeln")

    @hookimpl(trylast=True)
    def manage_graduates(self, forecaster: Forecaster, akte: Akte) -> Sequence[Wiedervorlage]:
        """Let the rows of the concept decide."""
        return forecaster.forecast(akte, "absolventenmanagement")


@frozen
class Problem:
    """A plugin that cannot be used, why, and what is to be done about it."""

    key: str
    distribution: str
    grund: str
    abhilfe: str = FRAGEN


@frozen(slots=False)
class Jobcenter:
    """One installed Jobcenter."""

    key: str
    distribution: str
    version: str
    _ask: Callable[[str], Callable[..., Any]] = field(alias="ask", repr=False, eq=False)
    _hooks: frozenset[str] = field(alias="hooks", repr=False, eq=False, default=frozenset())

    @cached_property
    def konzepte(self) -> tuple[Konzept, ...]:
        """All versions of its concept; raises PluginError where the plugin cannot give them."""
        konzepte = self.ask("jobcenter_konzepte", _flat)
        for konzept in konzepte:
            if konzept.jobcenter != self.key:
                raise PluginError(
                    f"{konzept.datei}: gefunden jobcenter = „{konzept.jobcenter}“, angemeldet ist das Plugin aber als "
                    f"„{self.key}“. Bitte beides gleich nennen."
                )
        konzepte = tuple(sorted(konzepte, key=lambda k: k.gilt_ab))
        for frueher, spaeter in pairwise(konzepte):
            # one without an end holds until the next one begins
            if frueher.gilt_ab == spaeter.gilt_ab or (frueher.gilt_bis or date.min) >= spaeter.gilt_ab:
                raise PluginError(
                    f"{frueher.datei} und {spaeter.datei} gelten beide am {spaeter.gilt_ab:%d.%m.%Y}. "
                    "Bitte gilt_ab und gilt_bis so setzen, dass an jedem Tag nur eine Fassung gilt."
                )
        return konzepte

    def konzept(self, stichtag: date) -> Konzept:
        """The concept in force on that day; raises KeinKonzeptError where there is none."""
        for konzept in reversed(self.konzepte):
            if konzept.gilt_ab <= stichtag and (konzept.gilt_bis is None or stichtag <= konzept.gilt_bis):
                return konzept
        hinweis = f"; das früheste gilt ab {self.konzepte[0].gilt_ab:%d.%m.%Y}" if self.konzepte else ""
        raise KeinKonzeptError(f"{self.key}: Am {stichtag:%d.%m.%Y} gilt kein Konzept{hinweis}.")

    def ask(self, hook: str, read: Callable[[Any], T], /, **arguments: Any) -> T:
        """Ask this plugin (and the core) alone; whatever it raises becomes a PluginError that names it.

        `read` takes the answer apart under the same guard: a generator raises only when it is read.
        """
        return self.guarded(hook, lambda: read(self._ask(hook)(**arguments)))

    def guarded(self, hook: str, answer: Callable[[], T]) -> T:
        """Do what a hook stands for; whatever it raises becomes a PluginError that names the plugin and the hook."""
        try:
            return answer()
        except WiedervorlageError:
            raise
        except (Exception, SystemExit) as fehler:
            raise PluginError(
                f"Das Plugin {self.distribution} {self.version} scheitert in {hook}: {type(fehler).__name__}. {FRAGEN}"
            ) from fehler

    def weitere_tatsachen(self, kunde: Kunde, stichtag: date) -> Mapping[str, Any]:
        """The facts the plugin works out itself."""
        return self.ask("jobcenter_tatsachen", _merged, kunde=kunde, stichtag=stichtag)

    def answers(self, hook: str) -> bool:
        """Whether the plugin itself implements this hook."""
        return hook in self._hooks


@frozen
class Host:
    """All installed Jobcenter by key, and the plugins that cannot be used."""

    jobcenter: Mapping[str, Jobcenter]
    probleme: tuple[Problem, ...]

    def get(self, key: str | None) -> Jobcenter:
        """The Jobcenter of that key, or the only one installed; raises PluginError with what is to be done."""
        if key is None and len(self.jobcenter) == 1:
            return next(iter(self.jobcenter.values()))
        if key is not None and key in self.jobcenter:
            return self.jobcenter[key]
        installiert = ", ".join(sorted(self.jobcenter)) or "keines"
        if key is None:
            raise PluginError(f"Welches Jobcenter? Bitte --jobcenter angeben. Installiert: {installiert}.")
        gruende = [f"{p.distribution}: {p.grund}" for p in self.probleme if p.key == key]
        if gruende:
            raise PluginError(f"Das Plugin für {key} ist nicht benutzbar. {' '.join(gruende)}")
        raise PluginError(f"Das Jobcenter „{key}“ ist nicht installiert{gemeint(key, self.jobcenter)}.")


def load_host(gefunden: Iterable[EntryPoint] | None = None) -> Host:
    """Load every plugin there is (`gefunden`: instead of the installed ones); never raises because of a plugin."""
    pm = pluggy.PluginManager(PROJECT)
    pm.add_hookspecs(hookspecs)
    pm.register(Interpreter(), PROJECT)
    nach_key = defaultdict(list)
    for einer in entry_points(group=PROJECT) if gefunden is None else gefunden:
        nach_key[einer.name].append(einer)
    jobcenter: dict[str, Jobcenter] = {}
    probleme: list[Problem] = []
    for key, quellen in sorted(nach_key.items()):
        if len(quellen) > 1:
            namen = sorted(_distribution(q)[0] for q in quellen)
            grund = f"Mehrere Pakete liefern {key}: {', '.join(namen)}."
            probleme += [Problem(key, n, grund, f"Bitte alle außer einem entfernen: pip uninstall {n}") for n in namen]
        elif isinstance(ergebnis := _load(pm, key, quellen[0]), Problem):
            probleme.append(ergebnis)
        else:
            jobcenter[key] = ergebnis
    return Host(jobcenter, tuple(probleme))


def _load(pm: pluggy.PluginManager, key: str, quelle: EntryPoint) -> Jobcenter | Problem:
    name, version = _distribution(quelle)
    try:
        plugin = quelle.load()
        if (anders := _other_api(plugin)) is not None:
            return Problem(key, name, *anders)
        pm.register(plugin, key)
    except KeyboardInterrupt:
        raise
    except pluggy.PluginValidationError as fehler:
        _forget(pm, key)
        return Problem(key, name, f"Ein Hook hat die falsche Signatur: {_one_line(fehler)}.")
    except BaseException as fehler:  # a plugin may raise SystemExit while it is imported
        return Problem(key, name, f"Es lässt sich nicht laden ({type(fehler).__name__}: {_one_line(fehler)}).")
    maengel = [*_maengel(pm, plugin)]
    if maengel:
        _forget(pm, key)
        return Problem(key, name, " ".join(maengel))

    def ask(hook: str) -> Callable[..., Any]:
        andere = [p for p in pm.get_plugins() if p is not plugin and not isinstance(p, Interpreter)]
        return pm.subset_hook_caller(hook, andere)

    hooks = frozenset(caller.name for caller in pm.get_hookcallers(plugin) or ())
    return Jobcenter(key, name, version, ask, hooks)


def _other_api(plugin: object) -> tuple[str, str] | None:
    """What is wrong with the version of the hooks a plugin was written for, and what is to be done; None: nothing."""
    stand = getattr(plugin, "hook_api", OLDEST_HOOK_API)
    if type(stand) is not int:
        return f"hook_api: gefunden {zitat(stand)}, erwartet eine ganze Zahl wie {HOOK_API}.", FRAGEN
    if OLDEST_HOOK_API <= stand <= HOOK_API:
        return None
    bekannt = f"{OLDEST_HOOK_API} bis {HOOK_API}" if OLDEST_HOOK_API < HOOK_API else str(HOOK_API)
    zu_alt = "wiedervorlage" if stand > HOOK_API else "das Plugin"
    grund = f"Es ist für Fassung {stand} der Hooks geschrieben; dieses wiedervorlage kennt Fassung {bekannt}."
    return grund, f"Bitte {zu_alt} aktualisieren."


def _forget(pm: pluggy.PluginManager, key: str) -> None:
    if pm.has_plugin(key):
        pm.unregister(name=key)


def _maengel(pm: pluggy.PluginManager, plugin: object) -> Iterator[str]:
    hooks = list(pm.get_hookcallers(plugin) or ())
    bekannte = [name for name, caller in vars(pm.hook).items() if caller.has_spec()]
    for caller in hooks:
        if not caller.has_spec():
            yield f"Den Hook {caller.name} gibt es nicht{gemeint(caller.name, bekannte)}."
    if not any(caller.name == "jobcenter_konzepte" for caller in hooks):
        yield "Der Hook jobcenter_konzepte fehlt (mit @hookimpl davor)."


def _flat(listen: Sequence[Sequence[Konzept]]) -> tuple[Konzept, ...]:
    konzepte = tuple(konzept for liste in listen for konzept in liste)
    if not all(isinstance(konzept, Konzept) for konzept in konzepte):
        raise TypeError("jobcenter_konzepte")
    return konzepte


def _one_line(fehler: BaseException) -> str:
    return " ".join(str(fehler).split())


def _merged(antworten: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {name: wert for antwort in antworten for name, wert in antwort.items()}


def _distribution(quelle: EntryPoint) -> tuple[str, str]:
    return (quelle.dist.name, quelle.dist.version) if quelle.dist is not None else (quelle.value, "?")

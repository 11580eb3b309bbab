"""Plugins: whatever is wrong with one is a Problem or a PluginError that names it; the others go on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from wiedervorlage import hookimpl
from wiedervorlage.errors import KeinKonzeptError, KonzeptError, PluginError
from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.hookspecs import HOOK_API
from wiedervorlage.konzept import Konzept, load_konzept
from wiedervorlage.kunde import Kunde
from wiedervorlage.plugins import Host, Problem, load_host
from wiedervorlage.run import start
from wiedervorlage.settings import Settings

STICHTAG = date(2026, 2, 10)


class Quelle:
    """An entry point of the group `wiedervorlage`; an exception is raised where it is loaded."""

    def __init__(self, name: str, plugin: object, distribution: str = "", version: str = "1.2") -> None:
        self.name = name
        self.value = f"wiedervorlage_{name}"
        self.dist = SimpleNamespace(name=distribution or f"wiedervorlage-{name}", version=version)
        self._plugin = plugin

    def load(self) -> object:
        if isinstance(self._plugin, BaseException):
            raise self._plugin
        return self._plugin


def modul(*hooks: Callable[..., Any]) -> ModuleType:
    """A module with these functions, each marked as a hook."""
    neu = ModuleType("plugin")
    for hook in hooks:
        setattr(neu, hook.__name__, hookimpl(hook))
    return neu


def host(*quellen: Any) -> Host:
    return load_host(quellen)


@pytest.fixture
def konzept(kopf: str, regel: Callable[..., str]) -> Konzept:
    pflicht = '[[pflicht]]\nname = "Kontakt"\n'
    return load_konzept(kopf + pflicht + regel("a", "erstgespraech + 1 Monat"), "konzept.toml")


@pytest.fixture
def gut(konzept: Konzept) -> ModuleType:
    """A plugin that is in order."""

    def jobcenter_konzepte() -> Sequence[Konzept]:
        return [konzept]

    return modul(jobcenter_konzepte)


@pytest.fixture
def kunde_(kunde: Callable[..., Kunde]) -> Kunde:
    return kunde(erstgespraech=date(2026, 1, 20))


class TestLoading:
    def test_a_plugin_in_order(self, gut: ModuleType, konzept: Konzept) -> None:
        gefunden = host(Quelle("muster", gut))
        assert gefunden.probleme == ()
        jobcenter = gefunden.jobcenter["muster"]
        assert (jobcenter.key, jobcenter.distribution, jobcenter.version) == ("muster", "wiedervorlage-muster", "1.2")
        assert jobcenter.konzepte == (konzept,)

    def test_none_at_all(self) -> None:
        assert (host().jobcenter, host().probleme) == ({}, ())

    def test_those_that_are_installed(self) -> None:
        assert not any(p.grund.startswith("Es lässt sich nicht laden") for p in load_host().probleme)

    @pytest.mark.parametrize(
        ("fehler", "grund"),
        [
            (ImportError("No module named 'fehlt'"), "(ImportError: No module named 'fehlt')"),
            (SystemExit(3), "(SystemExit: 3)"),
            (SyntaxError("zwei\nZeilen"), "(SyntaxError: zwei Zeilen)"),
            (RuntimeError(), "(RuntimeError: )"),
        ],
    )
    def test_one_that_cannot_be_imported(self, gut: ModuleType, fehler: BaseException, grund: str) -> None:
        gefunden = host(Quelle("kaputt", fehler), Quelle("muster", gut))
        assert gefunden.probleme == (Problem("kaputt", "wiedervorlage-kaputt", f"Es lässt sich nicht laden {grund}."),)
        assert list(gefunden.jobcenter) == ["muster"]

    def test_the_keyboard_still_interrupts(self) -> None:
        with pytest.raises(KeyboardInterrupt):
            host(Quelle("kaputt", KeyboardInterrupt()))

    def test_one_key_from_two_distributions(self, gut: ModuleType) -> None:
        gefunden = host(Quelle("muster", gut, "paket-b"), Quelle("muster", gut, "paket-a"))
        grund = "Mehrere Pakete liefern muster: paket-a, paket-b."
        assert gefunden.probleme == tuple(
            Problem("muster", n, grund, f"Bitte alle außer einem entfernen: pip uninstall {n}")
            for n in ("paket-a", "paket-b")
        )
        assert gefunden.jobcenter == {}

    @pytest.mark.parametrize("plugin", [ModuleType("leer"), None, object()])
    def test_one_without_a_hook(self, gut: ModuleType, plugin: object) -> None:
        gefunden = host(Quelle("leer", plugin), Quelle("muster", gut))
        assert [p.grund for p in gefunden.probleme] == ["Der Hook jobcenter_konzepte fehlt (mit @hookimpl davor)."]
        assert list(gefunden.jobcenter) == ["muster"]

    def test_one_whose_function_is_not_marked(self) -> None:
        plugin = ModuleType("plugin")
        vars(plugin)["jobcenter_konzepte"] = list
        assert [p.grund for p in host(Quelle("muster", plugin)).probleme] == [
            "Der Hook jobcenter_konzepte fehlt (mit @hookimpl davor)."
        ]

    def test_one_with_a_misspelt_hook(self, gut: ModuleType) -> None:
        def jobcenter_konzept() -> list[Konzept]:
            return []

        gefunden = host(Quelle("falsch", modul(jobcenter_konzept)), Quelle("muster", gut))
        assert [p.grund for p in gefunden.probleme] == [
            "Den Hook jobcenter_konzept gibt es nicht; gemeint ist wohl „jobcenter_konzepte“. "
            "Der Hook jobcenter_konzepte fehlt (mit @hookimpl davor)."
        ]
        assert list(gefunden.jobcenter) == ["muster"]

    def test_one_with_a_misspelt_hook_beside_the_right_one(self) -> None:
        def jobcenter_konzepte() -> list[Konzept]:
            return []

        def manage_graduate(forecaster: Any, akte: Any) -> None:
            raise AssertionError

        gefunden = host(Quelle("falsch", modul(jobcenter_konzepte, manage_graduate)))
        assert [p.grund for p in gefunden.probleme] == [
            "Den Hook manage_graduate gibt es nicht; gemeint ist wohl „manage_graduates“."
        ]

    def test_one_with_a_wrong_signature(self, gut: ModuleType, kunde_: Kunde) -> None:
        def jobcenter_konzepte() -> list[Konzept]:
            raise AssertionError

        def evaluate_contact_rules(forecaster: Any, kunde: Any) -> None:
            raise AssertionError

        gefunden = host(Quelle("falsch", modul(jobcenter_konzepte, evaluate_contact_rules)), Quelle("muster", gut))
        (problem,) = gefunden.probleme
        assert problem.grund.startswith("Ein Hook hat die falsche Signatur: ")
        assert "evaluate_contact_rules" in problem.grund
        assert "{'kunde'}" in problem.grund
        assert "\n" not in problem.grund
        run = start(gefunden.jobcenter["muster"], STICHTAG, Settings())
        assert [w.regel for w in run.wiedervorlagen(kunde_)] == ["a"]

    def test_one_under_two_keys(self, gut: ModuleType) -> None:
        gefunden = host(Quelle("a", gut), Quelle("b", gut))
        assert list(gefunden.jobcenter) == ["a"]
        assert [p.key for p in gefunden.probleme] == ["b"]

    def test_one_under_the_name_of_the_core(self, gut: ModuleType) -> None:
        gefunden = host(Quelle("wiedervorlage", gut))
        assert gefunden.jobcenter == {}
        assert [p.key for p in gefunden.probleme] == ["wiedervorlage"]

    def test_each_in_the_order_of_the_keys(self, konzept: Konzept) -> None:
        def jobcenter_konzepte() -> list[Konzept]:
            return [konzept]

        quellen = [Quelle(key, modul(jobcenter_konzepte)) for key in ("c", "a", "b")]
        assert list(host(*quellen).jobcenter) == ["a", "b", "c"]


class TestVersionOfTheHooks:
    def test_the_present_one(self, gut: ModuleType) -> None:
        vars(gut)["hook_api"] = HOOK_API
        assert list(host(Quelle("muster", gut)).jobcenter) == ["muster"]

    @pytest.mark.parametrize(("stand", "zu_alt"), [(HOOK_API + 1, "wiedervorlage"), (0, "das Plugin")])
    def test_another_one_is_refused_with_both_named(self, gut: ModuleType, stand: int, zu_alt: str) -> None:
        neu = ModuleType("plugin")
        vars(neu)["hook_api"] = stand
        gefunden = host(Quelle("anders", neu), Quelle("muster", gut))
        grund = f"Es ist für Fassung {stand} der Hooks geschrieben; dieses wiedervorlage kennt Fassung 1."
        assert gefunden.probleme == (
            Problem("anders", "wiedervorlage-anders", grund, f"Bitte {zu_alt} aktualisieren."),
        )
        assert list(gefunden.jobcenter) == ["muster"]

    @pytest.mark.parametrize(("stand", "zitat"), [("1", "„1“"), (True, "true"), (None, "None")])
    def test_what_is_no_version_is_refused(self, gut: ModuleType, stand: Any, zitat: str) -> None:
        vars(gut)["hook_api"] = stand
        (problem,) = host(Quelle("muster", gut)).probleme
        assert problem.grund == f"hook_api: gefunden {zitat}, erwartet eine ganze Zahl wie 1."


class TestChoosing:
    @pytest.fixture
    def zwei(self, gut: ModuleType, konzept: Konzept) -> Host:
        def jobcenter_konzepte() -> list[Konzept]:
            return [konzept]

        return host(
            Quelle("musterstadt", gut),
            Quelle("nebenan", modul(jobcenter_konzepte)),
            Quelle("kaputt", ImportError("nichts da")),
        )

    def test_by_key(self, zwei: Host) -> None:
        assert zwei.get("nebenan").key == "nebenan"

    def test_the_only_one_needs_no_key(self, gut: ModuleType) -> None:
        assert host(Quelle("muster", gut), Quelle("kaputt", ImportError())).get(None).key == "muster"

    @pytest.mark.parametrize(
        ("key", "satz"),
        [
            (None, "Welches Jobcenter? Bitte --jobcenter angeben. Installiert: musterstadt, nebenan."),
            ("musterstad", "Das Jobcenter „musterstad“ ist nicht installiert; gemeint ist wohl „musterstadt“."),
            ("xyz", "Das Jobcenter „xyz“ ist nicht installiert; es gibt musterstadt, nebenan."),
            (
                "kaputt",
                "Das Plugin für kaputt ist nicht benutzbar. "
                "wiedervorlage-kaputt: Es lässt sich nicht laden (ImportError: nichts da).",
            ),
        ],
    )
    def test_one_that_is_not_there(self, zwei: Host, key: str | None, satz: str) -> None:
        with pytest.raises(PluginError) as fehler:
            zwei.get(key)
        assert str(fehler.value) == satz

    def test_where_none_is_installed(self) -> None:
        with pytest.raises(PluginError, match=r"Installiert: keines\.$"):
            host().get(None)


def wirft(fehler: BaseException) -> Callable[..., Any]:
    def jobcenter_konzepte() -> Any:
        raise fehler

    return jobcenter_konzepte


def generator_wirft() -> Callable[..., Any]:
    def jobcenter_konzepte() -> Iterator[Konzept]:
        raise ValueError("Kunde 000X100001")
        yield

    return jobcenter_konzepte


def antwortet(antwort: Any) -> Callable[..., Any]:
    def jobcenter_konzepte() -> Any:
        return antwort

    return jobcenter_konzepte


class TestAsking:
    @pytest.mark.parametrize(
        ("hook", "art"),
        [
            pytest.param(wirft(ValueError("Kunde 000X100001")), "ValueError", id="raises"),
            pytest.param(wirft(SystemExit(1)), "SystemExit", id="exits"),
            pytest.param(generator_wirft(), "ValueError", id="raises later"),
            pytest.param(antwortet(5), "TypeError", id="no list"),
            pytest.param(antwortet(["kein Konzept"]), "TypeError", id="no concepts"),
        ],
    )
    def test_one_that_fails_is_named(self, gut: ModuleType, hook: Callable[..., Any], art: str) -> None:
        gefunden = host(Quelle("kaputt", modul(hook)), Quelle("muster", gut))
        with pytest.raises(PluginError) as fehler:
            gefunden.jobcenter["kaputt"].konzept(STICHTAG)
        assert str(fehler.value) == (
            f"Das Plugin wiedervorlage-kaputt 1.2 scheitert in jobcenter_konzepte: {art}. "
            "Bitte das Plugin aktualisieren oder seine Entwickler fragen."
        )
        assert gefunden.jobcenter["muster"].konzept(STICHTAG).jobcenter == "muster"

    def test_what_is_wrong_with_a_concept_file_is_told_as_it_is(self) -> None:
        fehler = KonzeptError("konzept.toml", ["[konzept] titel: fehlt"])
        with pytest.raises(KonzeptError, match=r"titel: fehlt$"):
            host(Quelle("kaputt", modul(wirft(fehler)))).jobcenter["kaputt"].konzept(STICHTAG)

    def test_a_generator_is_an_answer(self, konzept: Konzept) -> None:
        def jobcenter_konzepte() -> Iterator[Konzept]:
            yield konzept

        assert host(Quelle("muster", modul(jobcenter_konzepte))).jobcenter["muster"].konzepte == (konzept,)

    def test_each_is_asked_alone(self, gut: ModuleType, kunde_: Kunde) -> None:
        def evaluate_contact_rules(forecaster: Any, akte: Any) -> None:
            raise AssertionError

        def jobcenter_tatsachen(kunde: Kunde, stichtag: date) -> dict[str, Any]:
            raise AssertionError

        kaputt = modul(wirft(ValueError()), evaluate_contact_rules, jobcenter_tatsachen)
        gefunden = host(Quelle("kaputt", kaputt), Quelle("muster", gut), Quelle("zuletzt", modul(wirft(ValueError()))))
        run = start(gefunden.jobcenter["muster"], STICHTAG, Settings())
        assert [w.regel for w in run.wiedervorlagen(kunde_)] == ["a"]

    def test_is_asked_for_its_concepts_once(self, konzept: Konzept) -> None:
        aufrufe = []

        def jobcenter_konzepte() -> list[Konzept]:
            aufrufe.append(1)
            return [konzept]

        jobcenter = host(Quelle("muster", modul(jobcenter_konzepte))).jobcenter["muster"]
        assert jobcenter.konzept(STICHTAG) == jobcenter.konzept(STICHTAG)
        assert aufrufe == [1]


class TestAnswering:
    """What a plugin answers takes the place of the core's own answer."""

    @pytest.fixture
    def fragt(self, konzept: Konzept, kunde_: Kunde) -> Callable[..., list[Wiedervorlage]]:
        def run(*hooks: Callable[..., Any]) -> list[Wiedervorlage]:
            def jobcenter_konzepte() -> list[Konzept]:
                return [konzept]

            jobcenter = host(Quelle("muster", modul(jobcenter_konzepte, *hooks))).jobcenter["muster"]
            return start(jobcenter, STICHTAG, Settings()).wiedervorlagen(kunde_)

        return run

    EIGENE = Wiedervorlage("000X100001", None, "Eigene", "eigen", Status.OFFEN)

    def test_nothing_leaves_it_to_the_core(self, fragt: Callable[..., list[Wiedervorlage]]) -> None:
        def evaluate_contact_rules(akte: Any) -> None:
            return None

        assert [w.regel for w in fragt(evaluate_contact_rules)] == ["a"]

    @pytest.mark.parametrize("antwort", [[EIGENE], (EIGENE,)])
    def test_in_the_place_of_the_core(
        self, fragt: Callable[..., list[Wiedervorlage]], antwort: Sequence[Wiedervorlage]
    ) -> None:
        def evaluate_contact_rules(forecaster: Any, akte: Any) -> Sequence[Wiedervorlage]:
            return antwort

        assert fragt(evaluate_contact_rules) == [self.EIGENE]

    def test_an_empty_answer_means_that_nothing_is_governed(self, fragt: Callable[..., list[Wiedervorlage]]) -> None:
        def evaluate_contact_rules() -> list[Wiedervorlage]:
            return []

        assert fragt(evaluate_contact_rules) == []

    def test_for_graduates_beside_the_contact_rules(self, fragt: Callable[..., list[Wiedervorlage]]) -> None:
        def manage_graduates(akte: Any) -> list[Wiedervorlage]:
            return [self.EIGENE]

        assert [w.regel for w in fragt(manage_graduates)] == ["a", "eigen"]

    def test_by_a_generator_that_fails_halfway(self, fragt: Callable[..., list[Wiedervorlage]]) -> None:
        def evaluate_contact_rules() -> Iterator[Wiedervorlage]:
            yield self.EIGENE
            raise ZeroDivisionError

        with pytest.raises(PluginError, match=r"scheitert in evaluate_contact_rules: ZeroDivisionError\."):
            fragt(evaluate_contact_rules)

    def test_with_something_else(self, fragt: Callable[..., list[Wiedervorlage]]) -> None:
        def evaluate_contact_rules() -> list[Any]:
            return [{"pflicht": "Eigene"}]

        with pytest.raises(PluginError, match=r"scheitert in evaluate_contact_rules: TypeError\."):
            fragt(evaluate_contact_rules)

    def test_with_facts_of_its_own(self, fragt: Callable[..., list[Wiedervorlage]]) -> None:
        def jobcenter_tatsachen(kunde: Kunde, stichtag: date) -> Mapping[str, Any]:
            return {"erstgespraech": stichtag}

        assert [w.faellig for w in fragt(jobcenter_tatsachen)] == [date(2026, 3, 10)]

    @pytest.mark.parametrize("antwort", [5, [("erstgespraech", None)]])
    def test_with_facts_that_are_none(self, fragt: Callable[..., list[Wiedervorlage]], antwort: Any) -> None:
        def jobcenter_tatsachen(kunde: Kunde, stichtag: date) -> Any:
            return antwort

        with pytest.raises(PluginError, match=r"scheitert in jobcenter_tatsachen: (TypeError|AttributeError)\."):
            fragt(jobcenter_tatsachen)


class TestConceptInForce:
    @pytest.fixture
    def fassungen(self, kopf: str) -> Callable[..., Any]:
        def jobcenter(*zeiten: tuple[str, str | None]) -> Any:
            konzepte = [
                load_konzept(
                    kopf.replace("2020-01-01", ab) + (f"gilt_bis = {bis}" if bis else ""), f"konzept_{ab}.toml"
                )
                for ab, bis in zeiten
            ]
            return host(Quelle("muster", modul(antwortet(konzepte)))).jobcenter["muster"]

        return jobcenter

    @pytest.mark.parametrize(
        ("stichtag", "gilt_ab"),
        [
            (date(2017, 8, 15), date(2017, 8, 15)),
            (date(2025, 12, 31), date(2017, 8, 15)),
            (date(2026, 1, 1), date(2026, 1, 1)),
            (date(2040, 1, 1), date(2026, 1, 1)),
        ],
    )
    def test_is_the_newest_that_has_begun(self, fassungen: Callable[..., Any], stichtag: date, gilt_ab: date) -> None:
        jobcenter = fassungen(("2026-01-01", None), ("2017-08-15", None))
        assert jobcenter.konzept(stichtag).gilt_ab == gilt_ab

    def test_ends_with_its_last_day(self, fassungen: Callable[..., Any]) -> None:
        jobcenter = fassungen(("2017-08-15", "2025-12-31"))
        assert jobcenter.konzept(date(2025, 12, 31)).gilt_ab == date(2017, 8, 15)
        with pytest.raises(KeinKonzeptError):
            jobcenter.konzept(date(2026, 1, 1))

    def test_is_an_older_one_where_the_newer_has_ended(self, fassungen: Callable[..., Any]) -> None:
        jobcenter = fassungen(("2017-08-15", None), ("2026-01-01", "2026-01-31"))
        assert jobcenter.konzept(date(2026, 1, 31)).gilt_ab == date(2026, 1, 1)
        assert jobcenter.konzept(date(2026, 2, 1)).gilt_ab == date(2017, 8, 15)

    @pytest.mark.parametrize(
        "zeiten",
        [
            (("2017-08-15", "2026-01-01"), ("2026-01-01", None)),
            (("2026-01-01", None), ("2017-08-15", "2030-12-31")),
            (("2026-01-01", None), ("2026-01-01", None)),
        ],
    )
    def test_is_one_of_two_on_no_day(self, fassungen: Callable[..., Any], zeiten: Any) -> None:
        with pytest.raises(PluginError) as fehler:
            _ = fassungen(*zeiten).konzepte
        assert str(fehler.value).endswith(
            " gelten beide am 01.01.2026. "
            "Bitte gilt_ab und gilt_bis so setzen, dass an jedem Tag nur eine Fassung gilt."
        )

    def test_follows_another_that_ended_the_day_before(self, fassungen: Callable[..., Any]) -> None:
        jobcenter = fassungen(("2026-01-01", None), ("2017-08-15", "2025-12-31"))
        assert [k.gilt_ab.year for k in jobcenter.konzepte] == [2017, 2026]

    def test_is_none_before_the_earliest(self, fassungen: Callable[..., Any]) -> None:
        jobcenter = fassungen(("2026-01-01", None), ("2017-08-15", None))
        with pytest.raises(KeinKonzeptError) as fehler:
            jobcenter.konzept(date(2017, 8, 14))
        assert str(fehler.value) == "muster: Am 14.08.2017 gilt kein Konzept; das früheste gilt ab 15.08.2017."

    @pytest.mark.parametrize("antwort", [[], (), None])
    def test_is_none_where_the_plugin_has_none(self, antwort: Any) -> None:
        jobcenter = host(Quelle("muster", modul(antwortet(antwort)))).jobcenter["muster"]
        with pytest.raises(KeinKonzeptError) as fehler:
            jobcenter.konzept(STICHTAG)
        assert str(fehler.value) == "muster: Am 10.02.2026 gilt kein Konzept."


class TestCommand:
    STICHTAG = ("--on", "2026-02-10")

    def test_a_sound_concept_needs_no_doctor(
        self, call: Callable[..., Any], installiert: Callable[..., None], konzepte: Callable[..., Any], minimal: str
    ) -> None:
        installiert(muster=[konzepte(minimal)])
        assert "doctor" not in call("plugins", *self.STICHTAG).out

    def test_many_mistakes_do_not_widen_the_table(
        self, call: Callable[..., Any], installiert: Callable[..., None], konzepte: Callable[..., Any], minimal: str
    ) -> None:
        installiert(muster=[konzepte(minimal + "abc = 1\nxyz = 2")])
        out = call("plugins", *self.STICHTAG).out
        assert "2 Fehler im Konzept; alle zeigt: wiedervorlage doctor" in out
        assert "xyz" not in out
        assert max(map(len, out.splitlines())) < 120

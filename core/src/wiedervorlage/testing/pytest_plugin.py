"""What pytest loads where the core is installed: what `PluginSuite` asks for, and the list of gaps at the end."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from wiedervorlage.testing.plugin import Plugin

_GEPRUEFT = pytest.StashKey["dict[str, Plugin]"]()


def pytest_configure(config: pytest.Config) -> None:
    """Make room for the plugins that are examined."""
    config.stash[_GEPRUEFT] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask every check of each suite."""
    if "wiedervorlage_check" in metafunc.fixturenames:
        from wiedervorlage.testing.checks import CHECKS

        metafunc.parametrize("wiedervorlage_check", CHECKS)


@pytest.fixture
def wiedervorlage_plugin(request: pytest.FixtureRequest, wiedervorlage_check: str) -> "Plugin":
    """The plugin of the suite, worked out once; where it does not load, only that is told."""
    from wiedervorlage.testing.plugin import Plugin
    from wiedervorlage.testing.rows import loads

    key, geprueft = request.cls.key, request.config.stash[_GEPRUEFT]
    if key not in geprueft:
        geprueft[key] = Plugin(key)
    plugin = geprueft[key]
    if wiedervorlage_check != loads.__name__ and loads(plugin):
        pytest.skip(f"{key} lässt sich nicht laden")
    return plugin


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List the gaps of each plugin."""
    geprueft = config.stash[_GEPRUEFT]
    if not geprueft:
        return
    from wiedervorlage.testing.rows import gaps, loads

    luecken = [(key, luecke) for key, plugin in geprueft.items() if not loads(plugin) for luecke in gaps(plugin)]
    if luecken:
        terminalreporter.section("Lücken: Pflichten, die immer beantwortet werden")
    for key, luecke in luecken:
        terminalreporter.line(f"{key}: {luecke.subject}: {luecke.text}")

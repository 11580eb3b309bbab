"""What several of these test modules build on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from wiedervorlage import hookimpl
from wiedervorlage.forecast import Forecaster, Wiedervorlage
from wiedervorlage.konzept import Konzept, load_konzept
from wiedervorlage.kunde import Kontakt, Kunde, Teilnahme

KOPF = """
[konzept]
format    = 1
jobcenter = "muster"
titel     = "Kontaktkonzept"
quelle    = "GA 1/2026"
gilt_ab   = 2020-01-01
land      = "NI"
"""

MINIMAL = (
    KOPF
    + """
[[kontaktbegriff]]
name       = "Beratung"
fundstelle = "Abs. 1"
wortlaut   = "Beratungsgespräch"
wenn       = { art = ["persoenlich", "telefonisch"] }

[[tatsache]]
name        = "letzte_beratung"
bezeichnung = "letzte Beratung"
fundstelle  = "Abs. 1"
letzter     = { kontakt = "Beratung" }

[[lesart]]
name        = "vorrang"
bezeichnung = "Vorrang"
vorgabe     = true
fundstelle  = "Abs. 2"
bedeutung   = "Ein: Zeile 1 geht vor."

[[pflicht]]
name = "Folgekontakt"

[[regel]]
id         = "u25"
pflicht    = "Folgekontakt"
fundstelle = "Zeile 1"
wortlaut   = "unter 25 Jahren 1 Monat"
wenn       = { alter = "< 25" }
faellig    = "letzte_beratung + 1 Monat"
"""
)


@pytest.fixture
def kopf() -> str:
    """The table `[konzept]` of a concept for Land NI in force since 2020."""
    return KOPF


@pytest.fixture
def minimal() -> str:
    """A small valid concept; its last table is the row u25."""
    return MINIMAL


def regel(id_: str, faellig: Any, zusatz: str = "", pflicht: str = "Kontakt") -> str:
    """A row in TOML; `zusatz` are further lines of it."""
    wert = faellig if str(faellig).startswith("{") else f'"{faellig}"'
    return f"""
[[regel]]
id         = "{id_}"
pflicht    = "{pflicht}"
fundstelle = "Zeile {id_}"
wortlaut   = "Wort {id_}"
faellig    = {wert}
{zusatz}
"""


@pytest.fixture(name="regel")
def regel_fixture() -> Callable[..., str]:
    """Writes one row in TOML: id, faellig, further lines, Pflicht."""
    return regel


@pytest.fixture
def prognose() -> Callable[..., list[Wiedervorlage]]:
    """Forecasts one Kunde by rows in TOML, with one Pflicht `Kontakt` unless the rows bring their own."""

    def forecast(zeilen: str, kunde: Kunde | None = None, **rest: Any) -> list[Wiedervorlage]:
        forecaster = forecaster_for(zeilen, **rest)
        return forecaster.forecast(forecaster.evaluate(kunde or Kunde("000X100001")))

    return forecast


def forecaster_for(
    zeilen: str,
    stichtag: date = date(2026, 2, 10),
    pflicht: str = "",
    werte: Mapping[str, Any] | None = None,
    **rest: Any,
) -> Forecaster:
    """A Forecaster of a concept made of these rows."""
    eigene = "[[pflicht]]" in zeilen
    tabelle = "" if eigene else f'[[pflicht]]\nname = "Kontakt"\n{pflicht}\n'
    konzept: Konzept = load_konzept(KOPF + tabelle + zeilen, "test.toml")
    return Forecaster(konzept, stichtag, werte=werte, **rest)


@pytest.fixture
def eine(prognose: Callable[..., list[Wiedervorlage]]) -> Callable[..., Wiedervorlage]:
    """Like `prognose`, where exactly one Wiedervorlage comes out."""

    def forecast(zeilen: str, kunde: Kunde | None = None, **rest: Any) -> Wiedervorlage:
        (wiedervorlage,) = prognose(zeilen, kunde, **rest)
        return wiedervorlage

    return forecast


@pytest.fixture
def kunde() -> Callable[..., Kunde]:
    """Makes a Kunde of his values; `kontakte` and `teilnahmen` are lists, a date alone is a personal Kontakt."""

    def make(kontakte: Any = (), teilnahmen: Any = (), hinweise: tuple[str, ...] = (), **werte: Any) -> Kunde:
        return Kunde(
            "000X100001",
            "Muster, A.",
            werte,
            tuple(k if isinstance(k, Kontakt) else Kontakt(k, art="persoenlich") for k in kontakte),
            tuple(t if isinstance(t, Teilnahme) else Teilnahme(**t) for t in teilnahmen),
            hinweise,
        )

    return make


@pytest.fixture
def installiert(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes these the installed plugins: by key the hooks of each, or the exception that importing it raises."""

    def install(**plugins: Any) -> None:
        monkeypatch.setattr(
            "wiedervorlage.plugins.entry_points", lambda group: [_quelle(k, p) for k, p in plugins.items()]
        )

    return install


def _quelle(key: str, plugin: Sequence[Callable[..., Any]] | BaseException) -> SimpleNamespace:
    def load() -> ModuleType:
        if isinstance(plugin, BaseException):
            raise plugin
        modul = ModuleType(key)
        for hook in plugin:
            setattr(modul, hook.__name__, hookimpl(hook))
        return modul

    return SimpleNamespace(name=key, load=load, dist=SimpleNamespace(name=f"wiedervorlage-{key}", version="1.2"))


@pytest.fixture
def konzepte() -> Callable[..., Callable[[], Sequence[Konzept]]]:
    """Makes the hook `jobcenter_konzepte` of a plugin that ships these concepts in TOML."""

    def hook(*texte: str) -> Callable[[], Sequence[Konzept]]:
        def jobcenter_konzepte() -> Sequence[Konzept]:
            return [load_konzept(text, f"konzept_{nr}.toml") for nr, text in enumerate(texte, 1)]

        return jobcenter_konzepte

    return hook

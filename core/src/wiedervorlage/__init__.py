"""Wiedervorlage: the written directive of a Jobcenter becomes dates.

This is the public surface for plugins; whatever is not named here may change.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wiedervorlage.doctor import Diagnose
    from wiedervorlage.errors import WiedervorlageError
    from wiedervorlage.hookspecs import hookimpl
    from wiedervorlage.konzept import Konzept, load_konzepte
    from wiedervorlage.kunde import FEHLT, UNLESBAR, Kontakt, Kunde, Teilnahme

__version__ = "0.1.0"

__all__ = [
    "FEHLT",
    "UNLESBAR",
    "Diagnose",
    "Kontakt",
    "Konzept",
    "Kunde",
    "Teilnahme",
    "WiedervorlageError",
    "hookimpl",
    "load_konzepte",
]

_WO = {
    "Diagnose": "doctor",
    "Konzept": "konzept",
    "load_konzepte": "konzept",
    "WiedervorlageError": "errors",
    "hookimpl": "hookspecs",
    **dict.fromkeys(("FEHLT", "UNLESBAR", "Kontakt", "Kunde", "Teilnahme"), "kunde"),
}


def __getattr__(name: str) -> Any:
    # what the command line does not need for `--help` is imported when it is first asked for
    if name not in _WO:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"wiedervorlage.{_WO[name]}"), name)

"""What a Jobcenter's plugin can answer; all of it but the first is optional.

A plugin is a module named by an entry point in the group `wiedervorlage`; the entry point's name is the KEY of the
Jobcenter. It marks its functions with `wiedervorlage.hookimpl`. For each run exactly one plugin is asked, that of the
Jobcenter the run is for. It may say for which hooks it was written: `hook_api = 1`; docs/compatibility.md tells what is
promised.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pluggy

if TYPE_CHECKING:
    from wiedervorlage.doctor import Diagnose
    from wiedervorlage.forecast.akte import Akte
    from wiedervorlage.forecast.forecaster import Forecaster
    from wiedervorlage.forecast.result import Wiedervorlage
    from wiedervorlage.konzept.model import Konzept
    from wiedervorlage.kunde import Kunde
    from wiedervorlage.writers.entry import Entry

PROJECT: Final = "wiedervorlage"

HOOK_API: Final = 1
"""The version of the hooks below: raised when one of them changes so that a plugin must."""

OLDEST_HOOK_API: Final = 1
"""The oldest version of the hooks that is still served."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def jobcenter_konzepte() -> "Sequence[Konzept]":  # type: ignore[empty-body]
    """Return every version of the concept that this plugin ships.

    Called when a run or `plugins` needs the concept, at most once. The concept whose `gilt_ab` and `gilt_bis` include
    the Stichtag is in force. An empty answer means that the Jobcenter has no concept.
    """


@hookspec
def jobcenter_tatsachen(kunde: "Kunde", stichtag: date) -> "Mapping[str, Any]":  # type: ignore[empty-body]
    """Return facts that a row cannot express, by name.

    Called once per Kunde before the rows are asked. Each name must be declared in the concept as a `[[tatsache]]`,
    whose own definition it replaces. An empty answer adds nothing. A fact is never a date by which something is due.
    """


@hookspec(firstresult=True)
def evaluate_contact_rules(forecaster: "Forecaster", akte: "Akte") -> "Sequence[Wiedervorlage] | None":
    """Return what the contact rules demand for one Kunde.

    Called once per Kunde. The core answers with its own interpreter; a plugin that answers takes its place, None leaves
    it to the core. An empty answer means that nothing is governed.
    """


@hookspec(firstresult=True)
def manage_graduates(forecaster: "Forecaster", akte: "Akte") -> "Sequence[Wiedervorlage] | None":
    """Return what the Absolventenmanagement demands for the Teilnahmen of one Kunde.

    Called once per Kunde, after `evaluate_contact_rules`. Who answers: as there.
    """


@hookspec(firstresult=True)
def amend_entry(wiedervorlage: "Wiedervorlage", entry: "Entry") -> "Entry | None":
    """Return the calendar entry with another text.

    Called once for every entry before it is written. None leaves the entry as it is. What identifies a Kunde or reveals
    a group must not be added: a calendar is seen by delegates (§ 35 SGB I).
    """


@hookspec
def doctor_checks() -> "Sequence[Diagnose]":  # type: ignore[empty-body]
    """Return what `wiedervorlage doctor` shall say of this plugin: `wiedervorlage.Diagnose`, one for each check.

    Called by `doctor` alone. An empty answer adds nothing. What is told may be passed on: no datum of a list belongs in
    it.
    """

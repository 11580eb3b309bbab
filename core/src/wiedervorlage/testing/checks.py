"""All checks, in the order in which a developer wants to read of them."""

from collections.abc import Mapping
from typing import Final

from wiedervorlage.testing import days, output, rows, unknown
from wiedervorlage.testing.plugin import Check

CHECKS: Final[Mapping[str, Check]] = {
    check.__name__: check
    for check in (
        rows.loads,
        rows.cases,
        rows.rows_win,
        rows.rows_just_miss,
        rows.overlaps,
        rows.kontaktarten,
        days.walk,
        days.special_days,
        unknown.missing_facts,
        output.repeatable,
        output.order,
        output.exports,
        output.calendars_are_neutral,
    )
}
"""Each check by its name; what it returns must be empty, or expected with a reason."""

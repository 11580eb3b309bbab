"""The suite a plugin subclasses; pytest asks it for every check."""

from collections.abc import Mapping
from typing import ClassVar

from wiedervorlage.testing.checks import CHECKS
from wiedervorlage.testing.plugin import Finding, Plugin


class PluginSuite:
    """All checks of one plugin: subclass it in a test module as `class TestMuster(PluginSuite)` and set `key`.

    `expected_failures`: what a check is known to find, by name of the check and subject, each with the reason why it
    may stay. What is expected and no longer found fails too, so that the list never outlives its reasons.
    """

    key: ClassVar[str]
    expected_failures: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    def test_plugin(self, wiedervorlage_check: str, wiedervorlage_plugin: Plugin) -> None:
        """Hold one check to what is expected of it."""
        check = CHECKS[wiedervorlage_check]
        maengel = judge(check(wiedervorlage_plugin), self.expected_failures.get(wiedervorlage_check, {}))
        if maengel:
            import pytest  # the checks themselves can be asked without it

            satz, *_ = str(check.__doc__).splitlines()
            pytest.fail("\n".join((satz, *maengel)), pytrace=False)

    def test_expected_failures_have_a_check_and_a_reason(self) -> None:
        """An expected failure of no check, or without a reason, would never be noticed."""
        assert self.expected_failures.keys() - CHECKS.keys() == set()
        assert [s for erwartet in self.expected_failures.values() for s, grund in erwartet.items() if not grund] == []


def judge(findings: list[Finding], expected: Mapping[str, str]) -> list[str]:
    """What is wrong: each finding that is not expected, each expected one that was not found."""
    gefunden = {finding.subject for finding in findings}
    return [
        *(f"{f.subject}: {f.text}" for f in findings if f.subject not in expected),
        *(f"{subject}: erwartet, aber nicht gefunden" for subject in expected if subject not in gefunden),
    ]

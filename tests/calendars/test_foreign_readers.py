"""A program that reads calendars may be missing at a desk, never where CI is set."""

import pytest
from foreign_readers import Reader, missing


def test_a_missing_one_is_skipped_at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="x is not installed"):
        missing("x is not installed")


def test_a_missing_one_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"x is not installed; \.ci/run installs it"):
        missing("x is not installed")


def test_each_refuses_what_is_no_calendar(reader: Reader) -> None:
    with pytest.raises(Exception):  # noqa: B017
        reader.read(b"")

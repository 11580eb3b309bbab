"""What `wiedervorlage export` writes for a list."""

from pathlib import Path

import pytest

from wiedervorlage.cli import cli

ROOT = Path(__file__).parents[2]
JOBCENTER = sorted(p.parent.name for p in ROOT.glob("plugins/*/pyproject.toml"))


def export(liste: Path, jobcenter: str, ordner: Path, settings: str = "") -> dict[str, bytes]:
    """The calendars of 23.11.2026 by file name, written into `ordner`, which also holds the key of the house."""
    (einstellungen := ordner / "wiedervorlage.toml").write_text(settings, encoding="utf-8")
    with pytest.MonkeyPatch.context() as umgebung:
        umgebung.setenv("WIEDERVORLAGE_CONFIG", str(ordner / "config"))
        aufruf = ["export", str(liste), "--jobcenter", jobcenter.replace("_", "-"), "--on", "2026-11-23"]
        with pytest.raises(SystemExit) as ende:
            cli.main([*aufruf, "--out", str(ordner / "out"), "--settings", str(einstellungen)])
    assert ende.value.code in (0, 1)
    return {p.name: p.read_bytes() for p in sorted((ordner / "out").rglob("*.ics"))}

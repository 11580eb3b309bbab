"""The tutorial does what it says: every file it gives is written, every command run, every output compared."""

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"

_BLOCK = re.compile(r"(?:^<!-- (file|append): (\S+) -->\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EGAL = (  # the key of the pseudonyms, the speed of the machine, the folder of the key
    (re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b"), "VVVV-VVVV"),
    (re.compile(r"\bin \d+\.\d+s\b"), "in 0.00s"),
    (re.compile(r"\S+(?=/wiedervorlage\.key\b)"), "…"),
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tutorial is written for a POSIX shell")


@frozen
class Datei:
    """A file the reader writes, or a part that is put behind what is there."""

    pfad: str
    text: str
    dahinter: bool


@frozen
class Befehl:
    """A command the reader types, and what the page shows of its answer."""

    zeile: str
    ausgabe: list[str]


def steps() -> Iterator[Datei | Befehl]:
    for art, pfad, sprache, text in _BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if art:
            yield Datei(pfad, text, art == "append")
        elif sprache == "console":
            for teil in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                zeile, *ausgabe = teil.splitlines()
                yield Befehl(zeile, ausgabe)


def matches(gezeigt: list[str], wirklich: list[str]) -> bool:
    """Whether the output is the one shown; a line `…` stands for any number of lines."""
    muster = "".join(r"(?:.*\n)*?" if z == "…" else re.escape(z.rstrip()) + r"\n" for z in gezeigt)
    return re.fullmatch(muster, "".join(f"{z.rstrip()}\n" for z in wirklich)) is not None


def told(text: str) -> list[str]:
    for muster, ersatz in _EGAL:
        text = muster.sub(ersatz, text)
    return text.splitlines()


def lend_packages(venv: Path) -> None:
    """Put what the registry would give into a new environment: the packages of this one, without this project."""
    ziel = next(venv.glob("lib/python*/site-packages"))
    for paket in Path(sysconfig.get_path("purelib")).iterdir():
        if "wiedervorlage" not in paket.name and not (ziel / paket.name).exists():
            (ziel / paket.name).symlink_to(paket)


def test_tutorial(tmp_path: Path) -> None:
    (tmp_path / "core").symlink_to(ROOT / "core")
    umgebung = {
        **{name: wert for name, wert in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE", "VIRTUAL"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "WIEDERVORLAGE_CONFIG": str(tmp_path / "config"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this name the wrong way round
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    lage: list[str] = []
    for schritt in steps():
        if isinstance(schritt, Datei):
            with (tmp_path / schritt.pfad).open("a" if schritt.dahinter else "w", encoding="utf-8") as datei:
                datei.write(schritt.text)
            continue
        antwort = subprocess.run(
            ["bash", "-c", " && ".join([*lage, schritt.zeile])],
            cwd=tmp_path,
            env=umgebung,
            capture_output=True,
            encoding="utf-8",
        )
        wirklich = told(antwort.stdout + antwort.stderr)
        assert matches(told("\n".join(schritt.ausgabe)), wirklich), f"$ {schritt.zeile}\n" + "\n".join(wirklich)
        if schritt.zeile.startswith(("cd ", ". ")):
            lage.append(schritt.zeile)
        if " -m venv " in schritt.zeile:
            lend_packages(tmp_path / ".venv")


def test_tutorial_has_commands_and_files() -> None:
    schritte = list(steps())
    assert sum(isinstance(s, Befehl) for s in schritte) >= 10
    assert sum(isinstance(s, Datei) for s in schritte) >= 6
    assert all(s.ausgabe != ["…"] for s in schritte if isinstance(s, Befehl))

"""What is done to this workspace, each by name: `nox -l` lists it."""

import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "venv"
nox.options.sessions = ["tests"]

ROOT = Path(__file__).parent
CORE = ROOT / "core"
PLUGINS = sorted(p.parent for p in ROOT.glob("plugins/*/pyproject.toml"))
ICAL_JS = "ical.js@2.2.1"
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
STICHTAG = "2026-11-23"


def group(name: str) -> list[str]:
    return nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), name)


def install_editable(session: nox.Session, *more: str) -> None:
    session.install(*(arg for folder in (CORE, *PLUGINS) for arg in ("-e", str(folder))), *more)


def install_tests(session: nox.Session, *more: str) -> None:
    """What the tests need; where npm cannot reach its registry, those that ask ical.js are skipped."""
    install_editable(session, *group("tests"), *group("calendars"), *more)
    into = ("--prefix", session.virtualenv.location, "--no-save", "--fetch-retries=1")
    session.run("npm", "install", "--silent", "--no-audit", "--no-fund", *into, ICAL_JS, success_codes=[0, 1])


@nox.session(python=PYTHONS[0])
def tests(session: nox.Session) -> None:
    """All tests on one Python, with the branches they leave out."""
    install_tests(session, *group("docs"))
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "report", "--skip-covered", "--sort=cover", "--fail-under=90")


@nox.session(python=PYTHONS)
def pythons(session: nox.Session) -> None:
    """All tests on every Python that is promised."""
    install_tests(session)
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
@nox.parametrize("plugin", [p.name for p in PLUGINS])
def alone(session: nox.Session, plugin: str) -> None:
    """One plugin's wheel beside the core's wheel and nothing else: its cases hold, its sample runs."""
    wheels = build_wheels(session, [CORE, ROOT / "plugins" / plugin])
    session.install(*map(str, wheels))
    cases = session.run("python", "-c", f"import wiedervorlage_{plugin} as p; print(p.__path__[0])", silent=True)
    with session.chdir(session.create_tmp()):
        session.run("wiedervorlage", "verify", str(Path(str(cases).strip()) / "faelle.toml"))
        session.run("wiedervorlage", "due", str(ROOT / "examples" / f"{plugin}.csv"), "--on", STICHTAG)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and format."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session(python=PYTHONS[0])
def typing(session: nox.Session) -> None:
    """Types, strictly."""
    install_editable(session, *group("typing"), *group("tests"))
    session.run("mypy", *(str(folder / "src") for folder in (CORE, *PLUGINS)))


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """The pages of docs/ as HTML that opens without a network: docs/_build/html/index.html."""
    install_editable(session, *group("docs"))
    session.run("python", "docs/generate.py")
    session.run("sphinx-build", "-W", "--keep-going", "-E", "docs", "docs/_build/html", *session.posargs)


@nox.session(python=PYTHONS[0])
def demo(session: nox.Session) -> None:
    """The main job on every sample: the due list on the screen, the calendars in demo/."""
    install_editable(session)
    session.env["WIEDERVORLAGE_CONFIG"] = str(ROOT / "demo" / "config")
    for plugin in PLUGINS:
        call = [str(ROOT / "examples" / f"{plugin.name}.csv"), "--jobcenter", plugin.name.replace("_", "-")]
        session.run("wiedervorlage", "due", *call, "--on", STICHTAG)
        session.run("wiedervorlage", "export", *call, "--on", STICHTAG, "--out", f"demo/{plugin.name}")


@nox.session(python=PYTHONS[0])
def bench(session: nox.Session) -> None:
    """Speed, measured side by side: a table, and benchmarks/results.json."""
    install_editable(session, *group("bench"))
    session.env["WIEDERVORLAGE_CONFIG"] = str(Path(session.create_tmp()).absolute() / "config")
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session(python=PYTHONS[0])
def build(session: nox.Session) -> None:
    """A folder with every wheel that is needed, and the proof that it installs without a network."""
    wheelhouse = ROOT / "dist" / "wheelhouse"
    shutil.rmtree(wheelhouse, ignore_errors=True)
    wheels = build_wheels(session, [CORE, *PLUGINS])
    session.run("python", "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(wheelhouse), *map(str, wheels))
    session.run("python", "-m", "venv", "--clear", str(fresh := Path(session.create_tmp()) / "fresh"), external=True)
    python = fresh / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    names = [wheel.name.split("-")[0] for wheel in wheels]
    session.run(
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        f"--find-links={wheelhouse}",
        *names,
        external=True,
    )
    session.run(str(python.with_name("wiedervorlage")), "plugins", external=True)


def build_wheels(session: nox.Session, folders: list[Path]) -> list[Path]:
    """Build one wheel of each folder; return where they are."""
    session.install(*group("build"))
    target = Path(session.create_tmp()) / "wheels"
    shutil.rmtree(target, ignore_errors=True)
    for folder in folders:
        session.run("python", "-m", "build", "--wheel", "--outdir", str(target), str(folder), silent=True)
    return sorted(target.glob("*.whl"))

"""The house of docs/architecture.md: a module knows nothing of what stands above it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = ROOT / "core" / "src" / "wiedervorlage"

STOREYS = (
    {"errors", "frist", "laender"},
    {"files", "kunde"},
    {"pseudonym", "ledger"},
    {"konzept"},
    {"forecast"},
    {"hookspecs", "settings", "readers"},
    {"plugins"},
    {"run"},
    {"check"},
    {"writers"},
    {"export", "cases", "diff", "doctor"},
    {"batch", "capacity", "completion", "graduates", "testing"},
    {"cli"},
    {"__main__"},
)
LEVEL = {name: level for level, storey in enumerate(STOREYS) for name in storey}
MODULES = sorted(CORE.rglob("*.py"))


def storey(path: Path) -> str:
    return path.relative_to(CORE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_for_types = [n for n in ast.walk(tree) if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]
    for node in only_for_types:
        node.body.clear()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "wiedervorlage":
            rest = (node.module or "").split(".")[1:]
            names |= {rest[0]} if rest else {alias.name for alias in node.names}
    return names


def test_every_module_has_its_storey() -> None:
    assert {storey(p) for p in MODULES} - {"__init__"} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(CORE)))
def test_imports_lead_downwards(path: Path) -> None:
    if storey(path) == "__init__":
        pytest.skip("the public surface names them all")
    own = LEVEL[storey(path)]
    upwards = {n for n in imported(path) if n != storey(path) and LEVEL[n] >= own}
    assert upwards == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(CORE)))
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 290


def test_the_core_names_no_jobcenter() -> None:
    jobcenter = {p.name.split("_")[0] for p in (ROOT / "plugins").iterdir() if p.is_dir()}
    texts = {p: p.read_text(encoding="utf-8").casefold() for p in CORE.rglob("*") if p.suffix in {".py", ".toml"}}
    named = {(p.name, j) for p, text in texts.items() for j in jobcenter if j in text}
    assert named == set()


def test_only_the_command_line_reads_the_clock() -> None:
    readers = {p.name for p in MODULES if ".now(" in p.read_text(encoding="utf-8") or ".today(" in p.read_text("utf-8")}
    assert readers == {"options.py"}


def test_only_the_host_speaks_to_pluggy() -> None:
    assert {p.name for p in MODULES if "import pluggy" in p.read_text(encoding="utf-8")} == {
        "plugins.py",
        "hookspecs.py",
    }

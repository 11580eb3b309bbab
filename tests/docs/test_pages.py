"""The pages build without a warning and open without a network."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

pytest.importorskip("sphinx")
pytest.importorskip("furo")
pytest.importorskip("myst_parser")

ROOT = Path(__file__).parents[2]
LOADS = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
"""What a browser fetches by itself; a link (`a`) is followed by a person."""

DOORS = ("sachbearbeitung.html", "it.html", "development.html")


class Verweise(HTMLParser):
    """What a page loads, where it leads, which anchors it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.geladen: list[str] = []
        self.ziele: list[str] = []
        self.anker: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        werte = {name: wert or "" for name, wert in attrs}
        self.anker |= {werte["id"]} if "id" in werte else set()
        if tag == "a" and "href" in werte:
            self.ziele.append(werte["href"])
        elif LOADS.get(tag) in werte:
            self.geladen.append(werte[LOADS[tag]])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ziel = tmp_path_factory.mktemp("html")
    call = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", str(ziel / "doctrees"), "docs", str(ziel)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return ziel


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[Path, Verweise]:
    return {pfad: Verweise(pfad.read_text(encoding="utf-8")) for pfad in built.rglob("*.html")}


def test_start_page_has_three_doors(built: Path, pages: dict[Path, Verweise]) -> None:
    assert set(DOORS) <= set(pages[built / "index.html"].ziele)


def test_pages_load_nothing_from_elsewhere(pages: dict[Path, Verweise]) -> None:
    assert sum(len(v.geladen) for v in pages.values()) > 100
    assert {
        (p.name, q) for p, v in pages.items() for q in v.geladen if urlsplit(q).scheme or urlsplit(q).netloc
    } == set()


def test_style_sheets_load_nothing_from_elsewhere(built: Path) -> None:
    quellen = [q for datei in built.rglob("*.css") for q in urls_in(datei.read_text(encoding="utf-8"))]
    assert [q for q in quellen if not q.startswith(("data:", "#"))] == []


def urls_in(css: str) -> Iterator[str]:
    yield from (q.strip("'\"") for q in re.findall(r"url\(([^)]*)\)", css))
    yield from re.findall(r"@import\s+['\"]([^'\"]+)", css)


def test_every_link_inside_leads_somewhere(built: Path, pages: dict[Path, Verweise]) -> None:
    tot = []
    for pfad, verweise in pages.items():
        for ziel in (*verweise.ziele, *verweise.geladen):
            teile = urlsplit(ziel)
            if teile.scheme or teile.netloc:
                continue
            datei = (pfad.parent / unquote(teile.path)).resolve() if teile.path else pfad
            anker = pages[datei].anker if datei in pages else {teile.fragment}
            if not (datei.is_file() and teile.fragment in {"", *anker}):
                tot.append(f"{pfad.relative_to(built)}: {ziel}")
    assert tot == []


@pytest.mark.parametrize(("page", "language"), [("liste", "de"), ("befehle", "de"), ("konzept", "en"), ("api", "en")])
def test_pages_say_their_language(page: str, language: str, built: Path) -> None:
    assert f'lang="{language}"' in (built / f"{page}.html").read_text(encoding="utf-8")


def test_every_page_is_in_a_table_of_contents(built: Path, pages: dict[Path, Verweise]) -> None:
    start = pages[built / "index.html"].ziele
    assert {f"{p.relative_to(ROOT / 'docs').with_suffix('.html')}" for p in (ROOT / "docs").rglob("*.md")} <= {
        *start,
        "index.html",
    }

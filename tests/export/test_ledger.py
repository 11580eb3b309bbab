"""The memory of what was exported: kept whole, or begun anew with a word about it."""

import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wiedervorlage import ledger
from wiedervorlage.errors import DateiError
from wiedervorlage.ledger import Gemerkt, Lauf, is_sound, open_ledger

LAUF = Lauf(
    stand="2026-11-20",
    schluessel="S1",
    listen=frozenset({"Kontakte"}),
    kunden=frozenset({"K1", "K2"}),
    betreuer=frozenset({"B1"}),
    dateien=frozenset({"D1", "D2"}),
    abgelegt=frozenset({"D3"}),
)
EINTRAG = Gemerkt("B1", "K7F2QX3M", date(2026, 11, 23), None, "abc", 2, datetime(2026, 11, 23, tzinfo=UTC))
WEG = Gemerkt("B1", "K7F2QX3M", None, date(2026, 12, 1), "abd", 0, datetime(2026, 11, 16, tzinfo=UTC))


@pytest.fixture
def pfad(tmp_path: Path) -> Path:
    return tmp_path / "config" / "ledger.sqlite3"


def fill(pfad: Path, ort: str = "o1") -> None:
    with open_ledger(pfad) as buch:
        buch.remember(ort, LAUF, {"u1": EINTRAG, "u2": WEG})


def content(pfad: Path, ort: str = "o1") -> tuple[Lauf | None, dict[str, Gemerkt]]:
    with open_ledger(pfad) as buch:
        return buch.lauf(ort), buch.entries(ort)


def test_gives_back_what_it_remembers(pfad: Path) -> None:
    fill(pfad)
    assert content(pfad) == (LAUF, {"u1": EINTRAG, "u2": WEG})


def test_keeps_folders_apart(pfad: Path) -> None:
    fill(pfad, "o1")
    assert content(pfad, "o2") == (None, {})


def test_a_later_run_replaces_the_earlier_one(pfad: Path) -> None:
    fill(pfad)
    neu = Lauf(stand="2026-11-27T08:00:00+00:00")
    with open_ledger(pfad) as buch:
        buch.remember("o1", neu, {"u3": EINTRAG})
    assert content(pfad) == (neu, {"u3": EINTRAG})


def test_an_error_inside_leaves_the_old_state(pfad: Path) -> None:
    fill(pfad)
    with pytest.raises(KeyboardInterrupt), open_ledger(pfad) as buch:
        buch.remember("o1", Lauf(stand="2027-01-01"), {})
        raise KeyboardInterrupt
    assert content(pfad) == (LAUF, {"u1": EINTRAG, "u2": WEG})


def test_says_that_it_is_new_and_only_then(pfad: Path) -> None:
    with open_ledger(pfad) as buch:
        assert buch.neu is not None
        assert str(pfad) in buch.neu
    with open_ledger(pfad) as buch:
        assert buch.neu is None


@pytest.mark.parametrize("inhalt", [b"kein SQLite", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_set_aside(pfad: Path, inhalt: bytes) -> None:
    pfad.parent.mkdir()
    pfad.write_bytes(inhalt)
    with open_ledger(pfad) as buch:
        assert buch.neu is not None
        assert "beschädigt" in buch.neu
        assert buch.entries("o1") == {}
        buch.remember("o1", LAUF, {})
    assert content(pfad) == (LAUF, {})
    assert pfad.with_name("ledger.sqlite3.defekt").read_bytes() == inhalt


def test_damage_inside_is_found(pfad: Path) -> None:
    with open_ledger(pfad) as buch:
        buch.remember("o1", LAUF, {f"u{n}": EINTRAG for n in range(2000)})
    roh = bytearray(pfad.read_bytes())
    roh[len(roh) // 2 : len(roh) // 2 + 8192] = b"\xff" * 8192
    pfad.write_bytes(roh)
    with open_ledger(pfad) as buch:
        assert buch.neu is not None
        assert buch.entries("o1") == {}


def test_a_truncated_file_begins_anew(pfad: Path) -> None:
    fill(pfad)
    pfad.write_bytes(b"")
    with open_ledger(pfad) as buch:
        assert buch.neu is not None


def test_a_database_of_something_else_is_set_aside(pfad: Path) -> None:
    pfad.parent.mkdir()
    with sqlite3.connect(pfad) as fremd:
        fremd.execute("CREATE TABLE x (y)")
    fremd.close()
    assert content(pfad) == (None, {})
    assert pfad.with_name("ledger.sqlite3.defekt").exists()


def test_a_folder_in_its_place_is_an_error_for_people(pfad: Path) -> None:
    pfad.mkdir(parents=True)
    with pytest.raises(DateiError, match="lässt sich nicht öffnen"), open_ledger(pfad):
        pass


def test_a_second_run_waits_for_the_first(pfad: Path) -> None:
    fill(pfad)
    reihenfolge: list[str] = []
    drin, weiter = threading.Event(), threading.Event()

    def first() -> None:
        with open_ledger(pfad) as buch:
            drin.set()
            weiter.wait(10)
            buch.remember("o1", Lauf(stand="2027-01-01"), {})
            reihenfolge.append("erster")

    laeuft = threading.Thread(target=first)
    laeuft.start()
    drin.wait(10)
    threading.Timer(0.2, weiter.set).start()
    with open_ledger(pfad) as buch:
        reihenfolge.append("zweiter")
        assert buch.lauf("o1") == Lauf(stand="2027-01-01")
    laeuft.join()
    assert reihenfolge == ["erster", "zweiter"]


def test_who_waits_too_long_is_told(pfad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_GEDULD", 0.05)
    with open_ledger(pfad), pytest.raises(DateiError, match="läuft noch"), open_ledger(pfad):
        pass
    assert not pfad.with_name("ledger.sqlite3.defekt").exists()


def test_a_run_killed_inside_changes_nothing(pfad: Path) -> None:
    fill(pfad)
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, signal, sys\nfrom pathlib import Path\nfrom wiedervorlage.ledger import Lauf, open_ledger\n"
            "with open_ledger(Path(sys.argv[1])) as buch:\n"
            "    buch.remember('o1', Lauf(stand='2027-01-01'), {})\n"
            "    os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))\n",
            str(pfad),
        ],
        check=False,
    )
    assert content(pfad) == (LAUF, {"u1": EINTRAG, "u2": WEG})


def test_only_its_owner_may_read_it(pfad: Path) -> None:
    fill(pfad)
    if sys.platform != "win32":
        assert pfad.stat().st_mode & 0o077 == 0


def test_soundness_is_told_without_touching_it(pfad: Path) -> None:
    assert not is_sound(pfad)
    assert not pfad.exists()
    fill(pfad)
    vorher = pfad.read_bytes()
    assert is_sound(pfad)
    pfad.write_bytes(vorher[:100] + b"\xff" * 5000)
    assert not is_sound(pfad)
    assert content(pfad) == (None, {})

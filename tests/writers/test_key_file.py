"""The key file: made once, never replaced."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from wiedervorlage import pseudonym
from wiedervorlage.errors import EinstellungError
from wiedervorlage.pseudonym import load_key

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")


@pytest.fixture
def pfad(tmp_path: Path) -> Path:
    return tmp_path / "neu" / "haus" / "schluessel"


class TestFirstUse:
    def test_makes_a_key_of_32_bytes_and_the_folder_for_it(self, pfad: Path) -> None:
        schluessel = load_key(pfad)
        assert len(schluessel) == 32
        assert pfad.read_text("ascii") == schluessel.hex() + "\n"

    def test_leaves_nothing_beside_it(self, pfad: Path) -> None:
        load_key(pfad)
        assert list(pfad.parent.iterdir()) == [pfad]

    @POSIX
    def test_lets_only_the_owner_read_it(self, pfad: Path) -> None:
        load_key(pfad)
        assert stat.S_IMODE(pfad.stat().st_mode) == 0o600

    def test_differs_from_house_to_house(self, tmp_path: Path) -> None:
        assert load_key(tmp_path / "a") != load_key(tmp_path / "b")

    def test_works_on_a_share_without_hard_links(self, pfad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def kein_link(*_: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", kein_link)
        schluessel = load_key(pfad)
        assert load_key(pfad) == schluessel
        assert list(pfad.parent.iterdir()) == [pfad]


class TestLaterUse:
    def test_reads_the_same_key(self, pfad: Path) -> None:
        assert load_key(pfad) == load_key(pfad)

    @pytest.mark.parametrize("inhalt", ["ab" * 32, "AB" * 32, "\ufeff" + "ab" * 32 + "\r\n", "  " + "ab" * 32 + "\n\n"])
    def test_takes_a_file_that_an_editor_touched(self, tmp_path: Path, inhalt: str) -> None:
        (tmp_path / "k").write_bytes(inhalt.encode())
        assert load_key(tmp_path / "k") == b"\xab" * 32

    def test_takes_a_key_that_several_users_share(self, pfad: Path) -> None:
        schluessel = load_key(pfad)
        pfad.chmod(0o640)
        assert load_key(pfad) == schluessel


class TestTwoAtOnce:
    def test_get_the_same_key(self, pfad: Path) -> None:
        start = Barrier(8)

        def einer() -> bytes:
            start.wait()
            return load_key(pfad)

        with ThreadPoolExecutor(8) as pool:
            schluessel = {lauf.result() for lauf in [pool.submit(einer) for _ in range(8)]}
        assert len(schluessel) == 1
        assert list(pfad.parent.iterdir()) == [pfad]

    @pytest.mark.parametrize("links", [True, False])
    def test_never_overwrites_the_key_made_meanwhile(
        self, pfad: Path, monkeypatch: pytest.MonkeyPatch, links: bool
    ) -> None:
        anderer = "cd" * 32
        anlegen = pseudonym._anlegen

        def zu_spaet(ziel: Path) -> None:
            ziel.parent.mkdir(parents=True)
            ziel.write_text(anderer)
            anlegen(ziel)

        def kein_link(*_: object) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr(pseudonym, "_anlegen", zu_spaet)
        if not links:
            monkeypatch.setattr(os, "link", kein_link)
        assert load_key(pfad) == b"\xcd" * 32
        assert pfad.read_text() == anderer


class TestDamaged:
    @pytest.mark.parametrize("inhalt", [b"", b"\n", b"ab" * 31, b"ab" * 33, b"xy" * 32, b"ab " * 32, b"\xff\x00" * 32])
    def test_is_refused_and_kept(self, tmp_path: Path, inhalt: bytes) -> None:
        pfad = tmp_path / "k"
        pfad.write_bytes(inhalt)
        with pytest.raises(EinstellungError):
            load_key(pfad)
        assert pfad.read_bytes() == inhalt

    def test_says_what_to_do_and_not_what_stood_there(self, tmp_path: Path) -> None:
        pfad = tmp_path / "k"
        pfad.write_text("ab" * 31)
        with pytest.raises(EinstellungError) as fehler:
            load_key(pfad)
        assert str(fehler.value) == (
            f"Die Schlüsseldatei {pfad} ist beschädigt: Erwartet werden 64 Zeichen aus 0–9 und a–f. Bitte aus der "
            "Datensicherung wiederherstellen. Wird sie gelöscht, entsteht ein neuer Schlüssel, und alle Vorgänge "
            "heißen dann anders als in den Kalendern."
        )

    def test_does_not_read_an_endless_file_to_its_end(self, tmp_path: Path) -> None:
        pfad = tmp_path / "k"
        with pfad.open("wb") as datei:
            datei.truncate(1 << 34)
        with pytest.raises(EinstellungError, match="beschädigt"):
            load_key(pfad)


class TestOutOfReach:
    def test_a_folder_in_its_place_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(EinstellungError, match="kann nicht gelesen oder angelegt werden"):
            load_key(tmp_path)

    def test_a_file_in_place_of_the_folder_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "datei").touch()
        with pytest.raises(EinstellungError, match="kann nicht gelesen oder angelegt werden"):
            load_key(tmp_path / "datei" / "k")

    @POSIX
    def test_a_link_to_nowhere_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "k").symlink_to(tmp_path / "weg")
        with pytest.raises(EinstellungError, match="kann nicht gelesen oder angelegt werden"):
            load_key(tmp_path / "k")

    def test_an_unreadable_file_is_refused_and_kept(self, pfad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        schluessel = load_key(pfad)

        def verweigert(_: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        with monkeypatch.context() as rechte, pytest.raises(EinstellungError) as fehler:
            rechte.setattr(pseudonym, "_inhalt", verweigert)
            load_key(pfad)
        assert str(fehler.value) == (
            f"Die Schlüsseldatei {pfad} kann nicht gelesen oder angelegt werden (Permission denied). "
            "Bitte die Berechtigungen prüfen oder in den Einstellungen einen anderen Ort angeben."
        )
        assert load_key(pfad) == schluessel

"""File names made of data, and files that are written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiedervorlage.errors import DateiError
from wiedervorlage.files import dateiname, make_folder, write_atomic

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")


class TestDateiname:
    @pytest.mark.parametrize(
        ("name", "erwartet"),
        [
            ("Muster_A-1", "Muster_A-1"),
            ("Beispiel, Özlem", "Beispiel-Özlem"),
            ("  Team 12/b  ", "Team-12-b"),
            ("a - b", "a-b"),
            ("Łukasz Пример 例", "Łukasz-Пример-例"),
            ("x²", "x"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Temp\\x", "C-Temp-x"),
            ("a\0b\nc\u202ed", "a-b-c-d"),
            ("--help", "help"),
            ("punkt.", "punkt"),
            ("=1+1", "1-1"),
        ],
    )
    def test_keeps_letters_digits_hyphen_and_underscore_only(self, name: str, erwartet: str) -> None:
        assert dateiname(name, set()) == erwartet

    def test_is_composed(self) -> None:
        assert dateiname("Mu\u0308ller", set()) == "M\u00fcller"

    @pytest.mark.parametrize(("laenge", "bleibt"), [(59, 59), (60, 60), (61, 60), (10_000, 60)])
    def test_has_at_most_60_characters(self, laenge: int, bleibt: int) -> None:
        assert dateiname("ä" * laenge, set()) == "ä" * bleibt

    def test_does_not_end_in_a_hyphen_when_cut(self) -> None:
        assert dateiname("a" * 59 + " b", set()) == "a" * 59

    @pytest.mark.parametrize("name", ["", " ", "...", "-", "---", "\0", "😀", "\ud800"])
    def test_is_never_empty(self, name: str) -> None:
        assert dateiname(name, set()) == "unbenannt"

    @pytest.mark.parametrize("name", ["CON", "nul", "Aux", "PRN", "COM1", "lpt9", "com0", "con."])
    def test_is_never_a_device_of_windows(self, name: str) -> None:
        assert dateiname(name, set()) == name.rstrip(".") + "_"

    @pytest.mark.parametrize("name", ["CONS", "COM", "COM10", "LPT", "null"])
    def test_lets_pass_what_only_resembles_a_device(self, name: str) -> None:
        assert dateiname(name, set()) == name

    def test_differs_from_all_given_before_whatever_the_case(self) -> None:
        vergeben: set[str] = set()
        namen = ["Groß", "groß", "GROSS", "Groß-2", "andere"]
        assert [dateiname(n, vergeben) for n in namen] == ["Groß", "groß-2", "GROSS-3", "Groß-2-2", "andere"]

    def test_keeps_to_60_characters_when_numbered(self) -> None:
        vergeben: set[str] = set()
        namen = [dateiname("a" * 60, vergeben) for _ in range(11)]
        assert namen[0] == "a" * 60
        assert namen[1] == "a" * 58 + "-2"
        assert namen[10] == "a" * 57 + "-11"

    @given(st.lists(st.text(max_size=80), max_size=10))
    def test_stays_in_the_folder_and_is_unique(self, namen: list[str]) -> None:
        vergeben: set[str] = set()
        ergebnis = [dateiname(n, vergeben) for n in namen]
        assert len({e.casefold() for e in ergebnis}) == len(namen)
        for name in ergebnis:
            assert 1 <= len(name) <= 60
            assert Path("ordner", name + ".ics").parent == Path("ordner")
            assert not set(name) & set('/\\:*?"<>|. \0')


class TestWriteAtomic:
    def test_writes_a_new_file(self, tmp_path: Path) -> None:
        assert write_atomic(tmp_path / "a.ics", b"eins\r\n") is True
        assert (tmp_path / "a.ics").read_bytes() == b"eins\r\n"
        assert [p.name for p in tmp_path.iterdir()] == ["a.ics"]

    @POSIX
    def test_lets_only_the_owner_read_it(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "a", b"")
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600

    @POSIX
    def test_closes_a_file_that_others_could_read(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"alt")
        (tmp_path / "a").chmod(0o644)
        write_atomic(tmp_path / "a", b"neu")
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600

    def test_replaces_other_content(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "a", b"alt")
        assert write_atomic(tmp_path / "a", b"neu") is True
        assert (tmp_path / "a").read_bytes() == b"neu"

    def test_leaves_the_same_content_untouched(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "a", b"gleich")
        vorher = (tmp_path / "a").stat()
        assert write_atomic(tmp_path / "a", b"gleich") is False
        nachher = (tmp_path / "a").stat()
        assert (vorher.st_ino, vorher.st_mtime_ns) == (nachher.st_ino, nachher.st_mtime_ns)

    @pytest.mark.parametrize(
        ("nummer", "grund"),
        [
            (errno.EACCES, "Dafür fehlt die Berechtigung, oder ein anderes Programm hat die Datei geöffnet."),
            (errno.ENOSPC, "Der Datenträger ist voll."),
            (errno.EROFS, "Der Datenträger ist schreibgeschützt."),
            (errno.EIO, "Das System meldet: kaputt."),
        ],
    )
    def test_keeps_the_old_file_and_cleans_up_when_it_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nummer: int, grund: str
    ) -> None:
        write_atomic(tmp_path / "a", b"alt")

        def scheitert(*_: object) -> None:
            raise OSError(nummer, "kaputt")

        monkeypatch.setattr(os, "fsync", scheitert)
        with pytest.raises(DateiError) as fehler:
            write_atomic(tmp_path / "a", b"neu")
        assert str(fehler.value) == f"{tmp_path / 'a'} kann nicht geschrieben werden. {grund}"
        assert (tmp_path / "a").read_bytes() == b"alt"
        assert [p.name for p in tmp_path.iterdir()] == ["a"]

    def test_cleans_up_when_the_rename_fails(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        with pytest.raises(DateiError, match=r"kann nicht geschrieben werden\."):
            write_atomic(tmp_path / "a", b"neu")
        assert [p.name for p in tmp_path.iterdir()] == ["a"]

    def test_says_that_the_folder_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(DateiError, match=r"Den Ordner gibt es nicht\."):
            write_atomic(tmp_path / "fehlt" / "a", b"")

    @POSIX
    def test_says_that_the_folder_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "datei").touch()
        with pytest.raises(DateiError, match=r"Was darin ein Ordner sein müsste, ist eine Datei\."):
            write_atomic(tmp_path / "datei" / "a", b"")


class TestMakeFolder:
    def test_makes_it_and_those_above(self, tmp_path: Path) -> None:
        assert make_folder(tmp_path / "a" / "b").is_dir()

    def test_takes_one_that_is_there(self, tmp_path: Path) -> None:
        assert make_folder(tmp_path) == tmp_path

    def test_says_that_a_file_is_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "a").touch()
        with pytest.raises(DateiError) as fehler:
            make_folder(tmp_path / "a")
        assert str(fehler.value) == (
            f"Der Ordner {tmp_path / 'a'} kann nicht angelegt werden. Dort liegt schon eine Datei dieses Namens."
        )

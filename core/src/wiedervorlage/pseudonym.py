"""Pseudonyms: what stands in a calendar instead of a Kundennummer (§ 35 SGB I holds inside the authority too).

They are keyed hashes, so nobody without the key of the house can try all Kundennummern; the same key gives the same
pseudonyms, so a Kunde keeps his when he is handed over between users who share it.
"""

import os
import re
from hashlib import blake2b
from pathlib import Path
from typing import Final

from attrs import field, frozen
from attrs.validators import max_len, min_len

from wiedervorlage.errors import EinstellungError

LAENGE: Final = 8
KEY_FILE: Final = "wiedervorlage.key"
"""The name of the key file in the configuration folder."""

_BYTES: Final = 32

# Base32 (RFC 4648, section 6) lacks 0 and 1; its I and O are still mistaken for them and become 8 and 9.
_ZEICHEN: Final = "ABCDEFGH8JKLMN9PQRSTUVWXYZ234567"
_TRENNER = re.compile(r"[\s\u00ad\u200b-\u200d\u2010-\u2015\u2212_.-]+")
_HEX = re.compile(r"[0-9a-fA-F]{64}")


@frozen
class Pseudonyme:
    """The pseudonyms of one house; `schluessel` are the 32 bytes from `load_key`."""

    schluessel: bytes = field(repr=False, validator=[min_len(_BYTES), max_len(_BYTES)])

    def vorgang(self, jobcenter: str, bezug: str) -> str:
        """Name a case in 8 characters from 2-9 and A-Z without I and O (40 bits).

        `bezug` is the Kundennummer, for an item of the whole house whatever names it there. With 40,000 Kunden the
        chance that any two of them share a Vorgang is 1 in 1,400; with six characters it would be 1 in 2.
        """
        kennung = int.from_bytes(self._hash(b"vorgang", 5, (jobcenter, bezug)), "big")
        return "".join([_ZEICHEN[kennung >> stelle & 31] for stelle in range(35, -5, -5)])

    def uid(self, *teile: str | None) -> str:
        """Identify a calendar entry by 32 hex digits that reveal none of `teile` and no host (RFC 7986, section 5.3).

        ("a", "b"), ("ab", "") and ("ab", None) are three different identities.
        """
        return self._hash(b"uid", 16, teile).hex()

    def kennung(self, *teile: str | None) -> str:
        """Recognise something again without keeping it: 32 hex digits that are neither a Vorgang nor a UID."""
        return self._hash(b"kennung", 16, teile).hex()

    def _hash(self, zweck: bytes, laenge: int, teile: tuple[str | None, ...]) -> bytes:
        # `person` keeps the kinds apart (hashlib, "Personalization"): no UID tells a Vorgang.
        rechner = blake2b(digest_size=laenge, key=self.schluessel, person=zweck)
        for teil in teile:
            rechner.update(_eindeutig(teil))
        return rechner.digest()


def _eindeutig(teil: str | None) -> bytes:
    """One part with its length before it, so that no two sequences of parts run together."""
    if teil is None:
        return b"\0"
    roh = teil.encode("utf-8", "surrogatepass")  # JSON may carry lone surrogates
    return b"\1" + len(roh).to_bytes(4, "big") + roh


def anzeige(vorgang: str) -> str:
    """Write a Vorgang as people read it: `K7F2-QX3M`."""
    mitte = LAENGE // 2
    return f"{vorgang[:mitte]}-{vorgang[mitte:]}"


def normalisiert(eingabe: str) -> str:
    """Turn what a person typed or copied (small letters, any hyphen, blanks) into a Vorgang to compare with.

    Nothing is guessed: what cannot be a Vorgang comes back as it is and matches none.
    """
    return _TRENNER.sub("", eingabe).upper()


def load_key(pfad: Path) -> bytes:
    """Read the key of the house, made on first use: 64 hex digits in a file that only its owner may read.

    Two processes that start at once get the same key. A key file that is there but cannot be used is never replaced,
    because all pseudonyms would change: then, and where none can be made, EinstellungError.
    """
    try:
        try:
            inhalt = _inhalt(pfad)
        except FileNotFoundError:
            _anlegen(pfad)
            inhalt = _inhalt(pfad)
    except OSError as fehler:
        raise EinstellungError(
            f"Die Schlüsseldatei {pfad} kann nicht gelesen oder angelegt werden ({fehler.strerror or fehler}). "
            "Bitte die Berechtigungen prüfen oder in den Einstellungen einen anderen Ort angeben."
        ) from fehler
    return _schluessel(inhalt, pfad)


def _inhalt(pfad: Path) -> bytes:
    with pfad.open("rb") as datei:
        return datei.read(1024)  # a path set to something endless must not hang the run


def _schluessel(inhalt: bytes, pfad: Path) -> bytes:
    text = inhalt.decode("utf-8-sig", "replace").strip()
    if not _HEX.fullmatch(text):
        raise EinstellungError(
            f"Die Schlüsseldatei {pfad} ist beschädigt: Erwartet werden 64 Zeichen aus 0–9 und a–f. Bitte aus der "
            "Datensicherung wiederherstellen. Wird sie gelöscht, entsteht ein neuer Schlüssel, und alle Vorgänge "
            "heißen dann anders als in den Kalendern."
        )
    return bytes.fromhex(text)


def _anlegen(pfad: Path) -> None:
    """Make a key file, complete from the first moment it can be seen; one made meanwhile by another process stays."""
    from secrets import token_hex  # once in the life of a house

    from wiedervorlage.files import written_aside

    pfad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with written_aside(pfad, f"{token_hex(_BYTES)}\n".encode("ascii")) as daneben:
        try:
            _umbenennen(daneben, pfad)
        except FileExistsError:
            return


def _umbenennen(daneben: Path, pfad: Path) -> None:
    """Rename without overwriting: FileExistsError where the target is there."""
    if os.name == "nt":
        daneben.rename(pfad)  # on Windows, unlike POSIX, this never overwrites
        return
    try:
        os.link(daneben, pfad)
    except FileExistsError:
        raise
    except OSError:  # a share without hard links
        with os.fdopen(os.open(pfad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as datei:
            datei.write(daneben.read_bytes())

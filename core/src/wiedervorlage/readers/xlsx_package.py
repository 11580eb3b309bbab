"""A workbook as a package of parts: what must hold before anything reads it.

A list of 20 kB can unpack to gigabytes, and nothing in it need be as it says. So each part is unpacked in a stream,
never whole, and counted as it comes.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from posixpath import normpath
from struct import error as StructError
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from wiedervorlage.readers import refusal, refusal_xlsx

TEILE: Final = 2_000
GEPACKT: Final = 50 * 1000 * 1000  # bytes
ENTPACKT: Final = 400 * 1000 * 1000  # bytes; 20,000 rows of 30 columns are 30 million
_VERHAELTNIS: Final = 200  # of unpacked to packed; sheets come to 40, and deflate never beyond 1,030
_OHNE_VERHAELTNIS: Final = 20 * 1000 * 1000  # bytes that are no bomb, however well they are packed

_BLOCK: Final = 1 << 16
_TAG: Final = 1 << 20  # bytes of one tag: expat keeps it whole

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .xls, and of whatever Office encrypts
_VERSCHLUESSELT: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK"
_SCHADEN: Final = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    StructError,
    zlib.error,
)

Start = Callable[[str, dict[str, str]], None]


class Package:
    """The parts of a workbook; DateiError as soon as one is not what it should be."""

    def __init__(self, pfad: Path) -> None:
        self.pfad = pfad
        self.inhalt = _read_bytes(pfad)
        try:
            self._zip = ZipFile(BytesIO(self.inhalt))
        except _SCHADEN:
            raise refusal_xlsx.beschaedigt(pfad) from None
        self._frei = ENTPACKT
        self.teile: Mapping[str, ZipInfo] = {_key(teil.filename): teil for teil in self._zip.infolist()}
        self._check(self._zip.infolist())

    def part(self, name: str, neben: str = "") -> ZipInfo | None:
        """Find a part by its name, which may be relative to the folder of another."""
        return self.teile.get(_key(name if name.startswith("/") else f"{neben}/{name}"))

    def parse(self, teil: ZipInfo, start: Start | None = None, parser: XMLParserType | None = None) -> None:
        """Let expat read a part, `start` being told of each element; no DOCTYPE, and no tag that never ends."""
        parser = parser or ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = start
        gelesen = 0
        try:
            for block in self._blocks(teil):
                gelesen += len(block)
                parser.Parse(block)
                if gelesen - parser.CurrentByteIndex > _TAG:
                    raise refusal_xlsx.zu_gross(self.pfad)
            parser.Parse(b"", True)
        except (ExpatError, ValueError, LookupError):  # LookupError: an encoding that does not exist
            raise refusal_xlsx.beschaedigt(self.pfad) from None

    def unpack(self, teil: ZipInfo) -> None:
        """Unpack a part that nobody reads: XML is held to its rules, of other parts only the size counts."""
        if _key(teil.filename).endswith((".xml", ".rels")):
            self.parse(teil)
            return
        for _ in self._blocks(teil):
            pass

    def _check(self, teile: list[ZipInfo]) -> None:
        gesamt = sum(teil.file_size for teil in teile)
        gepackt = sum(teil.compress_size for teil in teile)
        if len(teile) > TEILE or gesamt > ENTPACKT:
            raise refusal_xlsx.zu_gross(self.pfad)
        if gesamt > _OHNE_VERHAELTNIS and gesamt > _VERHAELTNIS * gepackt:
            raise refusal_xlsx.zu_gross(self.pfad)
        if any(teil.flag_bits & 1 for teil in teile):
            raise refusal_xlsx.kennwort(self.pfad)
        # Of two parts with one name, two programs may read two different ones
        if len(self.teile) < len(teile) or any(t.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for t in teile):
            raise refusal_xlsx.beschaedigt(self.pfad)

    def _blocks(self, teil: ZipInfo) -> Iterator[bytes]:
        groesse = teil.file_size
        gelesen = 0
        # A size that lies would end the part early here, but not where calamine reads it
        teil.file_size = 2 * ENTPACKT
        try:
            with self._zip.open(teil) as strom:
                while block := strom.read(_BLOCK):
                    gelesen += len(block)
                    self._frei -= len(block)
                    if self._frei < 0:
                        raise refusal_xlsx.zu_gross(self.pfad)
                    yield block
        except _SCHADEN:
            raise refusal_xlsx.beschaedigt(self.pfad) from None
        finally:
            teil.file_size = groesse
        if gelesen != groesse:
            raise refusal_xlsx.beschaedigt(self.pfad)

    def _refuse_doctype(self, *_: object) -> None:
        raise refusal_xlsx.doctype(self.pfad)


def _read_bytes(pfad: Path) -> bytes:
    try:
        with pfad.open("rb") as datei:
            inhalt = datei.read(GEPACKT + 1)
    except (OSError, ValueError) as fehler:
        raise refusal.datei_unlesbar(pfad, fehler) from None
    if not inhalt:
        raise refusal.datei_leer(pfad)
    if inhalt.startswith(_OLE):
        raise (refusal_xlsx.kennwort if _VERSCHLUESSELT in inhalt else refusal_xlsx.altes_format)(pfad)
    if not inhalt.startswith(_ZIP):
        raise refusal_xlsx.keine_mappe(pfad)
    if len(inhalt) > GEPACKT:
        raise refusal_xlsx.zu_gross(pfad)
    return inhalt


def _key(name: str) -> str:
    """Names of parts are compared as Windows compares paths."""
    return normpath("/" + name.replace("\\", "/")).lower().lstrip("/")

"""Texts on their way into a calendar, without anything that breaks readers or deceives people."""

import re

_UMBRUCH = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Control characters (libical drops the file at a NUL), a BOM in the middle, noncharacters, lone surrogates (there is no
# UTF-8 for them), and marks that turn the direction of what follows (Unicode Standard Annex #9, 2.1 to 2.6).
_VERBOTEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def single_line(text: str, hoechstens: int) -> str:
    """Clean a text for one line of at most `hoechstens` characters; a longer one ends with `…`."""
    return _gekuerzt(_sauber(_UMBRUCH.sub(" ", text)), hoechstens)


def multi_line(text: str, hoechstens: int) -> str:
    """Clean a text that may have line breaks (which become `\\n`), at most `hoechstens` characters long."""
    return _gekuerzt(_sauber(_UMBRUCH.sub("\n", text)), hoechstens)


def _sauber(text: str) -> str:
    # icalendar writes backslash-N as a line break, and simple readers take an escaped backslash before n for one
    return _VERBOTEN.sub("", text).replace("\t", " ").replace("\\", "/").strip()


def _gekuerzt(text: str, hoechstens: int) -> str:
    return text if len(text) <= hoechstens else text[: hoechstens - 1].rstrip() + "…"

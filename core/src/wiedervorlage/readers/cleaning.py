"""Text as people see it: without the spaces, marks and spellings that only software sees."""

from re import compile
from typing import Final
from unicodedata import category, is_normalized, normalize

KEINE: Final = frozenset({"keine", "kein", "keiner", "keines", "keins"})
"""Known to be none, casefolded. "keine Angabe" is something else: it says that nobody knows."""

_FEHLERWERT: Final = compile(
    r"#{2,}|#(N/?A|NV|WERT!|VALUE!|BEZUG!|REF!|DIV/0!|NAME\?|NULL!|ZAHL!|NUM!|ÜBERLAUF!|SPILL!|KALK!|CALC!)"
)


def clean(text: str) -> str:
    """Strip spaces of every kind and invisible marks, inside too, and put accents together (NFC)."""
    text = text.strip()
    if text.isascii() and text.isprintable():
        return text if "  " not in text else " ".join(text.split())
    if not text.isprintable():
        text = "".join(map(_visible, text))
    text = " ".join(text.split())
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def _visible(zeichen: str) -> str:
    if zeichen.isspace():
        return " "
    match category(zeichen):
        case "Cc" | "Cf":
            return ""
        case "Cs":  # half a character, as JSON can write it: no file could be written with it
            return "\N{REPLACEMENT CHARACTER}"
    return zeichen


def is_error_value(text: str) -> bool:
    """Whether this is what a spreadsheet shows instead of a value: `#NV`, `#WERT!`, `####`."""
    return text[0] == "#" and _FEHLERWERT.fullmatch(text.upper()) is not None


def number_text(zahl: int | float) -> str:
    """Write a number as the text it was before a spreadsheet took it for a number: 1234567890.0 is `1234567890`."""
    return str(int(zahl)) if isinstance(zahl, int) or zahl.is_integer() else str(zahl)

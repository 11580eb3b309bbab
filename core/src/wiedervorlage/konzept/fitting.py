"""Whether a test fits the kind of value it is put to."""

from collections.abc import Mapping
from typing import Final

from attrs import fields

from wiedervorlage.errors import zitat
from wiedervorlage.konzept.expressions import (
    Alle,
    Bekannt,
    Eines,
    Lage,
    Monat,
    Nicht,
    Seit,
    Spanne,
    Test,
    Vorhanden,
    Zahl,
)
from wiedervorlage.konzept.scopes import Kind

WORT: Final[Mapping[str, str]] = {
    "text": "ein Text",
    "datum": "ein Datum",
    "ja_nein": "true oder false",
    "auswahl": "ein Wert aus einer Liste",
    "auswahlen": "mehrere Werte aus einer Liste",
    "texte": "mehrere Texte",
    "daten": "mehrere Daten",
    "zahl": "eine Zahl",
}
"""What people call each kind of value."""
VORHANDEN: Final = "vorhanden, nicht vorhanden"


def misfit(test: Test, art: Kind) -> str | None:
    """What would be allowed for this kind of value, or None where the test fits it."""
    if isinstance(test, Vorhanden | Nicht | Bekannt) or (isinstance(test, Eines) and test.verweis):
        return None
    werte = test.werte if isinstance(test, Eines) else None
    match art.typ:
        case "auswahl" | "auswahlen":
            ok = werte is not None and (_all(str, werte) if art.offen else werte <= set(art.werte))
            erlaubt = ", ".join(art.werte)
        case "ja_nein":
            ok = werte is not None and _all(bool, werte)
            erlaubt = f"true, false, {VORHANDEN}"
        case "zahl":
            ok = isinstance(test, Zahl | Spanne) or (werte is not None and _all(int, werte))
            erlaubt = (
                f'{art.zaehlt} ohne Einheit: 12 (ohne Anführungszeichen), "> 12", "6..12", vorhanden, nicht vorhanden'
            )
        case "datum":
            ok = isinstance(test, Seit | Lage | Monat | Alle)
            erlaubt = f"`>= 12 Monate`, {{ vor|nach|ab|bis = ... }}, {{ monat = ... }}, {VORHANDEN}"
        case "daten":
            ok = False
            erlaubt = f"{VORHANDEN} (für einzelne Tage eine Tatsache mit gibt_es, letzter, erster oder zaehlt)"
        case _:
            ok = werte is not None and _all(str, werte)
            erlaubt = f"ein Text, {VORHANDEN}"
    return None if ok else erlaubt


def _all(typ: type, werte: frozenset[object]) -> bool:
    return all(type(wert) is typ for wert in werte)


def show_test(test: Test) -> str:
    """A test as a message quotes it."""
    match test:
        case Eines(werte):
            return ", ".join(zitat(w) for w in sorted(werte, key=str))
        case Lage():
            return f"{{ {', '.join(f'{f.name} = ...' for f in fields(Lage) if getattr(test, f.name))} }}"
        case Alle(tests):
            return " und ".join(map(show_test, tests))
        case Spanne(von, bis):
            return f"{von}..{bis}"
        case Monat(von, bis):
            return f'{{ monat = "{von}..{bis}" }}'
        case Zahl(operator, grenze) | Seit(operator, grenze):
            return f"{operator} {grenze}"
    return "vorhanden"

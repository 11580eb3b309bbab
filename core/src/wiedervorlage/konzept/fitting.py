"""Whether a test fits the field it is put to."""

from attrs import asdict

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
from wiedervorlage.konzept.model import Feld


def misfit(test: Test, feld: Feld) -> str | None:
    """What would be allowed for this field, or None where the test fits it."""
    if isinstance(test, Vorhanden | Nicht | Bekannt) or (isinstance(test, Eines) and test.verweis):
        return None
    if feld.typ in ("auswahl", "auswahlen"):
        fremd = not isinstance(test, Eines) or (not feld.offen and not test.werte <= feld.werte.keys())
        return ", ".join(feld.werte) if fremd else None
    if feld.typ == "ja_nein":
        ok = isinstance(test, Eines) and all(isinstance(w, bool) for w in test.werte)
        return None if ok else "true, false, vorhanden, nicht vorhanden"
    if feld.typ == "datum":
        ok = isinstance(test, Seit | Lage | Monat | Alle)
        return None if ok else "`>= 12 Monate`, { vor|nach|ab|bis = ... }, { monat = ... }, vorhanden, nicht vorhanden"
    if feld.typ == "daten":
        return "vorhanden, nicht vorhanden (für einzelne Tage eine Tatsache mit gibt_es, letzter, erster oder zaehlt)"
    return None if not isinstance(test, Zahl | Spanne | Seit | Lage) else "ein Text, vorhanden, nicht vorhanden"


def show_test(test: Test) -> str:
    """A test as a message quotes it."""
    if isinstance(test, Eines):
        return ", ".join(zitat(w) for w in sorted(test.werte, key=str))
    if isinstance(test, Lage):
        return f"{{ {', '.join(f'{grenze} = ...' for grenze, wert in asdict(test, recurse=False).items() if wert)} }}"
    return " ".join(str(w) for w in asdict(test).values() if w is not None)

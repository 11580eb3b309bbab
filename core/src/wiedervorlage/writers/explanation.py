"""The explanation of one Kunde, as a note for the file."""

from collections.abc import Iterator, Sequence
from datetime import date

from wiedervorlage.forecast import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.frist import WOCHENTAGE
from wiedervorlage.kunde import Kunde
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.run import Run, in_order
from wiedervorlage.writers.due_list import STATUS_WORTE


def explanation(run: Run, kunde: Kunde) -> str:
    """All that concerns one Kunde, what is owed first."""
    wiedervorlagen = in_order(run.wiedervorlagen(kunde))
    wiedervorlagen.sort(key=lambda w: w.status in NICHTS_OFFEN)
    kopf = [
        f"Kunde {kunde.kundennummer}, Vorgang {anzeige(run.vorgang(kunde))}"
        + (f", Betreuer {kunde.betreuer}" if kunde.betreuer else ""),
        run.kopf,
    ]
    keine = "\n".join(["Keine Pflicht.", *(f"  Hinweis: {hinweis}" for hinweis in kunde.hinweise)])
    teile = ["\n".join(_item(w)) for w in wiedervorlagen] or [keine]
    return "\n".join(kopf) + "\n\n" + "\n\n".join(teile) + "\n"


def house_explanation(run: Run, wiedervorlagen: Sequence[Wiedervorlage]) -> str:
    """What the whole house owes."""
    teile = ["\n".join(_item(w)) for w in wiedervorlagen]
    return "\n\n".join([f"Für das ganze Haus\n{run.kopf}", *teile]) + "\n"


def _item(w: Wiedervorlage) -> Iterator[str]:
    name = w.pflicht + (f" – {w.massnahme}" if w.massnahme else "")
    yield f"{name}: {_answer(w)}"
    yield from (f"  {zeile}" for zeile in w.begruendung)
    if not w.verbindlich:
        yield "  Die Weisung lässt Abweichungen zu (soll, grundsätzlich, in der Regel)."
    yield from (f"  Hinweis: {hinweis}" for hinweis in w.hinweise)


def _answer(w: Wiedervorlage) -> str:
    wort = STATUS_WORTE[w.status]
    if w.status is Status.UNBESTIMMT:
        return f"{wort}, frühestens fällig am {_day(w.faellig)}" if w.faellig else wort
    if w.status is Status.VERFALLEN and w.faellig is not None:
        return f"{wort}, war fällig bis {_day(w.faellig)}"
    if w.status in NICHTS_OFFEN or w.faellig is None:
        return wort
    teile = [wort, f"fällig bis {_day(w.faellig)}"]
    if w.status is Status.KOMMEND and w.oeffnet is not None:
        teile.append(f"möglich ab {_day(w.oeffnet)}")
    if w.vorschlag is not None:
        teile.append(f"Vorschlag {_day(w.vorschlag)}")
    return ", ".join(teile)


def _day(tag: date) -> str:
    return f"{WOCHENTAGE[tag.weekday()][:2]} {tag:%d.%m.%Y}"

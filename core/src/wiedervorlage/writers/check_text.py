"""The findings of `check` for the screen."""

from collections.abc import Sequence

from wiedervorlage.check import Befund
from wiedervorlage.writers.findings import Teil, number


def summary(befund: Befund) -> str:
    """How much was read, in one line."""
    stand = f", Stand {befund.stand:%d.%m.%Y}" if befund.stand is not None else ""
    return (
        f"Gelesen: {number(befund.gelesen, 'Zeile', 'Zeilen')}{stand}, verworfen: {befund.verworfen}, "
        f"nicht verwendbare Angaben: {len(befund.meldungen)}"
    )


def as_text(kopf: str, befund: Befund, teile: Sequence[Teil]) -> str:
    """The findings for the screen; what there is nothing to say about stands together in the last line."""
    bloecke = [[kopf, summary(befund)]]
    for teil in teile:
        if teil.anzahl:
            bloecke.append([f"{teil.titel}: {teil.wieviel}. {teil.rat}", *(f"  {satz}" for satz in teil.saetze)])
    if ohne := [teil.titel for teil in teile if not teil.anzahl]:
        bloecke.append([f"Nichts zu melden: {'; '.join(ohne)}"])
    return "\n\n".join("\n".join(block) for block in bloecke) + "\n"

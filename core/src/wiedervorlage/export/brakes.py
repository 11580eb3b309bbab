"""Brakes against exporting the wrong list: reasons not to overwrite the calendars of the last run."""

from collections.abc import Collection, Iterator

from wiedervorlage.ledger import Lauf


def reasons(vorher: Lauf, jetzt: Lauf, namen: Collection[str]) -> Iterator[str]:
    """Why this list should not replace the last one, in German sentences; none where it may.

    More than a third of the Kunden of the last run are gone, or all Kunden of one Betreuer, or the list is older, or
    has no Kontakte or Teilnahmen any more. Under another key of the house nothing can be compared, which is a reason
    of its own. `namen`: the Betreuer who are gone, as far as they are known.
    """
    if vorher.schluessel != jetzt.schluessel:
        yield (
            "Die letzte Ausgabe in diesen Ordner hatte einen anderen Schlüssel; alle Vorgänge hießen jetzt anders. "
            "Bitte die Schlüsseldatei wiederherstellen oder die Einstellung „schluessel“ prüfen."
        )
        return
    for liste in sorted(vorher.listen - jetzt.listen):
        yield f"Die letzte Liste hatte {liste}, diese hat keine."
    if jetzt.stand[: len(vorher.stand)] < vorher.stand[: len(jetzt.stand)]:
        yield f"Die Liste ist älter ({_german(jetzt.stand)}) als die der letzten Ausgabe ({_german(vorher.stand)})."
    weg = len(vorher.kunden - jetzt.kunden)
    if weg * 3 > len(vorher.kunden):
        yield f"Von {len(vorher.kunden)} Kunden der letzten Ausgabe fehlen {weg}, mehr als ein Drittel."
    if anzahl := len(vorher.betreuer - jetzt.betreuer):
        wer = f": {', '.join(sorted(namen))}" if namen else ""
        yield f"{'Ein Betreuer fehlt' if anzahl == 1 else f'{anzahl} Betreuer fehlen'} in der Liste ganz{wer}."


def _german(stand: str) -> str:
    jahr, monat, tag = stand[:10].split("-")
    return f"{tag}.{monat}.{jahr}{stand[10:16].replace('T', ' ')}"

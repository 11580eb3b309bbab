"""What clocks come to, kept by what they hang on.

A row that is a clock and nothing else gives the same answer wherever the same rows hold on the same days. A list has
few such combinations: some groups of Kunden, and the working days of some months.
"""

from collections.abc import Hashable
from typing import Final

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.events import TERMINE
from wiedervorlage.forecast.items import Zutat, concerns
from wiedervorlage.forecast.rows import Entscheid, Haltende, Kandidat, Wettbewerb
from wiedervorlage.forecast.standing import Stand
from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept.expressions import Antwort
from wiedervorlage.konzept.model import Konzept
from wiedervorlage.konzept.usage import names_in

HOECHSTENS: Final = 20_000


class Uhren(dict[Hashable, tuple[Entscheid, Kandidat, Stand, Zutat]]):
    """Answers by the rows that hold and the values of the facts from which they count."""

    def __init__(self, konzept: Konzept) -> None:
        super().__init__()
        self._konzept = konzept
        self._namen: dict[Haltende, tuple[str, ...] | None] = {}

    def __setitem__(self, woran: Hashable, antwort: tuple[Entscheid, Kandidat, Stand, Zutat]) -> None:
        if len(self) >= HOECHSTENS:  # memory does not grow with the list
            self.clear()
        super().__setitem__(woran, antwort)

    def woran(self, wettbewerb: Wettbewerb, halten: Haltende, akte: Akte) -> Hashable | None:
        """All that the answer hangs on; None where it hangs on more than facts of the Kunde: events, windows."""
        if halten not in self._namen:
            self._namen[halten] = self._abhaengig(wettbewerb, halten, akte)
        namen = self._namen[halten]
        kunde = akte.kunde
        if namen is None or kunde is None or akte[TERMINE] or (wettbewerb.verschiebungen and kunde.teilnahmen):
            return None
        werte = tuple([akte[name] for name in namen])
        return None if OFFEN in werte else (halten, werte)

    def _abhaengig(self, wettbewerb: Wettbewerb, halten: Haltende, akte: Akte) -> tuple[str, ...] | None:
        regeln = tuple(zeile.regel for zeile, _ in halten)
        betreffende = [z for z in self._konzept.zusaetze if any(concerns(z, wettbewerb.pflicht, r) for r in regeln)]
        zusaetze = tuple(z.wenn for z in betreffende)
        daten = tuple((regel.faellig, regel.vorlaeufig) for regel in regeln)
        gesetzt = ["wiedervorlage_am"] if any(r.faellig is Antwort.INDIVIDUELL for r in regeln) else []
        namen = tuple(dict.fromkeys((*names_in((daten, zusaetze)), "ausgesetzt_bis", *gesetzt)))
        eigene = wettbewerb.pflicht.je == "kunde" and wettbewerb.pflicht.fenster is None
        return namen if eigene and all(zeile.ist_uhr for zeile, _ in halten) and all(map(akte.has, namen)) else None

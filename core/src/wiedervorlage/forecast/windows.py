"""Series of windows counted from an anchor."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from wiedervorlage.forecast.akte import Akte, Faktum
from wiedervorlage.forecast.compile import Datum, Datumsfunktion, Umgebung
from wiedervorlage.forecast.logic import Ungewiss
from wiedervorlage.frist import OFFEN, TAG, Dauer
from wiedervorlage.konzept.model import Fenster


@frozen(eq=False)
class Folge:
    """The windows of one Pflicht; window k is (ab + (k-1) x je, ab + k x je], each one addition from the anchor."""

    fenster: Fenster
    umgebung: Umgebung
    fakten: Mapping[str, Faktum]
    ab: Datumsfunktion = field()
    _enden: dict[tuple[date, int], date] = field(init=False, factory=dict, repr=False)

    def nummer(self, akte: Akte) -> int | None:
        """The window the Stichtag lies in: 1 up to the first one's end, `anzahl` + 1 after the last; None: unknown."""
        ab = self.ab(akte)
        if not isinstance(ab, date) or ab == OFFEN:
            return None
        k = 1
        while not self._danach(k) and self._ende(ab, k) < self.umgebung.stichtag:
            k += 1
        return k

    def akte(self, akte: Akte, nummer: int | None) -> Akte:
        """The facts with those of one window among them."""
        ab = self.ab(akte)
        if nummer is None or not isinstance(ab, date):
            offen = Ungewiss(ab.fehlt) if isinstance(ab, Ungewiss) else None
            return self._mit(akte, offen, offen, offen)
        ende = None if self._danach(nummer) else self._ende(ab, nummer)
        return self._mit(akte, nummer, self._ende(ab, nummer - 1) + TAG, ende)

    def _mit(self, akte: Akte, nummer: int | Ungewiss | None, beginn: Datum, ende: Datum) -> Akte:
        werte: dict[str, Any] = {"fenster": nummer, "fenster_beginn": beginn, "fenster_ende": ende}
        return Akte(akte.kunde, self.fakten, akte, akte.teilnahme, werte)

    def _danach(self, nummer: int) -> bool:
        return self.fenster.anzahl is not None and nummer > self.fenster.anzahl

    def _ende(self, ab: date, nummer: int) -> date:
        ende = self._enden.get((ab, nummer))
        if ende is None:
            je = self.fenster.je
            try:
                ende = Dauer(je.anzahl * nummer, je.einheit).nach(ab, self.umgebung.kalender)
            except OverflowError:  # beyond 31.12.9999: as good as open
                ende = OFFEN
            self._enden[ab, nummer] = ende
        return ende

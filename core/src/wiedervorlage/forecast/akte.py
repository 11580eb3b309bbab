"""The facts of a case, worked out when they are first asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from wiedervorlage.forecast.compile import Bedingungsfunktion, Tatsachen
from wiedervorlage.forecast.logic import Ungewiss, als_wert, oder
from wiedervorlage.kunde import Kunde, Teilnahme, Wert

Faktum = Callable[[Tatsachen], Any]


class Akte(dict[str, Any]):
    """The facts of one Kunde, one Teilnahme or the house; a fact that is not there yet is worked out and kept.

    What a Teilnahme does not have is looked up in the Akte of its Kunde (`oben`).
    """

    __slots__ = ("_fakten", "gestalt", "kunde", "oben", "teilnahme")

    def __init__(
        self,
        kunde: Kunde | None,
        fakten: Mapping[str, Faktum],
        oben: "Akte | None" = None,
        teilnahme: Teilnahme | None = None,
        werte: Mapping[str, Any] | None = None,
        gestalt: Any = None,
    ) -> None:
        if werte:
            self.update(werte)
        self.kunde = kunde
        self.oben = oben
        self.gestalt: Any = gestalt if oben is None else oben.gestalt
        self.teilnahme = teilnahme
        self._fakten = fakten

    def __missing__(self, name: str) -> Any:
        faktum = self._fakten.get(name)
        if faktum is not None:
            wert = self[name] = faktum(self)
            return wert
        if self.oben is None:
            raise KeyError(name)
        return self.oben[name]

    def mit(self, **werte: Any) -> "Akte":
        """The same facts and these."""
        return Akte(self.kunde, {}, self, self.teilnahme, werte)

    def within(self, aussen: Tatsachen) -> Tatsachen:
        """The facts of this Teilnahme, and where it has none those of `aussen`, for example of a window."""
        return self if aussen is self.oben else _Innen(self, aussen)

    def has(self, name: str) -> bool:
        """Whether this Akte itself, not the one above it, has this fact."""
        return name in self or name in self._fakten

    @property
    def werte(self) -> Mapping[str, Wert]:
        """The input values of what this Akte is about; the whole house has none."""
        if self.teilnahme is not None:
            return self.teilnahme.werte
        return self.kunde.werte if self.kunde is not None else {}


class _Innen(dict[str, Any]):
    def __init__(self, innen: Akte, aussen: Tatsachen) -> None:
        super().__init__()
        self._innen = innen
        self._aussen = aussen

    def __missing__(self, name: str) -> Any:
        return self._innen[name] if self._innen.has(name) else self._aussen[name]


class Hausakte(Akte):
    """The facts of the whole house, among them which kinds of Kunde there are."""

    __slots__ = ("_ueber_kunden",)

    def __init__(
        self,
        kunde: None,
        fakten: Mapping[str, Faktum],
        werte: Mapping[str, Any],
        ueber_kunden: Mapping[str, Bedingungsfunktion],
    ) -> None:
        super().__init__(kunde, fakten, werte={**werte, **dict.fromkeys(ueber_kunden, False)})
        self._ueber_kunden = ueber_kunden

    def see(self, akte: Akte) -> None:
        """Take one more Kunde into account."""
        for name, bedingung in self._ueber_kunden.items():
            if self[name] is not True:
                bisher = self[name]
                self[name] = als_wert(oder((bisher.fehlt if isinstance(bisher, Ungewiss) else bisher, bedingung(akte))))

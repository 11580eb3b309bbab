"""Unknown is a value: facts that are not known for certain, and tests that are true, false or open.

A verdict is True, False, or the set of input fields whose values are missing to decide it.
"""

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

from attrs import frozen

Urteil = bool | frozenset[str]


@frozen
class Ungewiss:
    """A value that is not known: which input fields are missing, and which values it can still take.

    `moeglich` None: any value, but no day before `ab`; otherwise all the values it can take.
    """

    fehlt: frozenset[str]
    moeglich: tuple[Any, ...] | None = None
    ab: Any = None

    def map(self, f: Callable[[Any], Any]) -> Any:
        """The same uncertainty after applying `f`; what `f` itself cannot tell widens it.

        No uncertainty is left where every possible value comes to the same.
        """
        if self.moeglich is None:
            ab = f(self.ab) if self.ab is not None else None
            return Ungewiss(self.fehlt, ab=None if isinstance(ab, Ungewiss) else ab)
        fehlt = self.fehlt
        werte: list[Any] = []
        for wert in map(f, self.moeglich):
            if isinstance(wert, Ungewiss):
                fehlt |= wert.fehlt
                werte.extend(wert.moeglich or ())
            else:
                werte.append(wert)
        return werte[0] if len(set(werte)) == 1 and fehlt == self.fehlt else Ungewiss(fehlt, tuple(werte))


def und(urteile: Iterable[Urteil]) -> Urteil:
    """True where all are; False where one is; else open, with all that is missing."""
    fehlt: frozenset[str] | None = None
    for urteil in urteile:
        if urteil is False:
            return False
        if urteil is not True:
            fehlt = urteil if fehlt is None else fehlt | urteil
    return True if fehlt is None else fehlt


def oder(urteile: Iterable[Urteil]) -> Urteil:
    """True where one is; False where none can be; else open, with all that is missing."""
    fehlt: frozenset[str] | None = None
    for urteil in urteile:
        if urteil is True:
            return True
        if urteil is not False:
            fehlt = urteil if fehlt is None else fehlt | urteil
    return False if fehlt is None else fehlt


def nicht(urteil: Urteil) -> Urteil:
    """The opposite; what is open stays open."""
    return not urteil if isinstance(urteil, bool) else urteil


def fehlende(urteile: Iterable[Urteil]) -> frozenset[str]:
    """All that is missing to decide those verdicts that are open."""
    return frozenset[str]().union(*(u for u in urteile if isinstance(u, frozenset)))


def urteil_ueber(wert: Any, test: Callable[[Any], Urteil]) -> Urteil:
    """Apply a test to a value that may be uncertain: decided where every possible value gives the same verdict."""
    if not isinstance(wert, Ungewiss):
        return test(wert)
    if wert.moeglich is None:
        return wert.fehlt
    urteile = {test(w) for w in wert.moeglich}
    if len(urteile) == 1:
        return urteile.pop()
    return wert.fehlt | fehlende(urteile)


def als_wert(urteil: Urteil) -> bool | Ungewiss:
    """A verdict as the value of a fact."""
    return urteil if isinstance(urteil, bool) else Ungewiss(urteil, (True, False))


def kombiniert(werte: Iterable[Any], f: Callable[[tuple[Any, ...]], Any]) -> Any:
    """Apply `f` to several values of which some may be uncertain, over all that is possible.

    What comes to the same in every case is certain.
    """
    werte = tuple(werte)
    offene = [w for w in werte if isinstance(w, Ungewiss)]
    if not offene:
        return f(werte)
    fehlt = frozenset[str]().union(*(w.fehlt for w in offene))
    if any(w.moeglich is None for w in offene):
        return Ungewiss(fehlt)
    moeglich = product(*((w.moeglich or ()) if isinstance(w, Ungewiss) else (w,) for w in werte))
    ergebnisse = tuple(dict.fromkeys(map(f, moeglich)))
    return ergebnisse[0] if len(ergebnisse) == 1 else Ungewiss(fehlt, ergebnisse)

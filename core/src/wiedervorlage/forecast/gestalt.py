"""What the rows can tell from the plain fields of a Kunde alone, worked out once for all Kunden alike in them.

Two Kunden have the same Gestalt if no test of the concept tells their plain fields apart. A field is plain where the
concept only puts it to tests and never uses its value, and a test is about that value alone: `status`, or
`geburtsdatum` behind "< 25". A long list has few Gestalten, so what they decide need not be decided for each Kunde.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from wiedervorlage.forecast.akte import Akte, Faktum
from wiedervorlage.forecast.compile import Testfunktion
from wiedervorlage.forecast.events import KONTAKTE, TEILNAHMEN
from wiedervorlage.forecast.logic import Urteil
from wiedervorlage.forecast.rows import Offene, Wettbewerb, Zeile
from wiedervorlage.konzept.expressions import Alle, Bekannt, Lage, Nicht, Test
from wiedervorlage.konzept.model import Konzept
from wiedervorlage.konzept.usage import IMMER, mentions
from wiedervorlage.kunde import FEHLT, Kunde

_AUS_FELD: Final = {"alter": "geburtsdatum"}
"""Facts that the interpreter makes of one field."""


class Gestalt(dict[Wettbewerb, Offene]):
    """For each Pflicht the rows that are left, with the verdict where it is known; None: it is still to be asked."""

    def __init__(self, akte: Akte) -> None:
        super().__init__()
        self._akte = akte

    def __missing__(self, wettbewerb: Wettbewerb) -> Offene:
        urteile = [(zeile, self._urteil(zeile)) for zeile in wettbewerb.zeilen]
        alle = tuple((zeile, urteil) for zeile, urteil in urteile if urteil is not False)
        verdraengt = {id_ for zeile, urteil in alle if urteil is True for id_ in zeile.verdraengt}
        fertig = all(urteil is not None for _, urteil in alle)
        uebrig = tuple(
            (zeile, urteil)
            for zeile, urteil in alle
            # a row that is displaced still displaces others
            if not (zeile.regel.id in verdraengt and (fertig or zeile.verdraengt <= verdraengt))
        )
        offene = self[wettbewerb] = Offene(fertig, uebrig, alle)
        return offene

    def _urteil(self, zeile: Zeile) -> Urteil | None:
        try:
            return zeile.wenn(self._akte)
        except KeyError:  # it asks for more than the plain fields
            return None


class Gestalten:
    """The Gestalten that a concept tells apart on one Stichtag.

    Args:
        konzept: the concept.
        fakten: how the facts of a Kunde are worked out.
        test: makes a test a function.
        fremde: facts that stand before those of the Kunde: of a Teilnahme, of a window.
    """

    def __init__(
        self, konzept: Konzept, fakten: Mapping[str, Faktum], test: Callable[[Test], Testfunktion], fremde: set[str]
    ) -> None:
        tests = {name: [(n, test(t)) for n, t in einer] for name, einer in _plain(konzept).items()}
        self._felder = [(name, _Klassen(name, einer, fakten)) for name, einer in tests.items()]
        self._bekannt: dict[tuple[Any, ...], Gestalt] = {}
        nicht_hier = {f.name for f in konzept.felder if f.an == "kunde"} - tests.keys() | fremde
        self._fakten = {n: f for n, f in fakten.items() if n not in nicht_hier | {KONTAKTE, TEILNAHMEN}}

    def of(self, kunde: Kunde) -> Gestalt:
        """The Gestalt of a Kunde."""
        wert = kunde.werte.get
        schluessel = (not kunde.teilnahmen, *[klassen[wert(name, FEHLT)] for name, klassen in self._felder])
        gestalt = self._bekannt.get(schluessel)
        if gestalt is None:
            bekannt = {} if kunde.teilnahmen else {TEILNAHMEN: ()}
            gestalt = self._bekannt[schluessel] = Gestalt(Akte(kunde, self._fakten, werte=bekannt))
        return gestalt


class _Klassen(dict[Any, int]):
    """For each value of a plain field the number of its class: all values that pass the same tests."""

    def __init__(self, name: str, tests: list[tuple[str, Testfunktion]], fakten: Mapping[str, Faktum]) -> None:
        super().__init__()
        self._name = name
        self._tests = tests
        self._fakten = fakten
        self._nummern: dict[tuple[Urteil, ...], int] = {}

    def __missing__(self, wert: Any) -> int:
        akte = Akte(Kunde("", werte={} if wert is FEHLT else {self._name: wert}), self._fakten)
        urteile = tuple(test(akte[name], akte) for name, test in self._tests)
        nummer = self[wert] = self._nummern.setdefault(urteile, len(self._nummern))
        return nummer


def _plain(konzept: Konzept) -> dict[str, list[tuple[str, Test]]]:
    """The plain fields of a Kunde with all tests that they or what is made of them are put to."""
    # free text could take any number of values, and what is kept of a list must not grow with it
    felder = {f.name for f in konzept.felder if f.an == "kunde" and f.typ not in ("text", "texte")} - IMMER
    tests: dict[str, list[tuple[str, Test]]] = {}
    benutzt: set[str] = set()
    zeilen = (konzept.kontaktbegriffe, konzept.tatsachen, konzept.pflichten, konzept.regeln, konzept.verschiebungen)
    for name, test in mentions((*zeilen, konzept.zusaetze)):
        feld = _AUS_FELD.get(name, name)
        if test is None or not _of_the_value_alone(test):
            benutzt.add(feld)
        elif (name, test) not in tests.setdefault(feld, []):
            tests[feld].append((name, test))
    return {feld: einer for feld, einer in tests.items() if feld in felder - benutzt}


def _of_the_value_alone(test: Test) -> bool:
    match test:
        case Lage():
            return False
        case Nicht(innen):
            return _of_the_value_alone(innen)
        case Bekannt(innen):
            return innen is None or _of_the_value_alone(innen)
        case Alle(tests):
            return all(map(_of_the_value_alone, tests))
    return True

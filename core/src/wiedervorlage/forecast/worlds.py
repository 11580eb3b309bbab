"""Possible worlds: an unbestimmt answer, less what no value of the missing fields can bring about.

Rows are undecided one by one; that two of them can never hold together shows only when the missing field is given each
of its values in turn.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attrs import evolve

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.items import Zutat
from wiedervorlage.forecast.result import NICHTS_OFFEN, Status
from wiedervorlage.forecast.rows import Entscheid, Kandidat
from wiedervorlage.forecast.standing import Stand
from wiedervorlage.frist import OFFEN


class Antwort(NamedTuple):
    """What the rows of one Pflicht come to: on which facts, by which decision, which row, where it stands."""

    akte: Akte
    entscheid: Entscheid
    kandidat: Kandidat
    stand: Stand
    zutat: Zutat


Welt = tuple[Any, ...]


def narrowed(antwort: Antwort, felder: Sequence[str], welten: Mapping[Welt, Antwort | None]) -> Antwort | None:
    """The earliest answer that is possible, missing only the fields that make a difference; None: no row ever holds.

    `welten`: for each combination of values of `felder` the answer it gives, None where no row holds.
    """
    erheblich = {feld for nummer, feld in enumerate(felder) if _macht_unterschied(nummer, welten)}
    moegliche = [a for a in welten.values() if a is not None]
    fehlt = frozenset(erheblich).union(*(a.stand.fehlt for a in moegliche))
    geschuldet = [a for a in moegliche if a.stand.status not in NICHTS_OFFEN]
    if not geschuldet:
        return moegliche[0] if moegliche else None
    beste = min(geschuldet, key=lambda a: (a.stand.faellig or OFFEN, a.kandidat.rang))
    regel = beste.kandidat.zeile.regel.id
    kandidat = next((k for k in antwort.entscheid.kandidaten if k.zeile.regel.id == regel), antwort.kandidat)
    stand = evolve(beste.stand, status=Status.UNBESTIMMT, fehlt=fehlt) if fehlt else beste.stand
    return antwort._replace(kandidat=kandidat, stand=stand, zutat=beste.zutat)


def _macht_unterschied(nummer: int, welten: Mapping[Welt, Antwort | None]) -> bool:
    """Whether two worlds that differ in nothing but this field give different answers."""
    antworten: dict[Welt, set[Any]] = {}
    for welt, antwort in welten.items():
        antworten.setdefault((*welt[:nummer], *welt[nummer + 1 :]), set()).add(_geschuldet(antwort))
    return any(len(verschiedene) > 1 for verschiedene in antworten.values())


def _geschuldet(antwort: Antwort | None) -> Any:
    if antwort is None or antwort.stand.status in NICHTS_OFFEN:
        return None
    stand = antwort.stand
    return stand.faellig, stand.fehlt, stand.status is Status.INDIVIDUELL, antwort.zutat.kontaktarten

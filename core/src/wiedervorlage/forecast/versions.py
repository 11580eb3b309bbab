"""A Kontakt is judged by the version of the concept in force on its day: what counted then goes on counting."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from wiedervorlage.forecast.compile import Umgebung
from wiedervorlage.forecast.logic import Urteil
from wiedervorlage.konzept.expressions import Bedingung
from wiedervorlage.konzept.model import Konzept
from wiedervorlage.kunde import UNLESBAR, Kontakt

Kontaktfilter = Callable[[Kontakt], Urteil]


@frozen
class Fassung:
    """What one version calls a contact, from its first to its last day, and the settings it says so with."""

    ab: date
    bis: date
    begriffe: Mapping[str, Bedingung]
    umgebung: Umgebung


def versions(konzepte: Iterable[Konzept], geltend: Konzept, umgebung: Umgebung) -> tuple[Fassung, ...]:
    """All versions, the newest first; `umgebung` is that of the one in force on the Stichtag, `geltend`.

    A setting that only another version has is at its default.
    """
    return tuple(
        Fassung(
            k.gilt_ab,
            k.gilt_bis or date.max,
            {b.name: b.wenn for b in k.kontaktbegriffe} if k.gilt_ab != geltend.gilt_ab else {},
            evolve(
                umgebung, werte={**{f"${e.name}": e.vorgabe for e in (*k.lesarten, *k.einstellungen)}, **umgebung.werte}
            ),
        )
        for k in sorted(konzepte, key=lambda k: k.gilt_ab, reverse=True)
    )


def by_day(
    fassungen: Iterable[Fassung], begriff: str, jetzt: Kontaktfilter, anders: Callable[[Fassung], Kontaktfilter]
) -> Kontaktfilter:
    """Judge by the version of the day; by the one in force now (`jetzt`) where that one has no such Kontaktbegriff.

    `anders` makes the filter of another version. A day that cannot be read, or on which no version was in force, is
    judged by the one in force now.
    """
    zeiten = [(f.ab, f.bis, anders(f) if begriff in f.begriffe else jetzt) for f in fassungen]
    if all(filter_ is jetzt for _, _, filter_ in zeiten):
        return jetzt

    def zaehlt(kontakt: Kontakt) -> Urteil:
        tag = kontakt.datum
        damals = None if tag is UNLESBAR else next((f for ab, bis, f in zeiten if ab <= tag <= bis), None)
        return (damals or jetzt)(kontakt)

    return zaehlt

"""What `check` found, part by part, the most important first: in sentences, and as rows of a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from wiedervorlage.check import Auffaellig, Befund, Unentschieden
from wiedervorlage.forecast.wording import Wortwahl
from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.model import Feld
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.readers.schema import LISTEN
from wiedervorlage.writers.meldungen import sentences
from wiedervorlage.writers.template import absence

_JE_ZEILE: Final = 8
_ZEILEN: Final = 2  # of Vorgänge on the screen; JSON and XLSX have them all
_GENANNT: Final = 3

Zelle = str | int

_AUFFAELLIG: Final = {
    Auffaellig.VOR_ERSTGESPRAECH: "Kontakte vor dem Erstgespräch",
    Auffaellig.ERGEBNIS_NACH_STICHTAG: "Kontakte nach dem Stichtag, die schon ein Ergebnis haben",
}


@frozen
class Teil:
    """One part of the findings.

    `anzahl`: how much there is to say, 0 where all is well; `einheit`: of what. `rat`: what it means and what to do.
    `saetze`: its lines on the screen. `kopf`, `zeilen`: the same as a table, each column with its width in characters.
    """

    titel: str
    anzahl: int
    einheit: tuple[str, str]
    rat: str
    saetze: tuple[str, ...]
    kopf: tuple[tuple[str, float], ...]
    zeilen: tuple[tuple[Zelle, ...], ...]

    @property
    def wieviel(self) -> str:
        """The number with its unit."""
        return number(self.anzahl, *self.einheit)


_ANGABE: Final = ("Angabe", "Angaben")
_ZEILE: Final = ("Zeile", "Zeilen")
_KUNDE: Final = ("Kunde", "Kunden")
_SPALTE: Final = ("Spalte", "Spalten")


def parts(befund: Befund, konzept: Konzept, worte: Wortwahl) -> list[Teil]:
    """All parts, those with nothing to say too."""
    return [
        _unusable(befund),
        _repeated(befund),
        _missing(befund),
        _undecided(befund, konzept, worte),
        _days(befund),
        _undated(befund),
        *_controls(befund),
        _readings(befund, worte),
        _appointments(befund),
        _ignored(befund),
    ]


def number(anzahl: int, einzahl: str, mehrzahl: str) -> str:
    """`1 Kunde`, `2 Kunden`."""
    return f"{anzahl} {einzahl if anzahl == 1 else mehrzahl}"


# --- the list itself --------------------------------------------------------------------------------------------------


def _unusable(befund: Befund) -> Teil:
    return Teil(
        "Unbrauchbare Angaben",
        len(befund.meldungen),
        _ANGABE,
        "Bis sie in der Liste berichtigt sind, zählen sie nicht.",
        tuple(sentences(befund.meldungen)),
        (("Datei", 20), ("Blatt", 10), ("Zeile", 8), ("Spalte", 20), ("Gefunden", 22), ("Was zu tun ist", 64)),
        tuple((m.datei or "", m.blatt or "", m.zeile or "", m.spalte or "", m.gefunden or "", m.text)
              for m in befund.meldungen),
    )  # fmt: skip


def _repeated(befund: Befund) -> Teil:
    return Teil(
        "Doppelte Zeilen",
        len(befund.wiederholt),
        _ZEILE,
        "Sie stehen mit denselben Angaben schon in der Liste und zählen nur einmal.",
        tuple(sentences(befund.wiederholt)),
        (("Datei", 20), ("Blatt", 10), ("Zeile", 8), ("Was zu tun ist", 64)),
        tuple((m.datei or "", m.blatt or "", m.zeile or "", m.text) for m in befund.wiederholt),
    )


def _missing(befund: Befund) -> Teil:
    listen = tuple((name, "die ganze Liste", "keine", "") for name in befund.fehlende_listen)
    spalten = tuple((LISTEN[f.an], f.ueberschrift, absence(f), f.bedeutung) for f in befund.fehlende_spalten)
    return Teil(
        "Fehlende Spalten und Listen",
        len(listen) + len(spalten),
        ("fehlt", "fehlen"),
        "Das Konzept fragt danach; wo es sie gibt, bitte in den Export aufnehmen.",
        (*(f"{name} (gilt als: keine)" for name in befund.fehlende_listen), *map(_column, befund.fehlende_spalten)),
        (("Liste", 14), ("Spalte", 28), ("gilt als", 30), ("Bedeutung", 64)),
        (*listen, *spalten),
    )


def _column(feld: Feld) -> str:
    tabelle = "" if feld.an == "kunde" else f"{LISTEN[feld.an]}: "
    return f"{tabelle}{feld.ueberschrift} (gilt als: {absence(feld)})"


def _ignored(befund: Befund) -> Teil:
    return Teil(
        "Nicht benötigte Spalten",
        len(befund.unbeachtet),
        _SPALTE,
        "Sie werden nicht gelesen. Soll eine davon zählen, bitte ihre Überschrift anpassen.",
        (", ".join(befund.unbeachtet),),
        (("Spalte", 60),),
        tuple((name,) for name in befund.unbeachtet),
    )


# --- the Kunden -------------------------------------------------------------------------------------------------------


def _undecided(befund: Befund, konzept: Konzept, worte: Wortwahl) -> Teil:
    fundstellen = {regel.id: regel.fundstelle for regel in konzept.regeln}
    zeilen = [(u, fundstellen.get(u.regel, ""), worte.namen(u.fehlt)) for u in befund.unentschieden]
    return Teil(
        "Nicht zu entscheiden",
        len({vorgang for u in befund.unentschieden for vorgang in u.vorgaenge}),
        _KUNDE,
        "Mit den fehlenden Angaben stehen die Fristen fest.",
        tuple(_sentence(u, stelle, fehlt) for u, stelle, fehlt in zeilen),
        (("Pflicht", 28), ("Stelle", 34), ("Es fehlt", 40), ("Kunden", 9), ("Vorgang", 13)),
        tuple((u.pflicht, stelle, fehlt, u.anzahl, anzeige(v)) for u, stelle, fehlt in zeilen for v in u.vorgaenge),
    )  # fmt: skip


def _sentence(u: Unentschieden, stelle: str, fehlt: str) -> str:
    wo = f"{u.pflicht} – {stelle}" if stelle else u.pflicht
    return f"{wo}: {_who(u.vorgaenge)}, es {'fehlt' if len(u.fehlt) == 1 else 'fehlen'} {fehlt}"


def _who(vorgaenge: Sequence[str]) -> str:
    """How many Kunden, and which where they are few."""
    wer = f" ({', '.join(map(anzeige, vorgaenge))})" if len(vorgaenge) <= _GENANNT else ""
    return number(len(vorgaenge), *_KUNDE) + wer


def _days(befund: Befund) -> Teil:
    tage: list[tuple[str, Mapping[str, int]]] = [
        (f"{feld.ueberschrift} nach dem Stichtag, zählt noch nicht", dict.fromkeys(vorgaenge, 1))
        for feld, vorgaenge in befund.noch_nicht
    ]
    tage += [(was, befund.auffaellig[art]) for art, was in _AUFFAELLIG.items() if befund.auffaellig[art]]
    return Teil(
        "Auffällige Tage",
        len({vorgang for _, je_kunde in tage for vorgang in je_kunde}),
        _KUNDE,
        "Bitte prüfen, ob der Tag stimmt.",
        tuple(satz for was, je_kunde in tage for satz in _counted(was, je_kunde)),
        (("Was", 60), ("Vorgang", 13), ("Anzahl", 9)),
        tuple((was, anzeige(vorgang), anzahl) for was, je_kunde in tage for vorgang, anzahl in je_kunde.items()),
    )


def _appointments(befund: Befund) -> Teil:
    termine = befund.auffaellig[Auffaellig.TERMIN]
    return Teil(
        "Termine nach dem Stichtag",
        sum(termine.values()),
        ("Termin", "Termine"),
        "Das ist kein Fehler, sie sind nur gezählt.",
        tuple(_codes(tuple(termine))),
        (("Vorgang", 13), ("Termine", 9)),
        tuple((anzeige(vorgang), anzahl) for vorgang, anzahl in termine.items()),
    )


def _counted(was: str, je_kunde: Mapping[str, int]) -> Iterator[str]:
    wie_oft, wer = sum(je_kunde.values()), _who(tuple(je_kunde))
    yield f"{was}: {wer}" if wie_oft == len(je_kunde) else f"{was}: {wie_oft} bei {wer}"
    if len(je_kunde) > _GENANNT:
        yield from (f"  {zeile}" for zeile in _codes(tuple(je_kunde)))


def _undated(befund: Befund) -> Teil:
    return Teil(
        "Ohne jede Frist",
        len(befund.ohne_frist),
        _KUNDE,
        "Für sie ist zurzeit nichts offen. Warum, sagt wiedervorlage explain … --vorgang CODE.",
        tuple(_codes(befund.ohne_frist)),
        (("Vorgang", 13),),
        tuple((anzeige(vorgang),) for vorgang in befund.ohne_frist),
    )


def _controls(befund: Befund) -> Iterator[Teil]:
    for kontrolle, vorgaenge in befund.kontrollen.items():
        yield Teil(
            kontrolle.text[:1].upper() + kontrolle.text[1:],
            len(vorgaenge),
            _KUNDE,
            f"Die Weisung sagt dazu: {kontrolle.fundstelle} „{kontrolle.wortlaut}“.",
            tuple(_codes(vorgaenge)),
            (("Stelle", 34), ("Wortlaut", 60), ("Vorgang", 13)),
            tuple((kontrolle.fundstelle, kontrolle.wortlaut, anzeige(vorgang)) for vorgang in vorgaenge),
        )


def _codes(vorgaenge: Sequence[str]) -> Iterator[str]:
    """Vorgänge in lines; how many more there are, where there are too many for a screen."""
    codes = [anzeige(vorgang) for vorgang in vorgaenge[: _JE_ZEILE * _ZEILEN]]
    for i in range(0, len(codes), _JE_ZEILE):
        yield "  ".join(codes[i : i + _JE_ZEILE])
    if len(vorgaenge) > len(codes):
        yield f"… und {len(vorgaenge) - len(codes)} weitere; alle stehen in --format xlsx und json"


def _readings(befund: Befund, worte: Wortwahl) -> Teil:
    zeilen = [
        (w.lesart, worte.wert(f"${w.lesart.name}", w.wert), worte.wert(f"${w.lesart.name}", w.anders), w.anzahl)
        for w in sorted(befund.lesarten, key=lambda w: -w.anzahl)
    ]
    return Teil(
        "Offene Lesarten",
        len({lesart.name for lesart, *_ in zeilen}),
        ("Lesart", "Lesarten"),
        "Der Text gibt sie nicht vor; was gelten soll, entscheidet das Haus in wiedervorlage.toml.",
        tuple(
            f"{lesart.bezeichnung} ({lesart.name}): jetzt „{wert}“; mit „{anders}“ andere Antwort für "
            f"{anzahl} Kunden"
            for lesart, wert, anders, anzahl in zeilen
        ),
        (("Lesart", 24), ("Name", 18), ("jetzt", 22), ("sonst möglich", 22), ("andere Antwort", 16),
         ("Stelle", 18), ("Bedeutung", 56)),
        tuple((e.bezeichnung, e.name, wert, anders, anzahl, e.fundstelle, e.bedeutung)
              for e, wert, anders, anzahl in zeilen),
    )  # fmt: skip

"""Checks on the rows of a concept: proven by cases, and clear about which of them decides."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from attrs import evolve

from wiedervorlage.cases import Fall, mismatches
from wiedervorlage.errors import WiedervorlageError, zitat
from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.compile import Umgebung
from wiedervorlage.forecast.rows import Zeile
from wiedervorlage.konzept.expressions import Antwort
from wiedervorlage.konzept.usage import used_fields
from wiedervorlage.kunde import Kunde
from wiedervorlage.testing.plugin import Finding, Plugin


def loads(plugin: Plugin) -> list[Finding]:
    """The plugin loads through its entry point, its concepts are in order, every row with its source, its cases run."""
    wo = plugin.key
    try:
        if not plugin.jobcenter.konzepte:
            return [Finding(wo, "Das Plugin liefert kein Konzept.")]
        if not plugin.faelle:
            return [Finding(wo, "Neben dem Konzept fehlt eine Falldatei faelle.toml.")]
        for fall in plugin.faelle:
            wo = fall.name
            plugin.results(fall)
    except WiedervorlageError as fehler:
        return [Finding(wo, str(fehler))]
    return []


def cases(plugin: Plugin) -> list[Finding]:
    """Every case holds."""
    return [Finding(fall.name, text) for fall in plugin.faelle for text in mismatches(fall, plugin.results(fall))]


def rows_win(plugin: Plugin) -> list[Finding]:
    """Every row decides in some case."""
    gewonnen = {w.regel for fall in plugin.faelle for w in plugin.results(fall)}
    return [Finding(id_, "entscheidet in keinem Fall") for id_ in plugin.regeln if id_ not in gewonnen]


def rows_just_miss(plugin: Plugin) -> list[Finding]:
    """Every row just misses in some case: it holds and another decides, or exactly one of its tests fails.

    Of several alternatives one is enough. A row without tests always holds, so it need not miss.
    """
    verfehlt = {id_ for id_, regel in plugin.regeln.items() if not any(regel.wenn.alternativen)}
    for fall in plugin.faelle:
        umgebung = plugin.run(fall.stichtag, fall.einstellungen).forecaster.umgebung
        for wettbewerb, akte in plugin.competitions(fall, plugin.kunde(fall), fall.einstellungen):
            sieger = wettbewerb.entscheide(akte).sieger
            for zeile in wettbewerb.zeilen:
                id_, gewinnt = zeile.regel.id, sieger is not None and zeile is sieger.zeile
                if id_ not in verfehlt and not gewinnt and _just_misses(zeile, akte, umgebung):
                    verfehlt.add(id_)
    return [Finding(id_, "in keinem Fall knapp verfehlt") for id_ in plugin.regeln if id_ not in verfehlt]


def _just_misses(zeile: Zeile, akte: Akte, umgebung: Umgebung) -> bool:
    if zeile.wenn(akte) is True:
        return True
    for alternative in zeile.regel.wenn.alternativen:
        urteile = [umgebung.test(test)(akte[name], akte) for name, test in alternative]
        if urteile.count(False) == 1 and urteile.count(True) == len(urteile) - 1:
            return True
    return False


def kontaktarten(plugin: Plugin) -> list[Finding]:
    """A row names `kontaktarten` where only some kinds of contact count for it.

    That is what its Kontaktbegriff says, and what list and calendar do not know: they show any kind as admissible.
    """
    funde: dict[str, str] = {}
    for konzept in plugin.jobcenter.konzepte:
        verlangt = {p.name: p.kontakt for p in konzept.pflichten}
        eng = {b.name for b in konzept.kontaktbegriffe if all("art" in dict(a) for a in b.wenn.alternativen)}
        for r in konzept.regeln:
            begriff = r.kontakt or verlangt[r.pflicht]
            nichts_verlangt = r.erledigt or r.faellig in (Antwort.NICHT_GEREGELT, Antwort.ENTFAELLT)
            if begriff in eng and r.art == "kontakt" and not (nichts_verlangt or r.kontaktarten):
                funde[r.id] = f"{zitat(begriff)} verlangt eine bestimmte art, aber kontaktarten fehlt"
    return [Finding(id_, text) for id_, text in funde.items()]


def overlaps(plugin: Plugin) -> list[Finding]:
    """No two rows of a Pflicht hold at once unless one displaces the other, for Kunden of the cases and their like."""
    funde: dict[str, str] = {}
    for fall, kunde, aenderung in _like(plugin):
        for wettbewerb, akte in plugin.competitions(fall, kunde):
            entscheid = wettbewerb.entscheide(akte)
            gelten = [k.zeile.regel.id for k in entscheid.kandidaten if k.urteil is True]
            for paar in combinations((id_ for id_ in gelten if id_ not in entscheid.verdraengt_durch), 2):
                funde.setdefault(" / ".join(paar), f"beide gelten, keine geht vor: {_wer(fall, aenderung)}")
    return [Finding(paar, text) for paar, text in funde.items()]


def gaps(plugin: Plugin) -> list[Finding]:
    """Where no row of a Pflicht holds that is always answered (`luecke`): no mistake, but worth a look."""
    faelle: Counter[str] = Counter()
    aenderungen: dict[str, dict[str, None]] = defaultdict(dict)
    ohne: set[str] = set()
    for fall, kunde, aenderung in _like(plugin):
        offen = {
            wettbewerb.pflicht.name
            for wettbewerb, akte in plugin.competitions(fall, kunde)
            if wettbewerb.pflicht.luecke and not wettbewerb.entscheide(akte).kandidaten
        }
        if not aenderung:
            ohne = offen
            faelle.update(offen)
        for pflicht in offen - ohne:
            aenderungen[pflicht][aenderung] = None
    return [
        Finding(
            pflicht, f"keine Regel in {faelle[pflicht]} von {len(plugin.faelle)} Fällen{_sobald(aenderungen[pflicht])}"
        )
        for pflicht in sorted(faelle.keys() | aenderungen.keys())
    ]


def _sobald(aenderungen: Iterable[str]) -> str:
    return f"; in anderen keine mehr, sobald {' oder '.join(aenderungen)}" if aenderungen else ""


def _wer(fall: Fall, aenderung: str) -> str:
    return f"Fall „{fall.name}“" + (f" mit {aenderung}" if aenderung else "")


def _like(plugin: Plugin) -> Iterator[tuple[Fall, Kunde, str]]:
    """The Kunde of each case, then the same with each other value of each field of few values that the concept uses."""
    for fall in plugin.faelle:
        kunde = plugin.kunde(fall)
        yield fall, kunde, ""
        for feld in used_fields(plugin.konzept(fall)):
            if feld.an == "kunde" and feld.typ in ("auswahl", "ja_nein"):
                for wert in feld.werte or (True, False):
                    if kunde.werte.get(feld.name, feld.fehlt) != wert:
                        anders = evolve(kunde, werte={**kunde.werte, feld.name: wert})
                        yield fall, anders, f"{feld.name} = {zitat(wert)}"

"""A page on one concept that a department head can check against the directive."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from wiedervorlage.errors import zitat
from wiedervorlage.forecast.wording import ANTWORTEN, ARTEN, Wortwahl, aufzaehlung, dativ, tag
from wiedervorlage.konzept.expressions import Antwort, Bedingung, Ereignis, Lage
from wiedervorlage.konzept.model import ALLE_FOLGENDEN, Einstellung, Feld, Konzept, Pflicht, Regel, Tatsache, Zusatz
from wiedervorlage.konzept.names import JEDER_KONTAKT
from wiedervorlage.konzept.usage import used_fields

_AKTEUR: Final = {
    "betreuer": "Betreuer", "kuz": "Kundenzentrum", "sc": "Servicecenter", "jobakademie": "Jobakademie",
    "traeger": "Träger", "ifk": "IFK", "fuehrung": "Führung",
}  # fmt: skip
_JE: Final = {"kunde": "je Kunde", "teilnahme": "je Teilnahme", "haus": "einmal für das ganze Haus"}

LISTEN: Final = {"kunde": "Kunden", "kontakt": "Kontakte", "teilnahme": "Teilnahmen"}
"""The sheet or file in which a field stands."""

_UNENTBEHRLICH: Final = {
    ("kunde", "kundennummer"): "nichts: die Zeile wird ausgelassen und gemeldet",
    ("kontakt", "datum"): "nichts: der Kontakt wird ausgelassen und gemeldet",
    ("teilnahme", "massnahme"): "nichts: die Teilnahme wird ausgelassen und gemeldet",
}


def concept_page(konzept: Konzept) -> str:
    """The page as Markdown."""
    return "\n".join(_Seite(konzept).zeilen()).rstrip() + "\n"


class _Seite:
    def __init__(self, konzept: Konzept) -> None:
        self.konzept = konzept
        vorgaben = {e.name: e.vorgabe for e in (*konzept.lesarten, *konzept.einstellungen)}
        self.worte = Wortwahl(konzept, vorgaben)

    def zeilen(self) -> Iterator[str]:
        k = self.konzept
        bis = f" bis {tag(k.gilt_bis)}" if k.gilt_bis is not None else ""
        yield f"# {k.jobcenter}: {k.titel}"
        yield ""
        yield f"{k.quelle}, gilt ab {tag(k.gilt_ab)}{bis}; Feiertage: {k.land}. Erzeugt aus der Konzeptdatei."
        for pflicht in k.pflichten:
            yield from self._pflicht(pflicht)
        yield from self._kontaktbegriffe()
        yield from self._lesarten("Lesarten, die der Text nicht vorgibt", k.lesarten)
        yield from self._lesarten("Einstellungen", k.einstellungen)
        yield from self._weiteres()
        yield from self._tatsachen()
        yield from self._felder()
        yield from self._vollstaendig()

    # --- rows -----------------------------------------------------------------------------------------------------

    def _pflicht(self, pflicht: Pflicht) -> Iterator[str]:
        yield from ("", f"## {pflicht.name}", "")
        yield "; ".join(self._kopf(pflicht)) + "."
        yield ""
        regeln = [r for r in self.konzept.regeln if r.pflicht == pflicht.name]
        zeilen = ((r.id, f"{r.fundstelle}: „{r.wortlaut}“", self.wenn(r.wenn), self._frist(r)) for r in regeln)
        yield from _table(("Regel", "Weisung", "gilt, wenn", "Frist"), zeilen)

    def _kopf(self, pflicht: Pflicht) -> Iterator[str]:
        yield _JE[pflicht.je]
        if pflicht.bereich == "absolventenmanagement":
            yield "Absolventenmanagement"
        if pflicht.luecke:
            yield "wird immer beantwortet: gilt keine Regel, ist es nicht geregelt"
        if pflicht.erste_zeile:
            yield "die erste Zeile, die gilt, entscheidet"
        if pflicht.kontakt is not None:
            zaehlt = f", wenn er als „{pflicht.kontakt}“ zählt" if pflicht.kontakt != JEDER_KONTAKT else ""
            yield f"ein Termin genügt{zaehlt}"
        if (fenster := pflicht.fenster) is not None:
            ende = f", {fenster.anzahl} davon" if fenster.anzahl is not None else ""
            yield f"in Zeiträumen von je {dativ(fenster.je)} nach {self.worte.ausdruck(fenster.ab)}{ende}"

    def _frist(self, r: Regel) -> str:
        return "<br>".join(self._angaben(r))

    def _angaben(self, r: Regel) -> Iterator[str]:
        yield f"**{ANTWORTEN[r.faellig] if isinstance(r.faellig, Antwort) else self.worte.ausdruck(r.faellig)}**"
        for titel, ausdruck in (("möglich ab", r.oeffnet), ("verfällt nach", r.verfaellt), ("vorläufig", r.vorlaeufig)):
            if ausdruck is not None:
                yield f"{titel}: {self.worte.ausdruck(ausdruck)}"
        if r.erledigt:
            yield f"erledigt durch: {self._erledigt(r)}"
        if r.entfaellt is not None:
            yield f"entfällt, wenn {self.wenn(r.entfaellt)}"
        if r.art != "kontakt" or r.akteur != "betreuer":
            yield f"{ARTEN[r.art]}, zuständig: {_AKTEUR[r.akteur]}"
        if r.kontaktarten:
            yield f"Kontaktart: {self.worte.kontaktarten(r.kontaktarten)}"
        if not r.verbindlich:
            yield "Soll-Vorschrift"
        if r.vorrang_vor:
            lesart = f" (Lesart {r.lesart})" if r.lesart is not None else ""
            yield f"geht vor: {_vorrang(r.vorrang_vor)}{lesart}"
        if r.statt:
            yield f"dann nicht: {', '.join(r.statt)}"
        yield from (f"Hinweis: {hinweis}" for hinweis in r.hinweise)

    def _erledigt(self, r: Regel) -> str:
        gruppen = (aufzaehlung((self.ereignis(e) for e in gruppe), "oder") for gruppe in r.erledigt)
        return " **und** ".join(gruppen)

    # --- what the rows rest on --------------------------------------------------------------------------------------

    def _kontaktbegriffe(self) -> Iterator[str]:
        zeilen = ((b.name, f"{b.fundstelle}: „{b.wortlaut}“", self.wenn(b.wenn)) for b in self.konzept.kontaktbegriffe)
        yield from _section("Was als Kontakt zählt", ("Begriff", "Weisung", "zählt, wenn gehalten und"), zeilen)

    def _lesarten(self, titel: str, einstellungen: Sequence[Einstellung]) -> Iterator[str]:
        zeilen = ((e.name, e.fundstelle, e.bedeutung, self.worte.wert(e.name, e.vorgabe)) for e in einstellungen)
        yield from _section(titel, ("Name", "Stelle", "Bedeutung", "Vorgabe"), zeilen)

    def _weiteres(self) -> Iterator[str]:
        k = self.konzept
        zusaetze = ((_bei(z), z.fundstelle, self.wenn(z.wenn), self._inhalt(z)) for z in k.zusaetze)
        yield from _section("Hinweise und Checklisten", ("bei", "Stelle", "wenn", "Inhalt"), zusaetze)
        verschiebungen = (
            (f"{v.fundstelle}: „{v.wortlaut}“", v.pflicht, self.wenn(v.wenn), self.worte.ausdruck(v.faellig))
            for v in k.verschiebungen
        )
        yield from _section("Verschobene Fristen", ("Weisung", "bei", "wenn", "statt dessen"), verschiebungen)
        kontrollen = ((f"{c.fundstelle}: „{c.wortlaut}“", c.text, self.wenn(c.wenn)) for c in k.kontrollen)
        yield from _section("Kontrollen der Liste", ("Weisung", "gemeldet wird", "wenn"), kontrollen)
        if k.kapazitaet is not None:
            c = k.kapazitaet
            zeile = (f"{c.fundstelle}: „{c.wortlaut}“", str(c.gespraeche), self.wenn(c.wenn))
            kopf = ("Weisung", "Gespräche je Woche und volle Stelle", "gemessen an Kunden mit")
            yield from _section("Kapazität", kopf, [zeile])

    def _inhalt(self, z: Zusatz) -> str:
        arten = [f"nur {self.worte.kontaktarten(z.kontaktarten)}"] if z.kontaktarten else []
        return "<br>".join([*z.hinweise, *(f"☐ {punkt}" for punkt in z.checkliste), *arten])

    def _tatsachen(self) -> Iterator[str]:
        eigene = ((t.bezeichnung, t.fundstelle, self.tatsache(t)) for t in self.konzept.tatsachen)
        yield from _section("Tatsachen", ("Tatsache", "Stelle", "ist"), eigene)

    def _felder(self) -> Iterator[str]:
        felder = used_fields(self.konzept)
        je_liste = ((liste, f) for an, liste in LISTEN.items() for f in felder if f.an == an)
        zeilen = ((liste, f.ueberschrift, f.bedeutung, fehlt(f)) for liste, f in je_liste)
        yield from _section("Angaben aus den Listen", ("Liste", "Spalte", "Bedeutung", "fehlt sie, gilt"), zeilen)

    def _vollstaendig(self) -> Iterator[str]:
        k = self.konzept
        stellen = defaultdict[str, list[str]](list)
        for was, zeilen in (
            ("", k.regeln), ("als Kontakt zählt ", k.kontaktbegriffe), ("", k.verschiebungen),
            ("Kontrolle ", k.kontrollen), ("Hinweis bei ", k.zusaetze), ("Lesart ", k.lesarten),
            ("Einstellung ", k.einstellungen),
        ):  # fmt: skip
            for zeile in zeilen:
                kennung = _bei(zeile) if isinstance(zeile, Zusatz) else getattr(zeile, "id", None)
                stellen[zeile.fundstelle].append(f"{was}{kennung or zitat(getattr(zeile, 'name', ''))}")
        for titel, einzelne in (("Kapazität", k.kapazitaet), ("Gruppentermine", k.gruppentermine)):
            if einzelne is not None:
                stellen[einzelne.fundstelle].append(titel)
        abgebildet = ((stelle, ", ".join(dict.fromkeys(stellen[stelle]))) for stelle in sorted(stellen, key=_nummern))
        yield from _section("Was abgebildet ist", ("Stelle", "hier"), abgebildet)
        nicht = ((n.fundstelle, f"„{n.wortlaut}“" if n.wortlaut else "", n.grund) for n in k.nicht_abgebildet)
        yield from _section("Was nicht abgebildet ist", ("Stelle", "Weisung", "warum"), nicht)

    # --- expressions in words ---------------------------------------------------------------------------------------

    def wenn(self, bedingung: Bedingung) -> str:
        alternativen = ["; ".join(self._tests(a)) for a in bedingung.alternativen]
        return " **oder** ".join(filter(None, alternativen)) or "immer"

    def _tests(self, alternative: Sequence[tuple[str, object]]) -> Iterator[str]:
        for name, test in alternative:
            yield f"{self.worte.name(name)}: {self.worte.test(name, test)}"  # type: ignore[arg-type]

    def ereignis(self, e: Ereignis) -> str:
        was = f"Kontakt „{e.kontakt}“" if e.kontakt else self.worte.name(e.datum) if e.datum else ""
        if e.teilnahme or e.kunde:
            was = ("Teilnahme" if e.teilnahme else "Kunde") + (f" ({was})" if was else "")
        teile = [self._anzahl(e), was]
        teile += [self.worte.lage(e.lage)] if e.lage != Lage() else []
        if e.wenn != Bedingung():
            teile.append(f"mit {self.wenn(e.wenn)}" if was else self.wenn(e.wenn))
        return " ".join(filter(None, teile))

    def _anzahl(self, e: Ereignis) -> str:
        if isinstance(e.anzahl, str):
            return f"{self.worte.name(e.anzahl)}:"
        return f"{e.anzahl}-mal" if e.anzahl > 1 else ""

    def tatsache(self, t: Tatsache) -> str:
        worte = {"letzter": "letzter Tag", "erster": "erster Tag", "zaehlt": "Zahl", "gibt_es": "ob es gibt"}
        text = ""
        for art, wort in worte.items():
            if (ereignis := getattr(t, art)) is not None:
                text = f"{wort}: {self.ereignis(ereignis)}" + (f", sonst {self.worte.name(t.sonst)}" if t.sonst else "")
        if t.erste_bekannte:
            text = f"erste bekannte Angabe von {aufzaehlung(map(self.worte.name, t.erste_bekannte))}"
        if t.volle_monate:
            text = f"volle Monate von {self.worte.name(t.volle_monate[0])} bis {self.worte.name(t.volle_monate[1])}"
        if t.datum is not None:
            text = self.worte.ausdruck(t.datum)
        if t.wenn is not None:
            text = f"ob gilt: {self.wenn(t.wenn)}"
        return text + (f" – nur, wenn {self.wenn(t.falls)}" if t.falls is not None else "")


def _nummern(stelle: str) -> list[tuple[int, str]]:
    """An order in which Zeile 10 comes after Zeile 9."""
    return [(int(teil), "") if teil.isdecimal() else (0, teil) for teil in re.split(r"(\d+)", stelle)]


def _vorrang(vorrang: tuple[str, ...] | str) -> str:
    return "allen folgenden Regeln" if vorrang == ALLE_FOLGENDEN else ", ".join(vorrang)


def _bei(z: Zusatz) -> str:
    art = (
        [{"kontakt": "jedem Kontakt", "aufgabe": "jeder Aufgabe", "pruefung": "jeder Prüfung"}[z.art]] if z.art else []
    )
    luecke = ["wenn keine Regel gilt"] if z.luecke else []
    return ", ".join((*z.pflichten, *z.regeln, *art, *luecke)) or "allem"


def fehlt(feld: Feld) -> str:
    """What the absence of a field means."""
    if (feld.an, feld.name) in _UNENTBEHRLICH:
        return _UNENTBEHRLICH[feld.an, feld.name]
    if isinstance(feld.fehlt, bool):
        return "ja" if feld.fehlt else "nein"
    return {"keine": "keine Angabe"}.get(feld.fehlt, feld.fehlt)


def _section(titel: str, kopf: Sequence[str], zeilen: Iterable[Sequence[str]]) -> Iterator[str]:
    zeilen = list(zeilen)
    if zeilen:
        yield from ("", f"## {titel}", "")
        yield from _table(kopf, zeilen)


def _table(kopf: Sequence[str], zeilen: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(kopf)} |"
    yield f"|{'---|' * len(kopf)}"
    for zeile in zeilen:
        yield f"| {' | '.join(zelle.replace('|', '/') for zelle in zeile)} |"

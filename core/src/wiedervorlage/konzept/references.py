"""What a concept names must exist: facts, values, settings, Pflichten, rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import asdict

from wiedervorlage.errors import gemeint, zitat
from wiedervorlage.frist import LAENDER
from wiedervorlage.konzept.expressions import (
    Antwort,
    Ausdruck,
    Bedingung,
    Eines,
    Ereignis,
    Lage,
    Nicht,
    Seit,
    Spanne,
    Summe,
    Test,
    Vorhanden,
    Wahl,
    Wenn,
    Zahl,
)
from wiedervorlage.konzept.model import ALLE_FOLGENDEN, Feld, Konzept, Regel, Tatsache

JEDER_KONTAKT: Final = "jeder"
"""The Kontaktbegriff that every concept has: any contact that was held."""

FAKTEN_KUNDE: Final = frozenset({"stichtag", "alter"})
"""Facts that the interpreter itself provides for every Kunde."""

ARTEN_TATSACHE: Final = ("letzter", "erster", "zaehlt", "gibt_es", "erste_bekannte", "datum", "volle_monate", "wenn")

Umfang = Mapping[str, Feld | None]
"""Names that can be used at a place; with the field behind them, where it is one."""


def check_references(konzept: Konzept) -> list[str]:
    """Every reference of this concept that leads nowhere, as German sentences with the place in front."""
    return [*_Pruefer(konzept).maengel()]


class _Pruefer:
    def __init__(self, konzept: Konzept) -> None:
        self.konzept = konzept
        einstellungen = {f"${e.name}" for e in (*konzept.lesarten, *konzept.einstellungen)}
        felder = {an: {f.name: f for f in konzept.felder if f.an == an} for an in ("kunde", "kontakt", "teilnahme")}
        tatsachen = {je: {t.name for t in konzept.tatsachen if t.je == je} for je in ("kunde", "teilnahme")}
        fest: dict[str, Feld | None] = dict.fromkeys(einstellungen | FAKTEN_KUNDE)
        self.kontakt: Umfang = felder["kontakt"] | dict.fromkeys(einstellungen)
        self.kunde: Umfang = fest | felder["kunde"] | dict.fromkeys(tatsachen["kunde"])
        self.teilnahme: Umfang = {**self.kunde, **felder["teilnahme"], **dict.fromkeys(tatsachen["teilnahme"])}

    def maengel(self) -> Iterator[str]:
        k = self.konzept
        if k.land not in LAENDER:
            yield f"[konzept] land: gefunden „{k.land}“, erlaubt: {', '.join(LAENDER)}"
        yield from _doppelte("[[feld]]", (f"{f.an}: {f.name}" for f in k.felder))
        yield from _doppelte("[[tatsache]]", (t.name for t in k.tatsachen))
        yield from _doppelte("[[regel]]", (r.id for r in k.regeln))
        yield from _doppelte("[[pflicht]]", (p.name for p in k.pflichten))
        yield from _doppelte("[[kontaktbegriff]]", (b.name for b in k.kontaktbegriffe))
        yield from _doppelte("[[lesart]]/[[einstellung]]", (e.name for e in (*k.lesarten, *k.einstellungen)))
        yield from self._quellen()
        for begriff in k.kontaktbegriffe:
            yield from self._bedingung(begriff.wenn, self.kontakt, f"[[kontaktbegriff]] {begriff.name} wenn")
        for tatsache in k.tatsachen:
            yield from self._tatsache(tatsache)
        for regel in k.regeln:
            yield from self._regel(regel)
        yield from self._uebrige()

    def _quellen(self) -> Iterator[str]:
        for tabelle in ("kontaktbegriffe", "tatsachen", "regeln", "zusaetze", "verschiebungen", "kontrollen"):
            for zeile in getattr(self.konzept, tabelle):
                for schluessel in ("fundstelle", "wortlaut"):
                    if not getattr(zeile, schluessel, "-").strip():
                        kennung = getattr(zeile, "id", None) or getattr(zeile, "name", tabelle)
                        yield f"{kennung} {schluessel}: ist leer; nötig ist die Stelle der Weisung und was dort steht"

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _tatsache(self, t: Tatsache) -> Iterator[str]:
        ort = f"[[tatsache]] {t.name}"
        umfang = self.teilnahme if t.je == "teilnahme" else self.kunde
        gefunden = [art for art in ARTEN_TATSACHE if getattr(t, art) is not None]
        if len(gefunden) != 1:
            yield f"{ort}: gefunden {', '.join(gefunden) or 'nichts'}, nötig ist eines von {', '.join(ARTEN_TATSACHE)}"
        for art in ("letzter", "erster", "zaehlt", "gibt_es"):
            if (ereignis := getattr(t, art)) is not None:
                yield from self._ereignis(ereignis, umfang, f"{ort} {art}")
        for name in (*(t.erste_bekannte or ()), *(t.volle_monate or ()), *([t.sonst] if t.sonst else ())):
            yield from _bekannt(name, umfang, ort)
        yield from self._ausdruck(t.datum, umfang, f"{ort} datum")
        yield from self._bedingung(t.wenn, umfang, f"{ort} wenn")

    def _regel(self, r: Regel) -> Iterator[str]:
        ort = f"[[regel]] {r.id}"
        pflicht = next((p for p in self.konzept.pflichten if p.name == r.pflicht), None)
        if pflicht is None:
            yield from _bekannt(r.pflicht, [p.name for p in self.konzept.pflichten], f"{ort} pflicht")
        umfang = self.teilnahme if pflicht is not None and pflicht.je == "teilnahme" else self.kunde
        yield from self._bedingung(r.wenn, umfang, f"{ort} wenn")
        for schluessel in ("faellig", "oeffnet", "verfaellt"):
            yield from self._ausdruck(getattr(r, schluessel), umfang, f"{ort} {schluessel}")
        fenster = {**umfang, "oeffnet": None, "faellig": None}
        yield from self._bedingung(r.entfaellt, fenster, f"{ort} entfaellt")
        for ereignis in (e for gruppe in r.erledigt for e in gruppe):
            yield from self._ereignis(ereignis, fenster, f"{ort} erledigt")
        if isinstance(r.vorrang_vor, str):
            if r.vorrang_vor != ALLE_FOLGENDEN:
                erlaubt = f"eine Liste von Regeln oder „{ALLE_FOLGENDEN}“"
                yield f"{ort} vorrang_vor: gefunden „{r.vorrang_vor}“, erlaubt: {erlaubt}"
        else:
            nachbarn = [n.id for n in self.konzept.regeln if n.pflicht == r.pflicht and n.id != r.id]
            for andere in r.vorrang_vor:
                yield from _bekannt(andere, nachbarn, f"{ort} vorrang_vor")
        yield from self._lesart(r.lesart, ort)
        for andere in r.statt:
            yield from _bekannt(andere, [p.name for p in self.konzept.pflichten], f"{ort} statt")
        arten = self.kontakt["art"]
        for art in r.kontaktarten:
            yield from _bekannt(art, arten.werte if arten else (), f"{ort} kontaktarten")

    def _uebrige(self) -> Iterator[str]:
        k = self.konzept
        for p in k.pflichten:
            if p.kontakt is not None:
                yield from self._kontaktbegriff(p.kontakt, f"[[pflicht]] {p.name} kontakt")
        for z in k.zusaetze:
            ort = f"[[zusatz]] {z.fundstelle}"
            for id_ in z.regeln:
                yield from _bekannt(id_, [r.id for r in k.regeln], f"{ort} regeln")
            for name in z.pflichten:
                yield from _bekannt(name, [p.name for p in k.pflichten], f"{ort} pflichten")
            yield from self._bedingung(z.wenn, self.teilnahme, f"{ort} wenn")
        for v in k.verschiebungen:
            ort, umfang = f"[[verschiebung]] {v.id}", {**self.teilnahme, "faellig": None}
            yield from _bekannt(v.pflicht, [p.name for p in k.pflichten], f"{ort} pflicht")
            yield from self._bedingung(v.wenn, umfang, f"{ort} wenn")
            yield from self._ausdruck(v.faellig, umfang, f"{ort} faellig")
            yield from self._lesart(v.lesart, ort)
        for kontrolle in k.kontrollen:
            yield from self._bedingung(kontrolle.wenn, self.kunde, f"[[kontrolle]] {kontrolle.id} wenn")

    def _lesart(self, lesart: str | None, ort: str) -> Iterator[str]:
        if lesart is not None:
            yield from _bekannt(lesart, [e.name for e in self.konzept.lesarten], f"{ort} lesart")

    # --- expressions --------------------------------------------------------------------------------------------------

    def _ausdruck(self, ausdruck: Ausdruck | Antwort | None, umfang: Umfang, ort: str) -> Iterator[str]:
        match ausdruck:
            case Summe(anker):
                yield from _bekannt(anker, umfang, ort)
            case Wahl(_, aus):
                for einer in aus:
                    yield from self._ausdruck(einer, umfang, ort)
            case Wenn(datum, lage):
                yield from self._ausdruck(datum, umfang, ort)
                yield from self._lage(lage, umfang, ort)

    def _lage(self, lage: Lage, umfang: Umfang, ort: str) -> Iterator[str]:
        for grenze in (lage.vor, lage.nach, lage.ab, lage.bis):
            yield from self._ausdruck(grenze, umfang, ort)

    def _ereignis(self, e: Ereignis, umfang: Umfang, ort: str) -> Iterator[str]:
        yield from self._lage(e.lage, umfang, ort)
        if e.kontakt is not None:
            yield from self._kontaktbegriff(e.kontakt, ort)
            yield from self._bedingung(e.wenn, self.kontakt, f"{ort} wenn")
            return
        innen = self.teilnahme if e.teilnahme else umfang
        if e.datum is not None:
            yield from _bekannt(e.datum, innen, f"{ort} datum")
        yield from self._bedingung(e.wenn, innen, f"{ort} wenn")

    def _kontaktbegriff(self, name: str, ort: str) -> Iterator[str]:
        yield from _bekannt(name, [JEDER_KONTAKT, *(b.name for b in self.konzept.kontaktbegriffe)], ort)

    def _bedingung(self, bedingung: Bedingung | None, umfang: Umfang, ort: str) -> Iterator[str]:
        for name, test in (t for alternative in (bedingung.alternativen if bedingung else ()) for t in alternative):
            if name in umfang:
                yield from self._test(test, umfang[name], umfang, f"{ort} {name}")
            else:
                yield from _bekannt(name, umfang, ort)

    def _test(self, test: Test, feld: Feld | None, umfang: Umfang, ort: str) -> Iterator[str]:
        match test:
            case Nicht(innerer):
                yield from self._test(innerer, feld, umfang, ort)
            case Lage():
                yield from self._lage(test, umfang, ort)
            case Zahl(_, str() as verweis) | Eines(verweis=str() as verweis):
                yield from _bekannt(verweis, umfang, ort)
        if feld is not None and (erlaubt := _passt_nicht(test, feld)):
            yield f"{ort}: gefunden {_zeige(test)}, erlaubt: {erlaubt}"


def _passt_nicht(test: Test, feld: Feld) -> str | None:
    """What would be allowed for this field, or None where the test fits it."""
    if isinstance(test, Vorhanden | Nicht) or (isinstance(test, Eines) and test.verweis):
        return None
    if feld.typ in ("auswahl", "auswahlen"):
        fremd = not isinstance(test, Eines) or (not feld.offen and not test.werte <= feld.werte.keys())
        return ", ".join(feld.werte) if fremd else None
    if feld.typ == "ja_nein":
        ok = isinstance(test, Eines) and all(isinstance(w, bool) for w in test.werte)
        return None if ok else "true, false, vorhanden, nicht vorhanden"
    if feld.typ in ("datum", "daten"):
        ok = isinstance(test, Seit | Lage)
        return None if ok else "`>= 12 Monate`, { vor|nach|ab|bis = ... }, vorhanden, nicht vorhanden"
    return None if not isinstance(test, Zahl | Spanne | Seit | Lage) else "ein Text, vorhanden, nicht vorhanden"


def _zeige(test: Test) -> str:
    if isinstance(test, Eines):
        return ", ".join(zitat(w) for w in sorted(test.werte, key=str))
    return " ".join(str(w) for w in asdict(test).values() if w is not None)


def _bekannt(name: str, bekannte: Iterable[str], ort: str) -> Iterator[str]:
    namen = list(bekannte)
    if name not in namen:
        yield f"{ort}: „{name}“ gibt es nicht{gemeint(name, namen)}"


def _doppelte(tabelle: str, namen: Iterable[str]) -> Iterator[str]:
    for name, anzahl in Counter(namen).items():
        if anzahl > 1:
            yield f"{tabelle} {name}: steht {anzahl}-mal da, erlaubt ist einmal"

"""What a concept names must exist: facts, values, settings, Pflichten, rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from wiedervorlage.errors import zitat
from wiedervorlage.konzept.circles import EREIGNISARTEN, circles
from wiedervorlage.konzept.duplicates import duplicates
from wiedervorlage.konzept.fitting import WORT
from wiedervorlage.konzept.model import ALLE_FOLGENDEN, Konzept, Pflicht, Regel, Tatsache, Zusatz, addresses
from wiedervorlage.konzept.names import MERKMALE
from wiedervorlage.konzept.scopes import DATUM, Umfang
from wiedervorlage.konzept.terms import Terms
from wiedervorlage.laender import LAENDER

ARTEN_TATSACHE: Final = (*EREIGNISARTEN, "erste_bekannte", "datum", "volle_monate", "wenn", "unbekannt")

_QUELLE: Final = {
    "fundstelle": "nötig ist die Stelle der Weisung",
    "wortlaut": "nötig sind einige Worte der Weisung, wie sie dort stehen",
    "grund": "nötig ist, warum daraus kein Tag folgt",
}


def check_references(konzept: Konzept, unlesbar: Collection[str | None] = ()) -> list[str]:
    """Every reference of this concept that leads nowhere, as German sentences with the place in front.

    `unlesbar`: names of rows that could not be read; nothing is said of what leads to them.
    """
    return [*_Pruefer(konzept, unlesbar).maengel()]


class _Pruefer(Terms):
    def maengel(self) -> Iterator[str]:
        k = self.konzept
        if k.land not in LAENDER:
            yield f"[konzept] land: gefunden „{k.land}“, erlaubt: {', '.join(LAENDER)}"
        if k.gilt_bis is not None and k.gilt_bis < k.gilt_ab:
            yield f"[konzept] gilt_bis: gefunden {k.gilt_bis}, erlaubt: ein Tag ab gilt_ab ({k.gilt_ab})"
        yield from duplicates(k)
        for tabelle, e in (*(("lesart", e) for e in k.lesarten), *(("einstellung", e) for e in k.einstellungen)):
            if e.werte and e.vorgabe not in e.werte:
                yield f"[[{tabelle}]] {e.name} vorgabe: gefunden {zitat(e.vorgabe)}, erlaubt: {', '.join(e.werte)}"
            for wert in e.worte:
                yield from self._bekannt(wert, e.werte, f"[[lesart]]/[[einstellung]] {e.name} worte")
        yield from self._quellen()
        yield from circles(k)
        for feld in k.felder:
            if feld.an == "kontakt" and feld.name not in ("datum", *MERKMALE):
                yield f"[[feld]] {feld.name} an: gefunden „kontakt“, ein Kontakt hat nur datum, {', '.join(MERKMALE)}"
        for begriff in k.kontaktbegriffe:
            yield from self._bedingung(begriff.wenn, self.umfang.kontakt, f"[[kontaktbegriff]] {begriff.name} wenn")
        for tatsache in k.tatsachen:
            yield from self._tatsache(tatsache)
        for regel in k.regeln:
            yield from self._regel(regel)
        yield from self._uebrige()

    def _quellen(self) -> Iterator[str]:
        k = self.konzept
        tabellen: Mapping[str, tuple[object, ...]] = {
            "kontaktbegriff": k.kontaktbegriffe, "tatsache": k.tatsachen, "regel": k.regeln, "zusatz": k.zusaetze,
            "verschiebung": k.verschiebungen, "lesart": k.lesarten, "einstellung": k.einstellungen,
            "kontrolle": k.kontrollen, "nicht_abgebildet": k.nicht_abgebildet,
        }  # fmt: skip
        for tabelle, zeilen in tabellen.items():
            for nummer, zeile in enumerate(zeilen, 1):
                for schluessel, noetig in _QUELLE.items():
                    if (text := getattr(zeile, schluessel, None)) is not None and not text.strip():
                        kennung = getattr(zeile, "id", None) or getattr(zeile, "name", f"Nr. {nummer}")
                        yield f"[[{tabelle}]] {kennung} {schluessel}: gefunden „“, {noetig}"

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _tatsache(self, t: Tatsache) -> Iterator[str]:
        ort = f"[[tatsache]] {t.name}"
        umfang: Umfang = getattr(self.umfang, t.je)
        gefunden = [art for art in ARTEN_TATSACHE if getattr(t, art) is not None]
        if len(gefunden) != 1:
            yield f"{ort}: gefunden {', '.join(gefunden) or 'nichts'}, nötig ist eines von {', '.join(ARTEN_TATSACHE)}"
        for art in EREIGNISARTEN:
            if (ereignis := getattr(t, art)) is not None:
                yield from self._ereignis(ereignis, umfang, f"{ort} {art}")
                if art in ("letzter", "erster") and ereignis.kontakt is None and ereignis.datum is None:
                    yield f"{ort} {art}: gefunden ein Ereignis ohne Tag, nötig ist kontakt oder datum"
        if t.erste_bekannte == ():
            yield f"{ort} erste_bekannte: gefunden [], nötig ist mindestens ein Name"
        for name in (*(t.erste_bekannte or ()), *filter(None, (t.unbekannt,))):
            yield from self._bekannt(name, umfang, ort)
        for name in (*(t.volle_monate or ()), *filter(None, (t.sonst,))):
            yield from self._tag(name, umfang, ort)
        arten = [kind.typ for name in t.erste_bekannte or () if (kind := umfang.get(name)) is not None]
        if len(set(arten)) > 1:
            gefunden_arten = " und ".join(WORT[typ] for typ in dict.fromkeys(arten))
            yield f"{ort} erste_bekannte: gefunden {gefunden_arten}, nötig sind Namen von einer Art"
        yield from self._ausdruck(t.datum, umfang, f"{ort} datum")
        yield from self._bedingung(t.wenn, umfang, f"{ort} wenn")
        yield from self._bedingung(t.falls, umfang, f"{ort} falls")

    def _regel(self, r: Regel) -> Iterator[str]:
        ort = f"[[regel]] {r.id}"
        pflicht = next((p for p in self.konzept.pflichten if p.name == r.pflicht), None)
        if pflicht is None:
            yield from self._bekannt(r.pflicht, [p.name for p in self.konzept.pflichten], f"{ort} pflicht")
        umfang = self._umfang(pflicht)
        yield from self._bedingung(r.wenn, umfang, f"{ort} wenn")
        for schluessel in ("faellig", "oeffnet", "verfaellt", "vorlaeufig"):
            yield from self._ausdruck(getattr(r, schluessel), umfang, f"{ort} {schluessel}")
        fenster = {**umfang, "oeffnet": DATUM, "faellig": DATUM}
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
                yield from self._bekannt(andere, nachbarn, f"{ort} vorrang_vor")
        yield from self._lesart(r.lesart, ort)
        for andere in r.statt:
            # what is owed for one Teilnahme cannot stand in the place of what is owed for the Kunde
            ersetzbar = [p.name for p in self.konzept.pflichten if pflicht is None or pflicht.je in ("kunde", p.je)]
            yield from self._bekannt(andere, ersetzbar, f"{ort} statt")
        if r.kontakt is not None:
            yield from self._kontaktbegriff(r.kontakt, f"{ort} kontakt")
        yield from self._kontaktarten(r.kontaktarten, ort)

    def _umfang(self, pflicht: Pflicht | None) -> Umfang:
        if pflicht is None:
            # what any could name, for it is not known which
            return {**self.umfang.haus, **self.umfang.fenster, **self.umfang.teilnahme}
        return self.umfang.fenster if pflicht.fenster is not None else getattr(self.umfang, pflicht.je)

    def _kontaktarten(self, arten: Iterable[str], ort: str) -> Iterator[str]:
        bekannte = self.umfang.kontakt["art"]
        for art in arten:
            yield from self._bekannt(art, bekannte.werte if bekannte else (), f"{ort} kontaktarten")

    def _uebrige(self) -> Iterator[str]:
        k = self.konzept
        for p in k.pflichten:
            if p.kontakt is not None:
                yield from self._kontaktbegriff(p.kontakt, f"[[pflicht]] {p.name} kontakt")
            yield from self._bedingung(p.falls, self._umfang(p), f"[[pflicht]] {p.name} falls")
            if p.fenster is not None:
                yield from self._ausdruck(p.fenster.ab, self.umfang.kunde, f"[[pflicht]] {p.name} fenster.ab")
        for z in k.zusaetze:
            ort = f"[[zusatz]] {z.fundstelle}"
            for id_ in z.regeln:
                yield from self._bekannt(id_, [r.id for r in k.regeln], f"{ort} regeln")
            for name in z.pflichten:
                yield from self._bekannt(name, [p.name for p in k.pflichten], f"{ort} pflichten")
            umfaenge = [self._umfang(p) for p in self._betroffene(z)] or [self._umfang(None)]
            gemeinsam = {name: umfaenge[0][name] for name in umfaenge[0] if all(name in u for u in umfaenge)}
            yield from self._bedingung(z.wenn, gemeinsam, f"{ort} wenn")
            yield from self._kontaktarten(z.kontaktarten, ort)
        for v in k.verschiebungen:
            ort, umfang = f"[[verschiebung]] {v.id}", {**self.umfang.teilnahme, "faellig": DATUM}
            yield from self._bekannt(v.pflicht, [p.name for p in k.pflichten], f"{ort} pflicht")
            yield from self._bedingung(v.wenn, umfang, f"{ort} wenn")
            yield from self._ausdruck(v.faellig, umfang, f"{ort} faellig")
            yield from self._lesart(v.lesart, ort)
        if k.kapazitaet is not None:
            yield from self._bedingung(k.kapazitaet.wenn, self.umfang.kunde, "[kapazitaet] wenn")
        for kontrolle in k.kontrollen:
            yield from self._bedingung(kontrolle.wenn, self.umfang.kunde, f"[[kontrolle]] {kontrolle.id} wenn")

    def _betroffene(self, z: Zusatz) -> Iterator[Pflicht]:
        mit_regel = {r.pflicht for r in self.konzept.regeln if r.id in z.regeln}
        for p in self.konzept.pflichten:
            if addresses(z, p) and (not z.regeln or p.name in mit_regel):
                arten = {r.art for r in self.konzept.regeln if r.pflicht == p.name}
                if z.art is None or z.art in arten:
                    yield p

    def _lesart(self, lesart: str | None, ort: str) -> Iterator[str]:
        if lesart is not None:
            lesarten = {e.name: e.vorgabe for e in self.konzept.lesarten}
            yield from self._bekannt(lesart, lesarten, f"{ort} lesart")
            if not isinstance(vorgabe := lesarten.get(lesart, True), bool):
                yield f"{ort} lesart: gefunden „{lesart}“ ({zitat(vorgabe)}), erlaubt: eine Lesart mit true oder false"

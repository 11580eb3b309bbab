"""The findings of `check` for programs.

One JSON object; every key is always there, days are ISO dates, Kunden stand by their Vorgang and nothing else:

    schema            1
    jobcenter, konzept, stichtag
                      key, `gilt_ab` of the concept, the day asked for
    gelesen, verworfen
                      rows of Kunden read (a repeated one once), and how many of them were dropped
    stand             oldest date of a line "Stand: ..." or null
    fehler            what could not be used: datei, blatt, zeile, spalte, gefunden, erwartet, text; as in `due`
    wiederholt        rows that say again what an earlier one says, with the same keys
    fehlende_listen   names of lists
    fehlende_spalten  liste, name, ueberschrift, gilt_als
    unbeachtet        headings and keys that stand for no field
    unentschieden     pflicht, regel, fundstelle, fehlt (names of fields), anzahl, vorgaenge; most frequent first
    auffaellig        art (kontakt_vor_erstgespraech, ergebnis_nach_stichtag, termin), anzahl of Kontakte, vorgaenge
    noch_nicht        name, ueberschrift of a field with days after the Stichtag, anzahl of Kunden, vorgaenge
    ohne_frist        vorgaenge
    kontrollen        id, fundstelle, wortlaut, text, anzahl, vorgaenge
    lesarten          name, bezeichnung, fundstelle, wert (in force), anders (another value), anzahl of Kunden
"""

import json
from typing import Any, Final

from attrs import asdict

from wiedervorlage.check import Befund
from wiedervorlage.readers.schema import LISTEN
from wiedervorlage.run import Run
from wiedervorlage.writers.template import absence

SCHEMA: Final = 1


def as_json(run: Run, befund: Befund) -> str:
    """The findings as one JSON object."""
    inhalt = {
        "schema": SCHEMA,
        "jobcenter": run.jobcenter.key,
        "konzept": run.konzept.gilt_ab.isoformat(),
        "stichtag": run.stichtag.isoformat(),
        "gelesen": befund.gelesen,
        "verworfen": befund.verworfen,
        "stand": befund.stand.isoformat() if befund.stand is not None else None,
        "fehler": [asdict(m) for m in befund.meldungen],
        "wiederholt": [asdict(m) for m in befund.wiederholt],
        "fehlende_listen": befund.fehlende_listen,
        "fehlende_spalten": [
            {"liste": LISTEN[f.an], "name": f.name, "ueberschrift": f.ueberschrift, "gilt_als": absence(f)}
            for f in befund.fehlende_spalten
        ],
        "unbeachtet": befund.unbeachtet,
        "unentschieden": _undecided(run, befund),
        "auffaellig": [
            {"art": art, "anzahl": sum(je_kunde.values()), "vorgaenge": list(je_kunde)}
            for art, je_kunde in befund.auffaellig.items()
        ],
        "noch_nicht": [
            {"name": f.name, "ueberschrift": f.ueberschrift, "anzahl": len(v), "vorgaenge": v}
            for f, v in befund.noch_nicht
        ],
        "ohne_frist": befund.ohne_frist,
        "kontrollen": [
            {"id": k.id, "fundstelle": k.fundstelle, "wortlaut": k.wortlaut, "text": k.text}
            | {"anzahl": len(v), "vorgaenge": v}
            for k, v in befund.kontrollen.items()
        ],
        "lesarten": [
            {"name": w.lesart.name, "bezeichnung": w.lesart.bezeichnung, "fundstelle": w.lesart.fundstelle}
            | {"wert": w.wert, "anders": w.anders, "anzahl": w.anzahl}
            for w in befund.lesarten
        ],
    }
    # a reading may be a day
    return json.dumps(inhalt, ensure_ascii=False, indent=1, default=str) + "\n"


def _undecided(run: Run, befund: Befund) -> list[dict[str, Any]]:
    fundstellen = {regel.id: regel.fundstelle for regel in run.konzept.regeln}
    return [
        {"pflicht": u.pflicht, "regel": u.regel or None, "fundstelle": fundstellen.get(u.regel)}
        | {"fehlt": sorted(u.fehlt), "anzahl": u.anzahl, "vorgaenge": u.vorgaenge}
        for u in befund.unentschieden
    ]

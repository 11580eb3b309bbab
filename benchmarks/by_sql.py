"""The contact rules of Weimarer Land as one SQL query for DuckDB, all facts given in a table."""

from datetime import date, timedelta
from typing import Any

import duckdb

from benchmarks.by_hand import ist_arbeitstag

SPALTEN = {
    "kundennummer": "VARCHAR", "geburtsdatum": "DATE", "status": "VARCHAR", "arbeitslos_seit": "DATE",
    "integrationsprognose": "VARCHAR", "beschaeftigung": "VARCHAR", "zugang": "DATE", "letzter_kontakt": "DATE",
    "fallmanagement": "BOOLEAN", "ganzheitliche_betreuung": "BOOLEAN", "flucht_asyl": "BOOLEAN",
    "bewilligung_bis": "DATE", "wiedervorlage_am": "DATE", "ausgesetzt_bis": "DATE", "massnahme_seit": "DATE",
}  # fmt: skip

ABFRAGE = """
WITH zeilen AS (
    SELECT k.*, CASE
        WHEN letzter_kontakt IS NULL OR letzter_kontakt < zugang THEN 'erstkontakt'
        WHEN massnahme_seit IS NOT NULL THEN 'massnahme'
        WHEN integrationsprognose = 'Z' THEN 'z'
        WHEN integrationsprognose = 'integriert' AND beschaeftigung = 'sv' THEN 'integriert-sv'
        WHEN integrationsprognose = 'integriert' AND beschaeftigung = 'selbstaendig' THEN 'integriert-selbstaendig'
        WHEN ganzheitliche_betreuung THEN 'ganzheitlich'
        WHEN flucht_asyl AND status = 'arbeitslos' THEN 'flucht-asyl'
        WHEN geburtsdatum + INTERVAL 25 YEAR > $stichtag THEN 'u25'
        WHEN integrationsprognose = 'marktnah' THEN 'marktnah'
        WHEN fallmanagement THEN 'fallmanagement'
        WHEN integrationsprognose = 'nicht_marktnah' THEN
            CASE WHEN status = 'arbeitslos' AND arbeitslos_seit + INTERVAL 12 MONTH <= $stichtag
                THEN 'nicht-marktnah-ab-12' ELSE 'nicht-marktnah-unter-12' END
        END AS regel
    FROM kunden k
), tage AS (
    SELECT z.*, CASE regel
        WHEN 'erstkontakt' THEN danach.tag
        WHEN 'massnahme' THEN CAST(greatest(massnahme_seit, letzter_kontakt) + INTERVAL 3 MONTH AS DATE)
        WHEN 'z' THEN wiedervorlage_am
        WHEN 'integriert-sv' THEN CAST(letzter_kontakt + INTERVAL 12 MONTH AS DATE)
        WHEN 'integriert-selbstaendig' THEN CAST(letzter_kontakt + INTERVAL 3 MONTH AS DATE)
        WHEN 'ganzheitlich' THEN CASE WHEN bewilligung_bis > letzter_kontakt
            THEN least(bewilligung_bis, CAST(letzter_kontakt + INTERVAL 12 MONTH AS DATE))
            ELSE CAST(letzter_kontakt + INTERVAL 12 MONTH AS DATE) END
        WHEN 'flucht-asyl' THEN letzter_kontakt + 15
        WHEN 'nicht-marktnah-unter-12' THEN CAST(letzter_kontakt + INTERVAL 2 MONTH AS DATE)
        WHEN 'nicht-marktnah-ab-12' THEN CAST(letzter_kontakt + INTERVAL 4 MONTH AS DATE)
        ELSE CAST(letzter_kontakt + INTERVAL 1 MONTH AS DATE)
        END AS faellig
    FROM zeilen z
    LEFT JOIN arbeitstage a ON a.tag = z.zugang
    LEFT JOIN arbeitstage danach ON danach.nummer = a.nummer + 15 AND danach.ist_arbeitstag
)
SELECT kundennummer, regel, faellig, CASE
    WHEN ausgesetzt_bis >= $stichtag THEN 'ausgesetzt'
    WHEN regel IS NULL THEN 'nicht_geregelt'
    WHEN regel = 'z' THEN 'individuell'
    WHEN faellig < $stichtag THEN 'ueberfaellig'
    ELSE 'offen' END AS status
FROM tage
"""


def table(saetze: list[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    """A database in memory with one row per Kunde, and the working days numbered."""
    db = duckdb.connect()
    spalten = ", ".join(f"{name} {typ}" for name, typ in SPALTEN.items())
    db.execute(f"CREATE TABLE kunden ({spalten})")
    for beginn in range(0, len(saetze), 2_000):
        teil = [tuple(s.get(name) for name in SPALTEN) for s in saetze[beginn : beginn + 2_000]]
        platz = ", ".join([f"({', '.join('?' * len(SPALTEN))})"] * len(teil))
        db.execute(f"INSERT INTO kunden VALUES {platz}", [wert for zeile in teil for wert in zeile])
    db.execute("CREATE TABLE arbeitstage (tag DATE, nummer INTEGER, ist_arbeitstag BOOLEAN)")
    nummer, tage = 0, []
    for versatz in range(20 * 366):
        tag = date(2010, 1, 1) + timedelta(days=versatz)
        nummer += ist_arbeitstag(tag)
        tage.append((tag, nummer, ist_arbeitstag(tag)))
    db.execute(f"INSERT INTO arbeitstage VALUES {', '.join(['(?, ?, ?)'] * len(tage))}", [w for t in tage for w in t])
    return db


def answers(db: duckdb.DuckDBPyConnection, stichtag: date) -> list[tuple[Any, ...]]:
    """Kundennummer, row, day and status of every Kunde."""
    return db.execute(ABFRAGE, {"stichtag": stichtag}).fetchall()

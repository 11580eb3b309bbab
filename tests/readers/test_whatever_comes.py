"""Nothing that stands in a file raises anything but DateiError, and no row is lost unseen."""

import csv
import json
from contextlib import suppress
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiedervorlage.errors import DateiError
from wiedervorlage.export.calendars import calendars
from wiedervorlage.kunde import UNLESBAR
from wiedervorlage.plugins import load_host
from wiedervorlage.pseudonym import Pseudonyme
from wiedervorlage.readers import read, structure_kunde
from wiedervorlage.readers.cells import cell_reader
from wiedervorlage.readers.collection import Collection
from wiedervorlage.readers.mangel import Mangel
from wiedervorlage.readers.schema import build_schemas
from wiedervorlage.readers.tables import Tabelle, add_table
from wiedervorlage.run import start
from wiedervorlage.settings import Settings
from wiedervorlage.writers.due_list import json_parts
from wiedervorlage.writers.explanation import explanation
from wiedervorlage.writers.ics import render

from datetime import date, datetime, time  # isort: skip

STICHTAG = date(2026, 7, 1)
ZELLTEXTE = st.one_of(
    st.text(max_size=12),
    st.text("0123456789.,-:; ", max_size=12),
    st.sampled_from(["000X100001", "000X100002", "1E+123", "#NV", "ja", "keine", "00.00.0000", "31.12.9999", "Summe"]),
    st.sampled_from(["alo", "Q, L", "01.03.2026", "31.02.2026", "46096", "Stand: 01.01.2026", "\ud800", "Coaching"]),
)
ZELLEN = st.one_of(
    ZELLTEXTE, st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times()
)
BAEUME = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ZELLTEXTE,
    lambda kinder: st.lists(kinder, max_size=3) | st.dictionaries(st.text(max_size=3), kinder, max_size=3),
    max_leaves=6,
)


def check(eingabe):
    """The promises of an Eingabe."""
    assert len(eingabe.kunden) + eingabe.verworfen == eingabe.gelesen
    assert len([m for m in eingabe.meldungen if "deshalb bleibt der Eintrag weg" in m.text]) >= eingabe.verworfen
    assert len({k.kundennummer for k in eingabe.kunden}) == len(eingabe.kunden)
    assert len(eingabe.meldungen) >= sum(UNLESBAR in k.werte.values() for k in eingabe.kunden)
    for kunde in eingabe.kunden:
        namen = [t.massnahme for t in kunde.teilnahmen]
        assert len(set(namen)) == len(namen)
        assert not {"kundennummer", "betreuer", "letzter_kontakt", "letzter_kontakt_art"} & kunde.werte.keys()
        kunde.kundennummer.encode()


@given(zelle=ZELLEN | BAEUME)
def test_any_value_in_any_field_is_read_or_told(felder, zelle):
    for feld in felder:
        wert = cell_reader(feld, STICHTAG).parse(zelle)
        assert not isinstance(wert, float | datetime | time | list | dict)
        if isinstance(wert, Mangel):
            assert wert.satz.endswith(".")


@given(data=st.data())
def test_any_rows_under_a_header(felder, data):
    collection = Collection(build_schemas(felder, STICHTAG))
    for an in ("kunde", "kontakt", "teilnahme"):
        kopf = list(dict.fromkeys(f.ueberschrift for f in felder if f.an == an or f.name == "kundennummer"))
        zeilen = data.draw(st.lists(st.lists(ZELLEN, max_size=len(kopf) + 2), max_size=5))
        add_table(Tabelle("k.xlsx", an, an, [kopf, *zeilen]), collection)
    check(collection.eingabe())


# Nothing that a row of the table could be skipped for: it is an entry, whatever else stands in it
KEINE_NUMMER = st.sampled_from([None, "", "1E+123", 1e123, "#NV", True, "Ende der Liste", date(2026, 3, 1)])
KEIN_TAG = st.sampled_from([None, "", "keine", "00.00.0000", "31.02.2026", "bald", "#NV", True, 5, time(9)])
KEIN_NAME = st.sampled_from([None, " ", "keine", "#WERT!", True, date(2026, 3, 1)])


def left_out(eingabe, an):
    """The rows of one kind that were left out: each is told once, with its place."""
    weg = [m for m in eingabe.meldungen if "deshalb bleibt der Eintrag weg" in m.text and m.blatt == an]
    assert all(m.datei and m.zeile and m.spalte for m in weg)
    assert len({m.zeile for m in weg}) == len(weg)
    return {m.zeile for m in weg}


def table(felder, an, zeilen):
    """Rows of mappings under a header with all fields, and a first column that nobody needs but that is never empty."""
    namen = ["kundennummer", *(f.name for f in felder if f.an == an and f.name != "kundennummer")]
    return Tabelle("k.xlsx", an, an, [["Ort", *namen], *(["Hof", *map(zeile.get, namen)] for zeile in zeilen)])


def entries(felder, an, **fest):
    """One row: `fest` cells, and whatever comes in all other columns."""
    namen = [f.name for f in felder if f.an == an and f.name not in fest]
    return st.fixed_dictionaries(fest, optional=dict.fromkeys(namen, ZELLEN))


@given(data=st.data())
def test_every_row_is_kept_or_told(felder, data):
    collection = Collection(build_schemas(felder, STICHTAG))
    kunden = data.draw(st.lists(entries(felder, "kunde", kundennummer=KEINE_NUMMER | st.just("da")), max_size=6))
    da = [nummer for nummer, zeile in enumerate(kunden, 2) if zeile["kundennummer"] == "da"]
    for nummer in da:
        kunden[nummer - 2]["kundennummer"] = f"000X1{nummer:05}"
    wer = KEINE_NUMMER | st.sampled_from(["000X999999", *(f"000X1{nummer:05}" for nummer in da)])
    kontakte = data.draw(
        st.lists(entries(felder, "kontakt", kundennummer=wer, datum=KEIN_TAG | st.dates(date(1950, 1, 1))))
    )
    teilnahmen = data.draw(st.lists(entries(felder, "teilnahme", kundennummer=wer, massnahme=KEIN_NAME | st.just("M"))))
    for nummer, zeile in enumerate(teilnahmen):  # the same Teilnahme twice would be one
        zeile["massnahme"] = f"M {nummer}" if zeile["massnahme"] == "M" else zeile["massnahme"]
    for an, zeilen in (("kunde", kunden), ("kontakt", kontakte), ("teilnahme", teilnahmen)):
        add_table(table(felder, an, zeilen), collection)
    eingabe = collection.eingabe()
    assert (eingabe.gelesen, len(eingabe.kunden)) == (len(kunden), len(da))
    assert left_out(eingabe, "kunde") == {nummer for nummer in range(2, len(kunden) + 2) if nummer not in da}
    einzeln = [kontakt for kunde in eingabe.kunden for kontakt in kunde.kontakte if not kontakt.flach]
    assert len(einzeln) + len(left_out(eingabe, "kontakt")) == len(kontakte)
    behalten = [teilnahme for kunde in eingabe.kunden for teilnahme in kunde.teilnahmen]
    assert len(behalten) + len(left_out(eingabe, "teilnahme")) == len(teilnahmen)


@settings(max_examples=20, deadline=None)  # a process each
@given(data=st.data())
def test_every_row_of_a_workbook_is_kept_or_told(felder, xlsx, data):
    zelle = st.one_of(
        st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
        st.sampled_from(["1E+123", "#NV", "ja", "keine", "31.12.9999", "31.02.2026", "Q, L"]),
        st.none() | st.booleans() | st.integers(-(10**16), 10**16) | st.floats(allow_nan=False, allow_infinity=False),
        st.dates(date(1900, 3, 1)),
    )
    namen = [f.name for f in felder if f.an == "kunde" and f.name != "kundennummer"]
    nummern = data.draw(st.lists(KEINE_NUMMER | st.just("da"), max_size=6))
    zeilen = [
        ["Hof", f"000X1{zeile:05}" if nummer == "da" else nummer, *data.draw(st.lists(zelle, max_size=len(namen)))]
        for zeile, nummer in enumerate(nummern, 2)
    ]
    eingabe = read_bytes("k.xlsx", xlsx.workbook({"kunde": [["Ort", "kundennummer", *namen], *zeilen]}), felder)
    assert (eingabe.gelesen, len(eingabe.kunden)) == (len(zeilen), nummern.count("da"))
    assert left_out(eingabe, "kunde") == {zeile for zeile, nummer in enumerate(nummern, 2) if nummer != "da"}


@given(zeilen=st.lists(st.lists(ZELLTEXTE, min_size=1, max_size=9), max_size=6), trenner=st.sampled_from(";,\t"))
def test_any_csv_under_a_header(felder, zeilen, trenner):
    text = StringIO()
    schreiber = csv.writer(text, delimiter=trenner)
    schreiber.writerow([f.ueberschrift for f in felder if f.an == "kunde"])
    schreiber.writerows([[zelle.replace("\0", "") for zelle in zeile] for zeile in zeilen])
    read_bytes("k.csv", text.getvalue().encode("utf-8", "replace"), felder)


@given(inhalt=st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes(felder, inhalt):
    for name in ("k.csv", "k.json"):
        for kopf in (b"", b"Kundennummer;Status\n"):
            read_bytes(name, kopf + inhalt, felder)


@settings(max_examples=200)
@given(
    kunden=st.lists(
        BAEUME
        | st.fixed_dictionaries(
            {"kundennummer": BAEUME},
            optional={
                "status": BAEUME,
                "letzter_kontakt": BAEUME,
                "plaene": BAEUME,
                "kontakte": BAEUME | st.lists(st.fixed_dictionaries({"datum": BAEUME}, optional={"art": BAEUME})),
                "teilnahmen": st.lists(st.fixed_dictionaries({"massnahme": BAEUME}, optional={"beginn": BAEUME})),
            },
        ),
        max_size=4,
    )
)
def test_any_json(felder, kunden):
    read_bytes("k.json", json.dumps({"kunden": kunden}).encode(), felder)


def read_bytes(name, inhalt, felder):
    with TemporaryDirectory() as ordner:
        pfad = Path(ordner) / name
        pfad.write_bytes(inhalt)
        with suppress(DateiError):
            eingabe = read([pfad], felder, STICHTAG)
            check(eingabe)
            return eingabe


@pytest.mark.parametrize("anzahl", [20_000])
def test_a_large_list_is_read_whole(lies, anzahl):
    liste = "Kundennummer;Letzter Kontakt\n" + "".join(f"000X{n:06};01.03.2026\n" for n in range(anzahl))
    eingabe = lies({"k.csv": liste})
    assert (eingabe.gelesen, len(eingabe.kunden), eingabe.meldungen) == (anzahl, anzahl, ())


HOST = load_host()
TAGE = st.sampled_from(
    ["01.01.1900", "29.02.2024", "30.06.2026", "01.07.2026", "02.07.2026", "30.12.9999", "31.12.9999"]
)
PLAUSIBEL = {
    "datum": TAGE,
    "daten": st.lists(TAGE, max_size=3).map("; ".join),
    "ja_nein": st.sampled_from(["ja", "nein"]),
    "text": st.just("Hof"),
}


def cells_of(feld):
    """A cell that can be read, or none, or one that cannot."""
    gut = PLAUSIBEL[feld.typ] if feld.typ in PLAUSIBEL else st.sampled_from([*feld.werte, "Hof"])
    return st.one_of(gut, gut, st.sampled_from([None, "keine", "#NV", "00.00.0000", 5, True]))


@pytest.mark.parametrize("key", ["aachen", "emden", "goettingen", "lichtenberg", "weimarer-land"])
@settings(max_examples=40, deadline=None)  # the first one works the concept out
@given(data=st.data())
def test_any_kunde_can_be_forecast_explained_and_exported(key, data):
    jobcenter = HOST.get(key)
    run = start(jobcenter, STICHTAG, Settings(), Pseudonyme(bytes(32)))
    felder = [f for f in run.konzept.felder if f.name != "kundennummer"]

    def objekt(an):
        return st.fixed_dictionaries({}, optional={f.name: cells_of(f) for f in felder if f.an == an})

    daten = data.draw(objekt("kunde")) | {"kundennummer": "000X100001"}
    for liste, an in (("kontakte", "kontakt"), ("teilnahmen", "teilnahme")):
        daten[liste] = data.draw(st.lists(objekt(an), max_size=3))
    kunde, _ = structure_kunde(daten, run.konzept.felder, STICHTAG)
    wiedervorlagen = list(run.all([kunde]))
    "".join(json_parts(wiedervorlagen, (), key, run.konzept, STICHTAG))
    explanation(run, kunde)
    for ablage in calendars(run, [kunde.betreuer], wiedervorlagen):
        if ablage.posten or ablage.series:
            render([p.entry for p in ablage.posten], "Kontaktfristen", series=ablage.series)

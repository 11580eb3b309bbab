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
from wiedervorlage.kunde import UNLESBAR
from wiedervorlage.readers import read
from wiedervorlage.readers.cells import cell_reader
from wiedervorlage.readers.collection import Collection
from wiedervorlage.readers.mangel import Mangel
from wiedervorlage.readers.schema import build_schemas
from wiedervorlage.readers.tables import Tabelle, add_table

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
            check(read([pfad], felder, STICHTAG))


@pytest.mark.parametrize("anzahl", [20_000])
def test_a_large_list_is_read_whole(lies, anzahl):
    liste = "Kundennummer;Letzter Kontakt\n" + "".join(f"000X{n:06};01.03.2026\n" for n in range(anzahl))
    eingabe = lies({"k.csv": liste})
    assert (eingabe.gelesen, len(eingabe.kunden), eingabe.meldungen) == (anzahl, anzahl, ())

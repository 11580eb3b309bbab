"""The sample lists in every form that is read: the files are those their scripts write, and all give one due list."""

import json
import runpy
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from wiedervorlage.plugins import load_host
from wiedervorlage.pseudonym import Pseudonyme
from wiedervorlage.readers import read
from wiedervorlage.run import in_order, start
from wiedervorlage.settings import Settings
from wiedervorlage.writers.due_list import json_parts

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMEN = ["aachen", "emden", "goettingen", "lichtenberg", "weimarer_land"]


@pytest.fixture(scope="module")
def sample():
    """The module that the scripts share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXAMPLES)
        import sample

        yield sample


@pytest.mark.parametrize("name", NAMEN)
def test_shipped_files_are_those_of_the_script(sample, monkeypatch, name):
    geschrieben = {}
    monkeypatch.setattr(sample, "write", lambda _, listen, spalten: geschrieben.update(
        sample.files(name, sample.tables(listen, spalten), sample.STICHTAG)
    ))  # fmt: skip
    runpy.run_path(str(EXAMPLES / f"make_{name}.py"), run_name="__main__")
    da = {str(p.relative_to(EXAMPLES).as_posix()) for p in EXAMPLES.rglob("*") if p.suffix != ".py" and p.is_file()}
    assert {datei for datei in da if Path(datei).name.startswith(f"{name}.")} == geschrieben.keys()
    for datei, inhalt in geschrieben.items():
        shipped = (EXAMPLES / datei).read_bytes()
        # how a package is compressed differs between systems, what stands in it does not
        assert (cells(shipped) == cells(inhalt)) if datei.endswith(".xlsx") else shipped == inhalt, datei


def cells(mappe):
    return {blatt.title: list(blatt.values) for blatt in load_workbook(BytesIO(mappe))}


def test_a_workbook_is_the_same_whenever_it_is_made(sample):
    from forms import as_workbook

    tabellen = {"": [["Kundennummer", "Geburtsdatum"], ["000X100001", "01.02.1990"]]}
    assert as_workbook(tabellen, sample.STICHTAG) == as_workbook(tabellen, sample.STICHTAG)
    assert load_workbook(BytesIO(as_workbook(tabellen, sample.STICHTAG))).properties.created.date() == sample.STICHTAG


@pytest.mark.parametrize("form", ["formen/{}.windows-1252.csv", "formen/{}.json", "formen/{}.xlsx"])
@pytest.mark.parametrize("name", NAMEN)
def test_every_form_gives_the_same_due_list(sample, name, form):
    jobcenter = load_host().get(name.replace("_", "-"))
    run = start(jobcenter, sample.STICHTAG, Settings(), Pseudonyme(bytes(32)))

    def due(datei):
        eingabe = read([EXAMPLES / datei], run.konzept.felder, run.stichtag)
        gezeigt = in_order(run.all(eingabe.kunden))
        return "".join(json_parts(gezeigt, eingabe.meldungen, jobcenter.key, run.konzept, run.stichtag)), eingabe

    (erwartet, als_csv), (gefunden, gelesen) = due(f"{name}.csv"), due(form.format(name))
    assert json.loads(gefunden) == json.loads(erwartet)
    assert len(json.loads(erwartet)["wiedervorlagen"]) > len(als_csv.kunden) / 2
    assert (gelesen.kunden, gelesen.unbeachtet, gelesen.meldungen) == (als_csv.kunden, als_csv.unbeachtet, ())


def test_the_windows_lists_are_no_utf_8():
    for name in NAMEN:
        with pytest.raises(UnicodeDecodeError):
            (EXAMPLES / "formen" / f"{name}.windows-1252.csv").read_bytes().decode("utf-8")

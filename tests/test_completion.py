"""The schemas for editors accept what the program accepts, and refuse what has another shape."""

import json
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from wiedervorlage.completion import CASES_FILE, KONZEPT_FILE, schemas
from wiedervorlage.konzept.load import EINZELNE, TABELLEN

ROOT = Path(__file__).parents[1]
KONZEPTE = sorted(ROOT.glob("plugins/*/src/*/konzept.toml"))
FAELLE = sorted(ROOT.glob("plugins/*/src/*/faelle.toml"))

KONZEPT = """
[konzept]
jobcenter = "muster"
titel     = "Kontaktkonzept"
quelle    = "GA 1/2026"
gilt_ab   = 2020-01-01
land      = "NI"

[[pflicht]]
name = "Kontakt"

[[regel]]
id         = "a"
pflicht    = "Kontakt"
fundstelle = "Zeile 1"
wortlaut   = "1 Monat"
faellig    = "erstgespraech + 1 Monat"
"""
CASE = """
jobcenter = "muster"
[[fall]]
name     = "a"
stichtag = 2026-02-10
kunde    = { kundennummer = "000X100001" }
"""


def errors(name: str, text: str) -> list[str]:
    """What the schema that is shipped finds wrong with a text in TOML; days are texts there, as editors give them."""
    schema = json.loads(files("wiedervorlage.konzept").joinpath(name).read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [
        f.message for f in validator.iter_errors(json.loads(json.dumps(tomllib.loads(text), default=date.isoformat)))
    ]


@pytest.mark.parametrize("name", [KONZEPT_FILE, CASES_FILE])
def test_each_is_a_schema_of_its_draft(name: str) -> None:
    schema = schemas()[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", KONZEPTE, ids=lambda p: p.parent.name)
def test_accepts_every_concept(path: Path) -> None:
    assert errors(KONZEPT_FILE, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FAELLE, ids=lambda p: p.parent.name)
def test_accepts_every_case_file(path: Path) -> None:
    assert errors(CASES_FILE, path.read_text(encoding="utf-8")) == []


def test_knows_every_table() -> None:
    known = schemas()[KONZEPT_FILE]["properties"].keys()
    assert known == {"$schema", "konzept", *TABELLEN, *EINZELNE}


def test_says_what_a_key_means() -> None:
    regel = schemas()[KONZEPT_FILE]["properties"]["regel"]["items"]
    assert regel["description"].startswith("One line of the directive.")
    assert regel["properties"]["faellig"]["description"] == "the last permissible day, or an answer instead of it"
    assert regel["properties"]["oeffnet"]["description"].startswith("the first day on which it can be done")
    assert regel["properties"]["art"] == {"enum": ["kontakt", "aufgabe", "pruefung"], "default": "kontakt"}


class TestKonzept:
    def test_a_small_one(self) -> None:
        assert errors(KONZEPT_FILE, KONZEPT) == []
        assert errors(KONZEPT_FILE, f'"$schema" = "konzept.schema.json"\n{KONZEPT}') == []

    @pytest.mark.parametrize(
        "zeile",
        [
            "verbindich = true",
            'verbindlich = "ja"',
            'art = "termin"',
            'hinweise = "Text"',
            'vorrang_vor = "alle"',
            "vorrang_vor = [5]",
            'oeffnet = "ende + 1 Mond"',
            'oeffnet = { tag = "30.09." }',
            'oeffnet = { tag = "30. September", ab = "stichtag" }',
            'oeffnet = { tabelle = ["2026-02-30"], ab = "stichtag" }',
            "oeffnet = { frueheste = [] }",
            'wenn = { alter = "<< 25" }',
            "wenn = { alter = { jung = true } }",
            "wenn = {}",
            "erledigt = [[{ kontakt = true }]]",
            'erledigt = [[{ kontakt = "Beratung", am = "stichtag" }]]',
            'erledigt = [{ kontakt = "Beratung" }]',
            'erledigt = [[{ kontakt = "Beratung", anzahl = 0 }]]',
        ],
    )
    def test_a_wrong_value_or_key_of_a_row(self, zeile: str) -> None:
        assert errors(KONZEPT_FILE, KONZEPT + zeile) != []

    @pytest.mark.parametrize(
        "zeile",
        [
            'vorrang_vor = "alle folgenden"',
            'oeffnet = "ende − 2 Wochen + 1 Tag"',
            'oeffnet = { tag = "30.09.", ab = "stichtag" }',
            'oeffnet = { datum = { erste = ["ende", "beginn"] }, nach = "stichtag" }',
            'wenn = [{ alter = "25..40" }, { alter = ">= $grenze", status = ["arbeitslos"], plan_pflicht = false }]',
            'wenn = { z_seit = { monat = "6..9", ab = "stichtag" }, art = { nicht = { bekannt = "FbW" } } }',
            'erledigt = [[{ kontakt = "jeder", ab = "oeffnet", anzahl = "$n" }, { wenn = { alter = "< 25" } }]]',
        ],
    )
    def test_what_can_be_said_in_a_row(self, zeile: str) -> None:
        assert errors(KONZEPT_FILE, KONZEPT + zeile) == []

    @pytest.mark.parametrize(
        ("alt", "neu"),
        [
            ('land      = "NI"', ""),
            ('land      = "NI"', 'land = "XX"'),
            ("2020-01-01", '"bald"'),
            ('titel     = "Kontaktkonzept"', 'titel = "a"\nformat = 2'),
            ('titel     = "Kontaktkonzept"', 'titel = "a"\ndatei = "b"'),
            ("[[pflicht]]", "[pflicht]"),
            ("[[pflicht]]", "[[pflichten]]"),
            ('wortlaut   = "1 Monat"', ""),
        ],
    )
    def test_another_shape(self, alt: str, neu: str) -> None:
        assert alt in KONZEPT
        assert errors(KONZEPT_FILE, KONZEPT.replace(alt, neu)) != []


class TestCases:
    def test_a_small_one(self) -> None:
        assert errors(CASES_FILE, CASE) == []

    @pytest.mark.parametrize(
        "zeile",
        [
            "kommentar = 5",
            'erwartet = [{ regel = "a" }]',
            'erwartet = [{ pflicht = "Kontakt", fallig = 2026-02-10 }]',
            'erwartet = [{ pflicht = "Kontakt", faellig = "bald" }]',
            'erwartet = [{ pflicht = "Kontakt", status = "späT" }]',
            'nicht = "Kontakt"',
        ],
    )
    def test_a_wrong_value_or_key(self, zeile: str) -> None:
        assert errors(CASES_FILE, CASE + zeile) != []

    @pytest.mark.parametrize("text", ['jobcenter = "muster"', CASE.replace('name     = "a"', ""), "x = 1" + CASE])
    def test_another_shape(self, text: str) -> None:
        assert errors(CASES_FILE, text) != []

    def test_days_and_their_absence(self) -> None:
        assert (
            errors(CASES_FILE, CASE + 'erwartet = [{ pflicht = "Kontakt", faellig = "", oeffnet = 2026-02-10 }]') == []
        )

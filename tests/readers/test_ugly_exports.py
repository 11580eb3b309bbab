"""One list of two Kunden as real exports write it: all forms give the same Kunden, or the one right sentence."""

import codecs
import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from unicodedata import normalize

import pytest
import xlsxwriter
from attrs import evolve

from wiedervorlage.errors import DateiError
from wiedervorlage.frist import OFFEN
from wiedervorlage.kunde import UNLESBAR, Kontakt, Kunde
from wiedervorlage.readers import add_aliases, read

STICHTAG = date(2026, 7, 1)
KOPF = (
    "Kundennummer", "Betreuer", "Geburtsdatum", "Status", "Erstgespräch", "Schüler", "Schlüsselgruppe",
    "Ausgesetzt bis", "Letzter Kontakt", "Art des letzten Kontakts",
)  # fmt: skip
EINS = (
    "000X100001", "Muster, Ä.", "01.02.1990", "arbeitslos", "02.03.2026", "nein", "Q, L",
    "", "01.04.2026", "telefonisch",
)  # fmt: skip
ZWEI = ("000X100002", "Beispiel", "29.02.2004", "arbeitsuchend", "keine", "ja", "R", "31.12.9999", "", "")
ERSTER = Kunde(
    "000X100001",
    "Muster, Ä.",
    {
        "geburtsdatum": date(1990, 2, 1),
        "status": "arbeitslos",
        "erstgespraech": date(2026, 3, 2),
        "schueler": False,
        "schluesselgruppen": frozenset({"Q", "L"}),
    },
    (Kontakt(date(2026, 4, 1), art="telefonisch", flach=True),),
)
ZWEITER = Kunde(
    "000X100002",
    "Beispiel",
    {
        "geburtsdatum": date(2004, 2, 29),
        "status": "arbeitsuchend",
        "erstgespraech": None,
        "schueler": True,
        "schluesselgruppen": frozenset({"R"}),
        "ausgesetzt_bis": OFFEN,
    },
)


def rows(*eigene, oben=(), mitte=(), unten=()):
    """The list as rows of cells, with rows above the header, below it and below all."""
    return [*oben, KOPF, *mitte, *(eigene or (EINS, ZWEI)), *unten]


def column(ueberschrift, erste, zweite):
    """The list with other cells in this column."""
    stelle = KOPF.index(ueberschrift)
    return rows(*((*zeile[:stelle], zelle, *zeile[stelle + 1 :]) for zeile, zelle in ((EINS, erste), (ZWEI, zweite))))


def headings(**andere):
    """The list with other headings, named by those they replace."""
    neu = {name.replace("_", " "): text for name, text in andere.items()}
    return [tuple(neu.get(text, text) for text in KOPF), EINS, ZWEI]


def text(zeilen, trenner=";", ende="\r\n", quoting=csv.QUOTE_MINIMAL):
    ziel = StringIO()
    csv.writer(ziel, delimiter=trenner, lineterminator=ende, quoting=quoting).writerows(zeilen)
    return ziel.getvalue()


LISTE = text(rows())

CSV = {
    # what offices save as
    "utf-8": LISTE,
    "utf-8 with a mark": codecs.BOM_UTF8 + LISTE.encode(),
    "windows-1252": LISTE.encode("cp1252"),
    "utf-16": LISTE.encode("utf-16"),
    "utf-16 big endian": codecs.BOM_UTF16_BE + LISTE.encode("utf-16-be"),
    "unicode text": text(rows(), "\t").encode("utf-16"),
    "tabs": text(rows(), "\t"),
    "commas": text(rows(), ","),
    "everything in quotes": text(rows(), quoting=csv.QUOTE_ALL),
    "line feeds": text(rows(), ende="\n"),
    "carriage returns": text(rows(), ende="\r"),
    "no line break at the end": LISTE.rstrip(),
    "sep line": "sep=;\r\n" + LISTE,
    "sep line in quotes": '"sep=;"\r\n' + LISTE,
    "sep line in capitals": "SEP=,\r\n" + text(rows(), ","),
    "sep line with its own cells": "sep=;;;;\r\n" + LISTE,
    "sep names another delimiter": "sep=|\r\n" + text(rows(), "|"),
    # above and below
    "title lines": text(rows(oben=[["Liste aller Teams"], [], ["erstellt: Muster"], []])),
    "title in cells": text(rows(oben=[["Liste", *[""] * 9], [""] * 10])),
    "title with known headings": text(rows(oben=[["Kundennummer", "und Betreuer"]])),
    "stand above": text(rows(oben=[["Stand: 30.06.2026"]])),
    "stand below": text(rows(mitte=[["Stand: 30.06.2026", *[""] * 9]])),
    "stand at the end": text(rows(unten=[[], ["Stand 30.06.2026"]])),
    "header in row 20": text(rows(oben=[["Titel"]] * 19)),
    "blank lines": text(rows(EINS, [], [""] * 10, ["  "], ZWEI, unten=[[], ["\u00a0"] * 10])),
    "total": text(rows(unten=[["Summe", "2"]])),
    "grand total in another column": text(rows(unten=[["", "Gesamtergebnis: 2", *[""] * 8]])),
    "number of Kunden": text(rows(unten=[["Anzahl Kunden: 2"]])),
    "repeated header": text(rows(EINS, KOPF, ZWEI)),
    "identical duplicate": text(rows(EINS, ZWEI, EINS)),
    # headings
    "capitals": text([[zelle.upper() for zelle in KOPF], EINS, ZWEI]),
    "field names": "kundennummer;betreuer;geburtsdatum;status;erstgespraech;schueler;schluesselgruppen;ausgesetzt_bis;"
    "letzter_kontakt;letzter_kontakt_art\n" + text([EINS, ZWEI]),
    "umlauts in two letters": text(headings(Erstgespräch="ERSTGESPRAECH", Schüler="Schueler")),
    "umlauts in two characters": normalize("NFD", LISTE),
    "punctuation": text(headings(Kundennummer="Kunden-Nr.:", Ausgesetzt_bis="Ausgesetzt-bis")),
    "spaces that nobody sees": text(headings(Kundennummer="\u00a0Kundennummer \u200b", Schüler="  Schüler\u00ad")),
    "line break in a heading": text(headings(Letzter_Kontakt="Letzter\nKontakt")),
    "headings of other programs": text(
        headings(
            Kundennummer="KdNr",
            Betreuer="Hauptbetreuer",
            Geburtsdatum="Geb.-Datum",
            Status="Bewerberstatus",
            Erstgespräch="Datum Erstgespräch",
            Letzter_Kontakt="Letzter Kontakt am",
            Art_des_letzten_Kontakts="Kontaktart",
        )
    ),
    "headings of the house": text(headings(Status="Alo-Lage", Schüler="SuS")),
    "another order": text([zeile[::-1] for zeile in rows()]),
    # cells
    "dates as in ISO": text(column("Geburtsdatum", "1990-02-01", "2004-2-29")),
    "dates in two digits": text(column("Geburtsdatum", "1.2.90", "29.02.04")),
    "dates as serials": text(column("Geburtsdatum", "32905", "38046")),
    "dates with spaces": text(column("Geburtsdatum", "1. 2. 1990", "\u00a029.02.2004 ")),
    "dates with a time of day": text(column("Geburtsdatum", "01.02.1990 00:00:00", "2004-02-29T08:30")),
    "open as a serial": text(column("Ausgesetzt bis", "", "2958465")),
    "open as in ISO": text(column("Ausgesetzt bis", "", "9999-12-31 00:00:00")),
    "none as zeros": text(column("Erstgespräch", "02.03.26", "00.00.0000")),
    "yes and no in one letter": text(column("Schüler", "N", "j")),
    "yes and no in digits": text(column("Schüler", "0", "1")),
    "yes and no of a spreadsheet": text(column("Schüler", "FALSCH", "WAHR")),
    "yes as a cross": text(column("Schüler", "kein", " X ")),
    "values in other spellings": text(column("Status", "ALO", "Arbeitssuchend ")),
    "set with semicolons": text(column("Schlüsselgruppe", "Q; L", "R;")),
    "set in lines": text(column("Schlüsselgruppe", "L\nQ", "r")),
    "values of a set twice": text(column("Schlüsselgruppe", "Q, L, Q", "R")),
    "trailing spaces": text([[f"{zelle} \u00a0" for zelle in zeile] for zeile in rows()]),
    "delimiters at the end of each row": text([[*zeile, "", ""] for zeile in rows()]),
    "short rows": text([KOPF, EINS, ZWEI[:8]]),
    "empty columns": text(
        [[zelle for paar in zip(zeile, [""] * 10, strict=True) for zelle in paar] for zeile in rows()]
    ),
    "forty columns that nobody needs": text(
        [[*(f"{kopf} {n}" for n in range(40)), *zeile] for kopf, zeile in zip(("Ort", "a", "b"), rows(), strict=True)]
    ),
    "line break and delimiter in a cell": text(
        [
            [*zeile, bemerkung]
            for zeile, bemerkung in zip(rows(), ("Straße", "Am See 1\nHinterhaus; links", ""), strict=True)
        ]
    ),
}


def typed(zeilen):
    """The cells as a spreadsheet keeps them that has understood them."""
    tag = {"01.02.1990": date(1990, 2, 1), "29.02.2004": date(2004, 2, 29), "02.03.2026": date(2026, 3, 2),
           "31.12.9999": OFFEN, "01.04.2026": date(2026, 4, 1), "nein": False, "ja": True, "": None}  # fmt: skip
    return [[tag.get(zelle, zelle) for zelle in zeile] for zeile in zeilen]


def merged():
    """A workbook with a title over all columns, frozen panes, a filter and colours."""
    ziel = BytesIO()
    mappe = xlsxwriter.Workbook(ziel, {"in_memory": True})
    blatt = mappe.add_worksheet("Auswertung")
    blatt.merge_range(0, 0, 0, 9, "Liste aller Teams", mappe.add_format({"bold": True, "bg_color": "#CCCCCC"}))
    for nummer, zeile in enumerate(rows(), 2):
        for spalte, zelle in enumerate(zeile):
            blatt.write_string(nummer, spalte, zelle)
    blatt.freeze_panes(3, 1)
    blatt.autofilter(2, 0, 4, 9)
    blatt.write_blank(900, 12, None, mappe.add_format({"bg_color": "#FFFF00"}))
    mappe.close()
    return ziel.getvalue()


XLSX = {
    "all text": {"Kunden": rows()},
    "dates and truth values": {"Kunden": typed(rows())},
    "dates as numbers": {"Kunden": column("Geburtsdatum", 32905, 38046.75)},
    "open as a number": {"Kunden": column("Ausgesetzt bis", None, 2958465)},
    "days with a time": {"Kunden": column("Geburtsdatum", datetime(1990, 2, 1, 23, 59), datetime(2004, 2, 29, 8))},
    "yes and no as numbers": {"Kunden": column("Schüler", 0, 1)},
    "one sheet of another name": {"Tabelle1": rows()},
    "sheets that nobody needs": {"Deckblatt": [["Titel"]], "KUNDEN ": rows(), "Legende": [["alo", "arbeitslos"]]},
    "empty sheets beside": {"Kunden": rows(), "Kontakte": [], "Teilnahmen": []},
    "title and stand": {"Kunden": rows(oben=[["Liste"], [], ["Stand:", date(2026, 6, 30)], []])},
    "header in row 20": {"Kunden": rows(oben=[["Titel"]] * 19)},
    "blank rows and a total": {"Kunden": rows(EINS, [], [None] * 10, ZWEI, unten=[[], ["Summe", 2]])},
    "repeated header": {"Kunden": rows(EINS, KOPF, ZWEI)},
    "identical duplicate": {"Kunden": rows(EINS, ZWEI, ZWEI)},
    "list that begins in C3": {"Kunden": [[], [], *([None, None, *zeile] for zeile in rows())]},
    "remark beside the list": {"Kunden": [KOPF, (*EINS, None, None, "Rückruf"), ZWEI]},
    "headings in capitals": {"Kunden": [[zelle.upper() for zelle in KOPF], EINS, ZWEI]},
    "headings of the house": {"Kunden": headings(Status="ALO-LAGE", Schüler="SuS")},
    "spaces that nobody sees": {"Kunden": [[f"\u00a0{zelle} \u200b" for zelle in zeile] for zeile in rows()]},
    "set in lines": {"Kunden": column("Schlüsselgruppe", "Q\nL", "R")},
}


@pytest.fixture
def reads(tmp_path, felder):
    """Read one file, with the headings of a house."""
    haus = add_aliases(felder, {"status": ["Alo-Lage"], "schueler": ["SuS"]})

    def read_file(name, inhalt):
        (tmp_path / name).write_bytes(inhalt if isinstance(inhalt, bytes) else inhalt.encode())
        return read([tmp_path / name], haus, STICHTAG)

    return read_file


def is_the_list(eingabe):
    assert eingabe.kunden == (ERSTER, ZWEITER)
    assert eingabe.meldungen == ()
    assert (eingabe.gelesen, eingabe.verworfen) == (2, 0)
    return True


@pytest.mark.parametrize("inhalt", CSV.values(), ids=CSV)
def test_csv_gives_the_same_kunden(reads, inhalt):
    assert is_the_list(reads("k.csv", inhalt))


@pytest.mark.parametrize("blaetter", XLSX.values(), ids=XLSX)
def test_xlsx_gives_the_same_kunden(reads, xlsx, blaetter):
    assert is_the_list(reads("k.xlsx", xlsx.workbook(blaetter)))


def test_a_title_over_all_columns_and_colours_do_not_matter(reads):
    assert is_the_list(reads("k.xlsx", merged()))


def test_a_hidden_sheet_that_nobody_needs_does_not_matter(reads, xlsx):
    assert is_the_list(reads("k.xlsx", xlsx.workbook({"Listen": [["ja"]], "Export": rows()}, versteckt=["Listen"])))


ZAEHLT = "bis es berichtigt ist, zählen die Angaben der Zeile als unbekannt."
STATUS = "arbeitslos, arbeitsuchend, ratsuchend, nicht gesetzt"
ZAHL = (
    "Eine Tabellenkalkulation hat die Kundennummer in eine Zahl verwandelt, deshalb bleibt der Eintrag weg; bitte die "
    "Spalte als Text formatieren und die Nummer neu eintragen."
)
OHNE_NUMMER = "Die Kundennummer fehlt, deshalb bleibt der Eintrag weg; bitte ergänzen."
KEIN_DATUM = "Hier steht {} statt eines Datums; bitte ein Datum wie 31.01.2026 eintragen."
FEHLERWERT = "Die Zelle enthält den Fehlerwert {}; bitte den Inhalt der Zelle berichtigen."


def known(**andere):
    """The first Kunde with other values."""
    return evolve(ERSTER, werte={**ERSTER.werte, **andere})


# what stands there instead of the first Kunde, the row and column named, the sentence, what becomes of him
CELLS = {
    "1E+123": (("1E+123", *EINS[1:]), "Kundennummer", ZAHL, None),
    "1,23457E+11": (("1,23457E+11", *EINS[1:]), "Kundennummer", ZAHL, None),
    "no Kundennummer": (("", *EINS[1:]), "Kundennummer", OHNE_NUMMER, None),
    "Kundennummer #NV": (("#NV", *EINS[1:]), "Kundennummer",
                         FEHLERWERT.format("#NV").replace(";", ", deshalb bleibt der Eintrag weg;"), None),
    "remark": (("Liste unvollständig", *[""] * 9), "Kundennummer",
               "Hier steht Text statt einer Kundennummer, deshalb bleibt der Eintrag weg; bitte die Kundennummer "
               "eintragen.", None),
    "31.02.": ((*EINS[:4], "31.02.2026", *EINS[5:]), "Erstgespräch",
               "„31.02.2026“ ist kein mögliches Datum; bitte das Datum berichtigen.", known(erstgespraech=UNLESBAR)),
    "bald": ((*EINS[:4], "bald", *EINS[5:]), "Erstgespräch", KEIN_DATUM.format("Text"), known(erstgespraech=UNLESBAR)),
    "serial 19999": ((*EINS[:4], "19999", *EINS[5:]), "Erstgespräch", KEIN_DATUM.format("eine Zahl"),
                     known(erstgespraech=UNLESBAR)),
    "column too narrow": ((*EINS[:4], "########", *EINS[5:]), "Erstgespräch", FEHLERWERT.format("########"),
                          known(erstgespraech=UNLESBAR)),
    "birth ahead": ((*EINS[:2], "02.07.2026", *EINS[3:]), "Geburtsdatum",
                    "Das Geburtsdatum liegt nach dem Stichtag; bitte das Datum berichtigen.",
                    known(geburtsdatum=UNLESBAR)),
    "misspelled": ((*EINS[:3], "arbeitslso", *EINS[4:]), "Status",
                   f"„arbeitslso“ ist hier kein bekannter Wert, gemeint ist vielleicht „arbeitslos“; bitte einen "
                   f"dieser Werte eintragen: {STATUS}.", known(status=UNLESBAR)),
    "#WERT!": ((*EINS[:3], "#WERT!", *EINS[4:]), "Status", FEHLERWERT.format("#WERT!"), known(status=UNLESBAR)),
    "neither yes nor no": ((*EINS[:5], "ab Herbst", *EINS[6:]), "Schüler",
                           "Hier steht Text statt ja oder nein; bitte ja oder nein eintragen.",
                           known(schueler=UNLESBAR)),
    "none and some": ((*EINS[:6], "keine, Q", *EINS[7:]), "Schlüsselgruppe",
                      "Hier steht „keine“ neben anderen Werten; bitte nur eins von beidem eintragen.",
                      known(schluesselgruppen=UNLESBAR)),
    "contact ahead": ((*EINS[:8], "02.07.2026", EINS[9]), "Letzter Kontakt",
                      "Der letzte Kontakt liegt nach dem Stichtag und zählt deshalb nicht; bitte das Datum oder den "
                      "Stichtag berichtigen.",
                      evolve(ERSTER, kontakte=(Kontakt(date(2026, 7, 2), art="telefonisch", flach=True),))),
}  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("zeile", "spalte", "satz", "kunde"), CELLS.values(), ids=CELLS)
def test_what_is_wrong_with_one_row_is_told_and_costs_no_other(reads, xlsx, form, zeile, spalte, satz, kunde):
    zeilen = rows(zeile, ZWEI, oben=[["Titel"], []])
    eingabe = reads(f"k.{form}", text(zeilen) if form == "csv" else xlsx.workbook({"Kunden": zeilen}))
    blatt = None if form == "csv" else "Kunden"
    assert [(m.blatt, m.zeile, m.spalte, m.text) for m in eingabe.meldungen] == [(blatt, 4, spalte, satz)]
    assert eingabe.kunden == ((kunde, ZWEITER) if kunde else (ZWEITER,))
    assert (eingabe.gelesen, eingabe.verworfen) == (2, 0 if kunde else 1)


def test_a_kundennummer_with_two_contents_keeps_the_first(reads, tmp_path):
    eingabe = reads("k.csv", text(rows(EINS, ZWEI, (*EINS[:3], "ratsuchend", *EINS[4:]))))
    (meldung,) = eingabe.meldungen
    assert (meldung.zeile, meldung.text) == (
        4,
        f"Die Kundennummer steht mit anderen Angaben schon in {tmp_path / 'k.csv'}, Zeile 2, deshalb bleibt der "
        "Eintrag weg; bitte nur einen der Einträge behalten.",
    )
    assert eingabe.kunden == (ERSTER, ZWEITER)


def test_a_row_too_long_is_not_trusted(reads):
    eingabe = reads("k.csv", text(rows(EINS, ZWEI), ",").replace('"Muster, Ä."', "Muster, Ä.").replace('"', ""))
    (meldung,) = eingabe.meldungen
    assert (meldung.zeile, meldung.text) == (
        2,
        f"Die Zeile hat mehr Zellen als die Liste Spalten, vielleicht steht ein Trennzeichen in einem Text; {ZAEHLT}",
    )
    assert (set(eingabe.kunden[0].werte.values()), eingabe.kunden[1]) == ({UNLESBAR}, ZWEITER)


KEIN_KOPF = (
    "In den ersten 20 Zeilen steht keine Kopfzeile mit „Kundennummer“ (auch: Kunden-Nr, KdNr, KNR, Kunden ID); bitte "
    "ergänzen."
)
FILES = {
    "header in row 21": (text(rows(oben=[["Titel"]] * 20)), KEIN_KOPF),
    "no column of Kundennummern": (text([zeile[1:] for zeile in rows()]), KEIN_KOPF),
    "a web page": ("<html><table><tr><td>Kundennummer</td></tr></table></html>", KEIN_KOPF),
    "one field in two columns": (
        text([(*KOPF, "Bewerberstatus"), EINS, ZWEI]),
        "Die Spalten „Status“ und „Bewerberstatus“ bedeuten dasselbe; bitte eine davon löschen oder umbenennen.",
    ),
    "a quote never closed": (
        LISTE.replace("Beispiel", '"Beispiel'),
        "Ab Zeile 3 ist ein Anführungszeichen nicht geschlossen; bitte dort berichtigen.",
    ),
    "nothing": ("", "Die Datei ist leer; bitte die Liste neu ausgeben."),
    "no text": (b"\x81\x8d\x8f", "Die Datei ist kein Text; bitte als CSV UTF-8 neu speichern."),
}


@pytest.mark.parametrize(("inhalt", "satz"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(reads, tmp_path, inhalt, satz):
    with pytest.raises(DateiError) as fehler:
        reads("k.csv", inhalt)
    assert str(fehler.value) == f"{tmp_path / 'k.csv'}: {satz}"


@pytest.mark.parametrize(
    ("blaetter", "versteckt", "wo", "satz"),
    [
        ({"Kunden": rows(oben=[["Titel"]] * 20)}, [], ", Blatt Kunden", KEIN_KOPF),
        (
            {"A": rows(), "B": rows()},
            [],
            "",
            "Kein Blatt heißt „Kunden“, nur „A“ und „B“; bitte das Blatt mit der Liste der Kunden so nennen.",
        ),
        (
            {"Deckblatt": [["Titel"]], "Kunden": rows()},
            ["Kunden"],
            "",
            "Das Blatt „Kunden“ ist ausgeblendet; bitte einblenden oder löschen.",
        ),
    ],
    ids=["header in row 21", "two sheets", "hidden"],
)
def test_a_workbook_that_cannot_be_used_too(reads, xlsx, tmp_path, blaetter, versteckt, wo, satz):
    with pytest.raises(DateiError) as fehler:
        reads("k.xlsx", xlsx.workbook(blaetter, versteckt))
    assert str(fehler.value) == f"{tmp_path / 'k.xlsx'}{wo}: {satz}"

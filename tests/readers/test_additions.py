"""Kontakte that are held but not yet in the export: noted in a file of their own, none of them counts twice."""

import json
from datetime import date

import pytest

from wiedervorlage.errors import DateiError
from wiedervorlage.kunde import UNLESBAR, Kontakt
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.readers import read
from wiedervorlage.readers.mangel import EINTRAG_UNLESBAR

KUNDEN = "Kundennummer;Betreuer\n000X100001;Muster, A.\n000X100002;Muster, A.\n"
MAERZ, MAI = date(2026, 3, 1), date(2026, 5, 4)
VORGAENGE = {"000X100001": "K7F2QX3M", "000X100002": "AB23CD45"}


@pytest.fixture
def nach(tmp_path, felder):
    """The Eingabe of a list, the file of its Kontakte and what was noted beside them."""

    def write_and_read(nachtrag, kunden=KUNDEN, kontakte=None, name="neu.csv", mehr=()):
        dateien = {"k.csv": kunden, name: nachtrag} | ({} if kontakte is None else {"k.kontakte.csv": kontakte})
        for datei, inhalt in dateien.items():
            (tmp_path / datei).write_bytes(inhalt if isinstance(inhalt, bytes) else inhalt.encode())
        neu = [tmp_path / name, *(tmp_path / weiterer for weiterer in mehr)]
        return read([tmp_path / "k.csv"], felder, date(2026, 7, 1), kontakte=neu, vorgang=VORGAENGE.__getitem__)

    return write_and_read


def kontakte(eingabe):
    return [k.kontakte for k in eingabe.kunden]


class TestWhose:
    @pytest.mark.parametrize("ueberschrift", ["Kundennummer", "KdNr", "Vorgang", "VORGANG:"])
    @pytest.mark.parametrize("wer", ["000X100001", "K7F2QX3M", "K7F2-QX3M", "k7f2 qx3m", "k7f2\u2013qx3m"])
    def test_a_kontakt_is_by_kundennummer_or_vorgang(self, nach, ueberschrift, wer):
        eingabe = nach(f"{ueberschrift};Datum;Art\n{wer};01.03.2026;Telefon\n")
        assert kontakte(eingabe) == [(Kontakt(MAERZ, art="telefonisch"),), ()]
        assert eingabe.meldungen == ()

    @pytest.mark.parametrize("wer", ["000X100009", "K7F2-QX3N"])
    def test_one_of_nobody_is_left_out_and_reported(self, nach, wer):
        eingabe = nach(f"Vorgang;Datum\n{wer};01.03.2026\n")
        (meldung,) = eingabe.meldungen
        assert meldung.text == (
            "Einen Kunden mit dieser Nummer oder diesem Vorgang hat die Liste nicht, deshalb bleibt der Eintrag weg; "
            "bitte die Angabe prüfen oder die Zeile löschen."
        )
        assert (meldung.zeile, meldung.spalte, meldung.gefunden) == (2, "Vorgang", "unbekannter Kunde")
        assert kontakte(eingabe) == [(), ()]

    def test_without_anybody_is_left_out_and_reported(self, nach):
        (meldung,) = nach("Vorgang;Datum\n;01.03.2026\n").meldungen
        assert (meldung.zeile, meldung.spalte, meldung.gefunden) == (2, "Vorgang", "leer")

    def test_a_list_of_kunden_or_kontakte_knows_no_vorgang(self, nach):
        eingabe = nach("Vorgang;Datum\n", kontakte="Kundennummer;Datum;Vorgang\nK7F2QX3M;01.03.2026;x\n")
        assert [m.gefunden for m in eingabe.meldungen] == ["unbekannte Kundennummer"]
        assert "Vorgang" in eingabe.unbeachtet

    def test_without_a_key_a_vorgang_is_nobody(self, tmp_path, felder):
        (tmp_path / "k.csv").write_text(KUNDEN, encoding="utf-8")
        (tmp_path / "neu.csv").write_text("Vorgang;Datum\nK7F2QX3M;01.03.2026\n", encoding="utf-8")
        (meldung,) = read([tmp_path / "k.csv"], felder, kontakte=[tmp_path / "neu.csv"]).meldungen
        assert meldung.gefunden == "unbekannter Kunde"


class TestRows:
    def test_have_all_that_a_kontakt_has(self, nach):
        kopf, zeile = "Kundennummer;Datum;Art;Ergebnis;Akteur", "000X100002;04.05.2026;Video;nicht erschienen;KuZ"
        _, (kontakt,) = kontakte(nach(f"{kopf}\n{zeile}\n"))
        assert kontakt == Kontakt(MAI, art="video", ergebnis="nicht_erschienen", akteur="kuz")

    def test_without_a_day_are_left_out_reported_and_noted(self, nach):
        eingabe = nach("Kundennummer;Datum\n000X100002;31.02.2026\n")
        assert [(m.zeile, m.gefunden) for m in eingabe.meldungen] == [(2, "31.02.2026")]
        assert [k.hinweise for k in eingabe.kunden] == [(), (EINTRAG_UNLESBAR,)]

    def test_are_no_list_of_kontakte_that_the_export_has(self, nach):
        eingabe = nach("Kundennummer;Datum;Ort\n000X100001;01.03.2026;Büro\n")
        assert eingabe.spalten["kontakt"] == frozenset()
        assert eingabe.unbeachtet == ("Ort",)
        assert (eingabe.gelesen, eingabe.verworfen) == (2, 0)


class TestOneContact:
    """In the list and in the file, or in two files: it counts once."""

    def of(self, nach, alt, neu):
        kopf = "Kundennummer;Datum;Art;Ergebnis;Akteur\n000X100001;"
        return kontakte(nach(kopf + neu + "\n", kontakte=kopf + alt + "\n"))[0]

    @pytest.mark.parametrize(
        ("alt", "neu", "einer"),
        [
            ("01.03.2026;Telefon;;", "01.03.2026;telefonisch;;", Kontakt(MAERZ, art="telefonisch")),
            ("01.03.2026;;;", "2026-03-01;Telefon;;", Kontakt(MAERZ, art="telefonisch")),
            ("01.03.2026;Telefon;;", "01.03.2026;;;", Kontakt(MAERZ, art="telefonisch")),
            ("01.03.2026;Fax;;", "01.03.2026;Telefon;;", Kontakt(MAERZ, art="telefonisch")),
            ("01.03.2026;Telefon;;", "01.03.2026;Fax;;", Kontakt(MAERZ, art="telefonisch")),
            (
                "01.03.2026;Telefon;;",
                "01.03.2026;Telefon;nicht erreicht;",
                Kontakt(MAERZ, art="telefonisch", ergebnis="nicht_erreicht"),
            ),
        ],
    )
    def test_is_one_where_nothing_contradicts(self, nach, alt, neu, einer):
        assert self.of(nach, alt, neu) == (einer,)

    @pytest.mark.parametrize(
        ("alt", "neu"),
        [
            ("01.03.2026;Telefon;;", "02.03.2026;Telefon;;"),
            ("01.03.2026;Telefon;;", "01.03.2026;Video;;"),
            ("01.03.2026;Telefon;erschienen;", "01.03.2026;Telefon;nicht erreicht;"),
            ("01.03.2026;Telefon;;Betreuer", "01.03.2026;Telefon;;KuZ"),
        ],
    )
    def test_are_two_where_something_does(self, nach, alt, neu):
        assert len(self.of(nach, alt, neu)) == 2

    def test_in_two_files_counts_once(self, nach, tmp_path):
        (tmp_path / "alt.csv").write_text("Vorgang;Datum\nK7F2-QX3M;01.03.2026\n", encoding="utf-8")
        eingabe = nach("Kundennummer;Datum\n000X100001;01.03.2026\n", mehr=["alt.csv", "neu.csv"])
        assert kontakte(eingabe)[0] == (Kontakt(MAERZ),)

    def test_of_two_attempts_in_the_list_both_stay(self, nach):
        zwei = "Kundennummer;Datum;Art\n" + "000X100001;01.03.2026;Telefon\n" * 2
        assert len(kontakte(nach("Vorgang;Datum\nK7F2QX3M;01.03.2026\n", kontakte=zwei))[0]) == 2


class TestBesideAFlatList:
    FLACH = "Kundennummer;Letzter Kontakt;Art des letzten Kontakts\n000X100001;{}\n"

    def of(self, nach, letzter, neu, **dateien):
        nachtrag = f"Kundennummer;Datum;Art;Ergebnis;Akteur\n000X100001;{neu}\n"
        return kontakte(nach(nachtrag, kunden=self.FLACH.format(letzter), **dateien))[0]

    def test_both_count_and_nothing_before_is_known(self, nach):
        erster, zweiter = self.of(nach, "01.03.2026;Telefon", "04.05.2026;Video;;")
        assert erster == Kontakt(MAERZ, art="telefonisch", flach=True)
        assert zweiter == Kontakt(MAI, art="video")

    def test_of_one_day_they_are_one_that_stays_flat(self, nach):
        assert self.of(nach, "01.03.2026;", "01.03.2026;Video;;") == (Kontakt(MAERZ, art="video", flach=True),)

    @pytest.mark.parametrize("neu", ["01.03.2026;;nicht erschienen;", "01.03.2026;;;KuZ", "01.03.2026;Video;;"])
    def test_the_last_one_was_held_by_the_betreuer(self, nach, neu):
        erster, zweiter = self.of(nach, "01.03.2026;Telefon", neu)
        assert (erster, zweiter.flach) == (Kontakt(MAERZ, art="telefonisch", flach=True), False)

    def test_an_unreadable_last_one_stays_unknown(self, nach):
        erster, zweiter = self.of(nach, "31.02.2026;", "04.05.2026;;;")
        assert (erster.datum, erster.flach, zweiter) == (UNLESBAR, True, Kontakt(MAI))

    def test_single_ones_of_the_list_displace_the_flat_one_as_ever(self, nach):
        einzelne = "Kundennummer;Datum\n000X100001;02.02.2026\n"
        gelesen = self.of(nach, "01.03.2026;", "04.05.2026;;;", kontakte=einzelne)
        assert gelesen == (Kontakt(date(2026, 2, 2)), Kontakt(MAI))


class TestFiles:
    ZEILEN = (["Vorgang", "Datum", "Art"], ["K7F2-QX3M", MAERZ, "Telefon"])

    @pytest.mark.parametrize("weitere", [{}, {"Deckblatt": [["Titel"]]}, {"Kunden": [["Kundennummer"], ["T-9"]]}])
    def test_a_sheet_kontakte_is_read_and_no_other(self, nach, xlsx, weitere):
        eingabe = nach(xlsx.workbook({**weitere, "Kontakte": self.ZEILEN}), name="neu.xlsx")
        assert kontakte(eingabe) == [(Kontakt(MAERZ, art="telefonisch"),), ()]
        assert (len(eingabe.kunden), eingabe.meldungen) == (2, ())

    def test_one_sheet_alone_is_read_whatever_its_name(self, nach, xlsx):
        eingabe = nach(xlsx.workbook({"Tabelle1": self.ZEILEN}), name="neu.xlsx")
        assert kontakte(eingabe) == [(Kontakt(MAERZ, art="telefonisch"),), ()]

    def test_of_several_sheets_one_must_be_named_so(self, nach, xlsx):
        with pytest.raises(DateiError) as fehler:
            nach(xlsx.workbook({"A": self.ZEILEN, "B": self.ZEILEN}), name="neu.xlsx")
        assert str(fehler.value).endswith(
            "neu.xlsx: Kein Blatt heißt „Kontakte“, nur „A“ und „B“; bitte das Blatt mit der Liste der Kontakte so "
            "nennen."
        )

    @pytest.mark.parametrize(
        ("name", "inhalt", "satz"),
        [
            ("neu.json", "{}", "nicht gelesen; bitte speichern als Excel-Arbeitsmappe (.xlsx) oder CSV (.csv, .txt)."),
            (
                "neu.csv",
                "Vorgang;Art\nK7F2QX3M;Telefon\n",
                "In den ersten 20 Zeilen steht keine Kopfzeile mit „Kundennummer“ (auch: Kunden-Nr, KdNr, KNR, Kunden "
                "ID, Vorgang) und „Datum“ (auch: Kontaktdatum, Kontakt am, Termin); bitte ergänzen.",
            ),
            (
                "neu.csv",
                "Kundennummer;Vorgang;Datum\n000X100001;K7F2QX3M;01.03.2026\n",
                "Die Spalten „Kundennummer“ und „Vorgang“ bedeuten dasselbe; bitte eine davon löschen oder umbenennen.",
            ),
        ],
    )
    def test_that_cannot_be_used_are_refused(self, nach, name, inhalt, satz):
        with pytest.raises(DateiError) as fehler:
            nach(inhalt, name=name)
        assert str(fehler.value).endswith(satz)


class TestCommands:
    """A Kunde overdue on the Stichtag, whose contact of last week the export does not have."""

    @pytest.fixture
    def run(self, call, tmp_path):
        (tmp_path / "k.csv").write_text(
            "Kundennummer;Betreuer;Geburtsdatum;Status;Integrationsprognose;Erstgespräch;Letzter Kontakt;Art des "
            "letzten Kontakts\n000X100001;Ahrens;01.05.1984;arbeitslos;marktnah;02.02.2026;02.03.2026;persönlich\n",
            encoding="utf-8",
        )
        return lambda befehl, *args: call(befehl, "k.csv", "--jobcenter", "weimarer-land", "--on", "2026-11-23", *args)

    def folgekontakt(self, run, *args):
        status, out, err = run("due", "--format", "json", *args)
        (eine,) = [w for w in json.loads(out)["wiedervorlagen"] if w["pflicht"] == "Folgekontakt"]
        return status, eine, err

    def test_due_knows_of_it(self, run, tmp_path):
        _, vorher, _ = self.folgekontakt(run)
        assert vorher["status"] == "ueberfaellig"
        code = anzeige(vorher["vorgang"])
        (tmp_path / "neu.csv").write_text(f"Vorgang;Datum;Art\n{code};19.11.2026;persönlich\n", encoding="utf-8")
        status, nachher, err = self.folgekontakt(run, "--kontakte", "neu.csv")
        assert (status, nachher["status"], "nicht zu verwenden" in err) == (0, "offen", False)
        assert nachher["faellig"] > vorher["faellig"]

    @pytest.mark.parametrize(
        ("befehl", "mehr"),
        [
            ("due", ()),
            ("check", ()),
            ("explain", ("--kunde", "000X100001")),
            ("export", ("--out", "kalender")),
            ("capacity", ()),
            ("graduates", ()),
        ],
    )
    def test_every_command_reports_a_row_of_nobody(self, run, tmp_path, befehl, mehr):
        (tmp_path / "neu.csv").write_text("Vorgang;Datum\nZZZZ-2222;19.11.2026\n", encoding="utf-8")
        status, _, err = run(befehl, "--kontakte", "neu.csv", *mehr)
        assert status == 1
        assert "neu.csv, Zeile 2, Spalte Vorgang: Einen Kunden mit dieser Nummer" in err
        assert "ZZZZ" not in err

    def test_the_file_is_not_written_over(self, run, tmp_path):
        (tmp_path / "neu.csv").write_text("Vorgang;Datum\n", encoding="utf-8")
        status, _, err = run("due", "--kontakte", "neu.csv", "--out", "neu.csv")
        assert (status, "neu.csv gehört zur Liste" in err) == (2, True)

"""Kunden, Kontakte and Teilnahmen find each other by the Kundennummer."""

from datetime import date
from types import MappingProxyType

import pytest

from wiedervorlage.errors import DateiError, EinstellungError, Meldung
from wiedervorlage.kunde import FEHLT, UNLESBAR, Kontakt
from wiedervorlage.readers import read, structure_kunde
from wiedervorlage.readers.mangel import EINTRAG_UNLESBAR

KUNDEN = "Kundennummer;Betreuer\n000X100001;Muster, A.\n000X100002;Muster, A.\n"
KONTAKTE = "Kundennummer;Datum;Art\n000X100001;01.03.2026;persönlich\n000X100001;15.08.2026;\n"
TEILNAHMEN = "Kundennummer;Maßnahme;Beginn;Ende\n000X100002;Coaching;01.02.2026;31.07.2026\n"


def names(eingabe):
    return [t.massnahme for k in eingabe.kunden for t in k.teilnahmen]


class TestKontakte:
    def test_are_joined(self, lies):
        erster, zweiter = lies({"k.csv": KUNDEN, "k.kontakte.csv": KONTAKTE}).kunden
        assert erster.kontakte == (Kontakt(date(2026, 3, 1), art="persoenlich"), Kontakt(date(2026, 8, 15)))
        assert zweiter.kontakte == ()

    def test_say_what_they_do_not_know(self, lies):
        kontakt = lies({"k.csv": KUNDEN, "k.kontakte.csv": KONTAKTE}).kunden[0].kontakte[1]
        assert (kontakt.art, kontakt.ergebnis, kontakt.flach) == (FEHLT, FEHLT, False)

    def test_of_nobody_are_left_out_and_reported(self, lies):
        eingabe = lies({"k.csv": KUNDEN, "k.kontakte.csv": KONTAKTE + "000X100009;01.03.2026;Fax\n;01.03.2026;\n"})
        assert [(m.zeile, m.gefunden) for m in eingabe.meldungen] == [(4, "unbekannte Kundennummer"), (5, "leer")]
        assert (eingabe.gelesen, eingabe.verworfen) == (2, 0)

    def test_of_rows_alike_in_all_that_counts_are_one_value(self, lies):
        zeilen = "Kundennummer;Datum;Art;Bemerkung\n" + "".join(
            f"000X10000{nummer};01.03.2026;{art};{bemerkung}\n"
            for nummer, art, bemerkung in ((1, "Video", "a"), (2, "Video", "b"), (2, "Telefon", "a"), (1, "Video", ""))
        )
        erster, zweiter = lies({"k.csv": KUNDEN, "k.kontakte.csv": zeilen}).kunden
        assert [k.art for k in erster.kontakte] == ["video", "video"]
        assert [k.art for k in zweiter.kontakte] == ["video", "telefonisch"]
        assert erster.kontakte[0] is erster.kontakte[1] is zweiter.kontakte[0]

    def test_of_a_row_like_one_before_are_left_out_too_where_their_kunde_is_not_there(self, lies):
        zeilen = KONTAKTE + "000X100009;01.03.2026;persönlich\n;01.03.2026;persönlich\nSumme;01.03.2026;persönlich\n"
        eingabe = lies({"k.csv": KUNDEN, "k.kontakte.csv": zeilen})
        assert [len(k.kontakte) for k in eingabe.kunden] == [2, 0]
        assert [(m.zeile, m.gefunden) for m in eingabe.meldungen] == [(4, "unbekannte Kundennummer"), (5, "leer")]

    def test_of_a_row_like_one_before_with_a_cell_too_many_are_left_out(self, lies):
        eingabe = lies({"k.csv": KUNDEN, "k.kontakte.csv": KONTAKTE + "000X100002;01.03.2026;persönlich;x\n"})
        assert [k.hinweise for k in eingabe.kunden] == [(), (EINTRAG_UNLESBAR,)]

    @pytest.mark.parametrize("datum", ["31.02.2026", "", "00.00.0000", "keine", "#NV", "bald"])
    def test_without_a_day_are_left_out_and_the_kunde_says_so(self, lies, datum):
        eingabe = lies({"k.csv": KUNDEN, "k.kontakte.csv": KONTAKTE + f"000X100002;{datum};persönlich\n"})
        (meldung,) = eingabe.meldungen
        assert eingabe.kunden[1].kontakte == ()
        assert [k.hinweise for k in eingabe.kunden] == [(), (EINTRAG_UNLESBAR,)]
        assert (meldung.zeile, meldung.spalte) == (4, "Datum")
        assert "deshalb bleibt der Eintrag weg" in meldung.text

    def test_with_another_unreadable_cell_stay(self, lies):
        eingabe = lies({"k.csv": KUNDEN, "k.kontakte.csv": KONTAKTE + "000X100002;01.03.2026;Fax\n"})
        assert eingabe.kunden[1].kontakte == (Kontakt(date(2026, 3, 1), art=UNLESBAR),)
        assert eingabe.kunden[1].hinweise == ()
        assert len(eingabe.meldungen) == 1

    def test_need_a_column_datum(self, lies):
        with pytest.raises(DateiError, match=r"k.kontakte.csv: .* mit „Kundennummer“ .* und „Datum“"):
            lies({"k.csv": KUNDEN, "k.kontakte.csv": "Kundennummer;Art\n000X100001;persönlich\n"})

    def test_columns_are_known_apart_from_those_of_the_list(self, lies):
        eingabe = lies({"k.csv": KUNDEN, "k.kontakte.csv": KONTAKTE})
        assert eingabe.spalten == {
            "kunde": {"kundennummer", "betreuer"},
            "kontakt": {"datum", "art"},
            "teilnahme": frozenset(),
        }


class TestFlatList:
    LISTE = "Kundennummer;Letzter Kontakt;Art des letzten Kontakts\n000X100001;{}\n"

    @pytest.mark.parametrize(
        ("zellen", "kontakt"),
        [
            ("01.03.2026;telefonisch", Kontakt(date(2026, 3, 1), art="telefonisch", flach=True)),
            ("01.03.2026;", Kontakt(date(2026, 3, 1), flach=True)),
            ("01.03.2026;keine", Kontakt(date(2026, 3, 1), art=None, flach=True)),
            ("01.03.2026;Fax", Kontakt(date(2026, 3, 1), art=UNLESBAR, flach=True)),
            ("31.02.2026;", Kontakt(UNLESBAR, flach=True)),
        ],
    )
    def test_its_last_kontakt_is_a_kontakt(self, lies, zellen, kontakt):
        (kunde,) = lies({"k.csv": self.LISTE.format(zellen)}).kunden
        assert kunde.kontakte == (kontakt,)
        assert kunde.werte == {}
        assert kunde.hinweise == ()

    @pytest.mark.parametrize("zellen", [";", ";telefonisch", "keine;", "00.00.0000;telefonisch"])
    def test_no_last_kontakt_is_none(self, lies, zellen):
        (kunde,) = lies({"k.csv": self.LISTE.format(zellen)}).kunden
        assert (kunde.kontakte, kunde.werte) == ((), {})

    def test_single_kontakte_go_before_it(self, lies):
        liste = self.LISTE.format("01.05.2026;telefonisch")
        (kunde,) = lies({"k.csv": liste, "k.kontakte.csv": "Kundennummer;Datum\n000X100001;01.03.2026\n"}).kunden
        assert kunde.kontakte == (Kontakt(date(2026, 3, 1)),)

    def test_it_counts_where_no_single_kontakt_could_be_read(self, lies):
        liste = self.LISTE.format("01.05.2026;telefonisch")
        (kunde,) = lies({"k.csv": liste, "k.kontakte.csv": "Kundennummer;Datum\n000X100001;31.02.2026\n"}).kunden
        assert kunde.kontakte == (Kontakt(date(2026, 5, 1), art="telefonisch", flach=True),)
        assert kunde.hinweise == (EINTRAG_UNLESBAR,)

    @pytest.mark.parametrize(
        ("tag", "gefunden"), [("01.07.2026", []), ("02.07.2026", ["Datum nach dem Stichtag"]), ("keine", [])]
    )
    def test_its_last_kontakt_cannot_lie_ahead(self, lies, tag, gefunden):
        eingabe = lies({"k.csv": self.LISTE.format(f"{tag};")}, stichtag=date(2026, 7, 1))
        assert [m.gefunden for m in eingabe.meldungen] == gefunden
        assert (len(eingabe.kunden), eingabe.verworfen) == (1, 0)

    def test_one_that_does_is_told_with_its_place_and_kept(self, lies, tmp_path):
        eingabe = lies({"k.csv": "Kundennummer;Datum letzter Kontakt\n000X100001;02.07.2026\n"})
        satz = (
            "Der letzte Kontakt liegt nach dem Stichtag und zählt deshalb nicht; "
            "bitte das Datum oder den Stichtag berichtigen."
        )
        ort = (str(tmp_path / "k.csv"), None, 2, "Datum letzter Kontakt")
        assert eingabe.meldungen == (Meldung(satz, *ort, "Datum nach dem Stichtag", "Datum wie 31.01.2026"),)
        assert eingabe.kunden[0].kontakte == (Kontakt(date(2026, 7, 2), flach=True),)

    def test_of_one_that_does_not_count_nothing_is_told(self, lies):
        dateien = {"k.csv": self.LISTE.format("02.07.2026;"), "k.kontakte.csv": KONTAKTE}
        assert [m.gefunden for m in lies(dateien).meldungen] == []

    def test_without_a_stichtag_nothing_lies_ahead(self, lies):
        assert lies({"k.csv": self.LISTE.format("02.07.2026;")}, stichtag=None).meldungen == ()


class TestTeilnahmen:
    def test_are_joined(self, lies):
        (teilnahme,) = lies({"k.csv": KUNDEN, "k.teilnahmen.csv": TEILNAHMEN}).kunden[1].teilnahmen
        assert teilnahme.massnahme == "Coaching"
        assert teilnahme.werte == {"beginn": date(2026, 2, 1), "ende": date(2026, 7, 31)}

    @pytest.mark.parametrize(
        ("zeile", "spalte"),
        [
            (";01.02.2026;31.07.2026;", "Maßnahme"),
            ("keine;01.02.2026;31.07.2026;", "Maßnahme"),
            ("Coaching;31.02.2026;31.07.2026;", "Beginn"),
            ("Coaching;01.02.2026;bald;", "Ende"),
        ],
    )
    def test_without_name_or_with_unreadable_span_are_left_out(self, lies, zeile, spalte):
        tabelle = f"Kundennummer;Maßnahme;Beginn;Ende;Austritt\n000X100001;{zeile}\n"
        eingabe = lies({"k.csv": KUNDEN, "k.teilnahmen.csv": tabelle})
        (meldung,) = eingabe.meldungen
        assert (eingabe.kunden[0].teilnahmen, eingabe.kunden[0].hinweise) == ((), (EINTRAG_UNLESBAR,))
        assert meldung.spalte == spalte

    @pytest.mark.parametrize("zeile", ["Coaching;;;", "Coaching;keine;keine;"])
    def test_without_a_span_stay(self, lies, zeile):
        tabelle = f"Kundennummer;Maßnahme;Beginn;Ende;Austritt\n000X100001;{zeile}\n"
        eingabe = lies({"k.csv": KUNDEN, "k.teilnahmen.csv": tabelle})
        assert (names(eingabe), eingabe.meldungen) == (["Coaching"], ())

    def test_with_an_unreadable_austritt_stay_with_an_unknown_end(self, lies):
        tabelle = "Kundennummer;Maßnahme;Beginn;Ende;Austritt\n000X100001;Coaching;01.02.2026;31.07.2026;bald\n"
        eingabe = lies({"k.csv": KUNDEN, "k.teilnahmen.csv": tabelle})
        (teilnahme,) = eingabe.kunden[0].teilnahmen
        assert teilnahme.werte["austritt"] is UNLESBAR
        assert (len(eingabe.meldungen), eingabe.kunden[0].hinweise) == (1, ())

    @pytest.mark.parametrize(
        ("zeilen", "erwartet"),
        [
            (["Coaching;01.02.2026;", "Lager;01.02.2026;"], ["Coaching", "Lager"]),
            (["Coaching;01.02.2026;", "Coaching;01.05.2026;"], ["Coaching (01.02.2026)", "Coaching (01.05.2026)"]),
            (
                ["Coaching;01.02.2026;", "Coaching;01.02.2026;31.07.2026"],
                ["Coaching (01.02.2026)", "Coaching (01.02.2026) (2)"],
            ),
            (["Coaching;;", "Coaching;01.02.2026;"], ["Coaching", "Coaching (01.02.2026)"]),
            (["Coaching;;", "Coaching;keine;"], ["Coaching", "Coaching (2)"]),
            (
                ["Coaching;;", "Coaching;;31.07.2026", "Coaching (2);;"],
                ["Coaching", "Coaching (3)", "Coaching (2)"],
            ),
            (["Coaching;01.02.2026;", "Coaching;01.02.2026;"], ["Coaching"]),
        ],
    )
    def test_of_one_name_are_told_apart(self, lies, zeilen, erwartet):
        tabelle = "Kundennummer;Maßnahme;Beginn;Ende\n" + "".join(f"000X100001;{z}\n" for z in zeilen)
        assert names(lies({"k.csv": KUNDEN, "k.teilnahmen.csv": tabelle})) == erwartet

    def test_of_one_name_and_two_kunden_keep_it(self, lies):
        tabelle = TEILNAHMEN + "000X100001;Coaching;01.03.2026;\n"
        assert names(lies({"k.csv": KUNDEN, "k.teilnahmen.csv": tabelle})) == ["Coaching", "Coaching"]


class TestOneKundennummerTwice:
    def test_with_the_same_content_counts_once(self, lies):
        eingabe = lies({"k.csv": KUNDEN + "000X100001; Muster, A. \n"})
        assert (len(eingabe.kunden), eingabe.gelesen, eingabe.verworfen, eingabe.meldungen) == (2, 2, 0, ())

    def test_with_other_content_drops_the_later(self, lies):
        eingabe = lies({"k.csv": KUNDEN + "000X100001;Muster, B.\n"})
        (meldung,) = eingabe.meldungen
        assert [k.betreuer for k in eingabe.kunden] == ["Muster, A.", "Muster, A."]
        assert (eingabe.gelesen, eingabe.verworfen) == (3, 1)
        assert (meldung.zeile, meldung.gefunden) == (4, "doppelt")
        assert "schon in " in meldung.text
        assert "k.csv, Zeile 2," in meldung.text

    def test_what_nobody_needs_makes_no_other_content(self, lies):
        eingabe = lies({"k.csv": "Kundennummer;Ort\n000X100001;a\n000X100001;b\n"})
        assert (eingabe.gelesen, eingabe.meldungen) == (1, ())

    def test_another_last_kontakt_is_other_content(self, lies):
        eingabe = lies({"k.csv": "Kundennummer;Letzter Kontakt\n000X100001;01.03.2026\n000X100001;02.03.2026\n"})
        assert (eingabe.gelesen, eingabe.verworfen) == (2, 1)

    def test_holds_across_files(self, lies):
        dateien = {"a.csv": KUNDEN, "b.csv": "Kundennummer;Betreuer\n000X100002;Muster, B.\n000X100003;\n"}
        eingabe = lies(dateien, nur=("a.csv", "b.csv"))
        assert [k.kundennummer for k in eingabe.kunden] == ["000X100001", "000X100002", "000X100003"]
        assert (eingabe.gelesen, eingabe.verworfen) == (4, 1)


class TestWhichFiles:
    def test_a_file_beside_the_list_that_is_named_too_is_read_once(self, lies):
        dateien = {"k.csv": KUNDEN, "k.kontakte.csv": KONTAKTE, "k.teilnahmen.csv": TEILNAHMEN}
        eingabe = lies(dateien, nur=("k.kontakte.csv", "k.csv", "k.teilnahmen.csv", "k.csv"))
        assert [len(k.kontakte) for k in eingabe.kunden] == [2, 0]
        assert names(eingabe) == ["Coaching"]

    def test_upper_and_lower_case_are_one_name(self, lies):
        eingabe = lies({"Kunden.CSV": KUNDEN, "kunden.Kontakte.csv": KONTAKTE})
        assert len(eingabe.kunden[0].kontakte) == 2

    def test_kontakte_of_another_list_are_left_alone(self, lies):
        assert lies({"k.csv": KUNDEN, "m.kontakte.csv": KONTAKTE}).kunden[0].kontakte == ()

    def test_kontakte_of_another_name_can_be_named(self, lies):
        eingabe = lies({"k.csv": KUNDEN, "m.kontakte.csv": KONTAKTE}, nur=("k.csv", "m.kontakte.csv"))
        assert len(eingabe.kunden[0].kontakte) == 2

    def test_kontakte_find_a_kunde_of_a_later_list(self, lies):
        dateien = {"a.csv": "Kundennummer\n000X100009\n", "a.kontakte.csv": KONTAKTE, "b.csv": KUNDEN}
        eingabe = lies(dateien, nur=("a.csv", "b.csv"))
        assert eingabe.meldungen == ()
        assert [len(k.kontakte) for k in eingabe.kunden] == [0, 2, 0]


class TestGruppeOfTheHouse:
    GRUPPEN = MappingProxyType({"Bewerbungs-Coaching": "II"})
    KUNDE = MappingProxyType({"kundennummer": "000X100001"})

    def gruppen(self, felder, *teilnahmen, gruppen=GRUPPEN):
        kunde, _ = structure_kunde({**self.KUNDE, "teilnahmen": list(teilnahmen)}, felder, gruppen=gruppen)
        return [t.werte.get("gruppe", FEHLT) for t in kunde.teilnahmen]

    @pytest.mark.parametrize("massnahme", ["Bewerbungs-Coaching", "BEWERBUNGSCOACHING", " bewerbungs coaching "])
    def test_stands_in_for_one_that_is_not_there(self, felder, massnahme):
        assert self.gruppen(felder, {"massnahme": massnahme}) == ["II"]

    def test_is_not_that_of_another_massnahme(self, felder):
        assert self.gruppen(felder, {"massnahme": "Bewerbungscoaching B"}) == [FEHLT]

    @pytest.mark.parametrize(("eigene", "gilt"), [("III", "III"), ("keine", None), ("V", UNLESBAR)])
    def test_never_displaces_what_the_list_says(self, felder, eigene, gilt):
        assert self.gruppen(felder, {"massnahme": "Bewerbungscoaching", "gruppe": eigene}) == [gilt]

    def test_is_found_before_two_of_one_name_are_told_apart(self, felder):
        zwei = [{"massnahme": "Bewerbungscoaching", "beginn": f"01.0{m}.2026"} for m in (1, 3)]
        assert self.gruppen(felder, *zwei) == ["II", "II"]

    def test_of_two_spellings_must_be_one(self, felder):
        assert self.gruppen(felder, {"massnahme": "a b"}, gruppen={"A-B": "I", "ab": "I"}) == ["I"]
        with pytest.raises(EinstellungError) as fehler:
            self.gruppen(felder, gruppen={"A-B": "I", "ab": "II"})
        assert str(fehler.value) == "massnahmegruppen: „ab“ steht dort mit zwei Gruppen; bitte eine davon streichen."

    def test_is_told_to_the_reader_of_files_too(self, tmp_path, felder):
        (tmp_path / "k.csv").write_text("Kundennummer\n000X100001\n", encoding="utf-8")
        (tmp_path / "k.teilnahmen.csv").write_text("Kundennummer;Maßnahme\n000X100001;Coaching\n", encoding="utf-8")
        mit, ohne = (read([tmp_path / "k.csv"], felder, gruppen=g) for g in ({"Coaching": "I"}, {}))
        assert [e.kunden[0].teilnahmen[0].werte for e in (mit, ohne)] == [{"gruppe": "I"}, {}]
        assert [e.spalten["teilnahme"] for e in (mit, ohne)] == [{"massnahme", "gruppe"}, {"massnahme"}]

    def test_makes_no_list_of_teilnahmen(self, tmp_path, felder):
        (tmp_path / "k.csv").write_text("Kundennummer\n000X100001\n", encoding="utf-8")
        assert read([tmp_path / "k.csv"], felder, gruppen={"Coaching": "I"}).spalten["teilnahme"] == frozenset()

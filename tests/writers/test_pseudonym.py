"""Pseudonyms: stable per house, readable, telling nothing."""

import re
from base64 import b32decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiedervorlage.pseudonym import Pseudonyme, anzeige, normalisiert

HAUS = Pseudonyme(bytes(range(32)))
ANDERES_HAUS = Pseudonyme(bytes(32))


class TestVorgang:
    def test_stays_the_same_in_every_version(self) -> None:
        assert HAUS.vorgang("weimarer-land", "000X100001") == "E7QTD8GE"

    def test_differs_between_kunden(self) -> None:
        assert HAUS.vorgang("weimarer-land", "000X100001") != HAUS.vorgang("weimarer-land", "000X100002")

    def test_differs_between_jobcenters(self) -> None:
        assert HAUS.vorgang("weimarer-land", "000X100001") != HAUS.vorgang("emden", "000X100001")

    def test_differs_between_houses(self) -> None:
        assert HAUS.vorgang("emden", "000X100001") != ANDERES_HAUS.vorgang("emden", "000X100001")

    def test_has_eight_characters_without_look_alikes(self) -> None:
        zeichen = set()
        for nummer in range(2000):
            vorgang = HAUS.vorgang("emden", f"000X{nummer:06}")
            assert re.fullmatch(r"[2-9A-HJ-NP-Z]{8}", vorgang)
            zeichen |= set(vorgang)
        assert zeichen == set("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")

    def test_takes_a_lone_surrogate(self) -> None:
        assert HAUS.vorgang("emden", "\ud800") != HAUS.vorgang("emden", "\ud801")


class TestUid:
    def test_stays_the_same_in_every_version(self) -> None:
        uid = HAUS.uid("weimarer-land", "000X100001", "Folgekontakt", None)
        assert uid == "508ede64059aa751c1e0cbfcb6b4de4e"

    def test_is_hex_and_names_no_host(self) -> None:
        assert re.fullmatch(r"[0-9a-f]{32}", HAUS.uid("emden", "000X100001"))

    @pytest.mark.parametrize("teile", [("ab", ""), ("", "ab"), ("ab",), ("a", "b", None), ("a", None, "b"), ("b", "a")])
    def test_keeps_parts_apart(self, teile: tuple[str | None, ...]) -> None:
        assert HAUS.uid(*teile) != HAUS.uid("a", "b")

    def test_tells_an_empty_part_from_none(self) -> None:
        assert HAUS.uid("a", "") != HAUS.uid("a", None)

    def test_shares_nothing_with_the_vorgang(self) -> None:
        kennung = b32decode(HAUS.vorgang("emden", "000X100001").translate(str.maketrans("89", "IO")))
        assert not HAUS.uid("emden", "000X100001").startswith(kennung.hex())


class TestAnzeige:
    def test_has_a_hyphen_in_the_middle(self) -> None:
        assert anzeige("K7F2QX3M") == "K7F2-QX3M"

    @pytest.mark.parametrize(
        "eingabe",
        [
            "K7F2-QX3M",
            "k7f2qx3m",
            " k7f2 qx3m\n",
            "K7F2–QX3M",
            "K7F2\u2011QX3M",
            "K7F2\u00a0QX3M",
            "k7f2_qx3m",
            "K7F2-QX3M.",
        ],
    )
    def test_is_understood_however_it_is_typed(self, eingabe: str) -> None:
        assert normalisiert(eingabe) == "K7F2QX3M"

    @pytest.mark.parametrize("eingabe", ["K7F2-QX3", "K7F2-QX3MM", "", "K7F2-QX30"])
    def test_guesses_nothing(self, eingabe: str) -> None:
        assert normalisiert(eingabe) != "K7F2QX3M"

    @given(st.text(max_size=20))
    def test_comes_back_for_every_vorgang(self, kundennummer: str) -> None:
        vorgang = HAUS.vorgang("emden", kundennummer)
        assert normalisiert(anzeige(vorgang).lower()) == vorgang


class TestSchluessel:
    def test_does_not_show_in_the_repr(self) -> None:
        assert repr(HAUS) == "Pseudonyme()"

    @pytest.mark.parametrize("laenge", [0, 31, 33])
    def test_has_32_bytes(self, laenge: int) -> None:
        with pytest.raises(ValueError):
            Pseudonyme(bytes(laenge))

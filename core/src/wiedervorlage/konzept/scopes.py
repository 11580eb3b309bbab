"""Which names can be used at a place, and what kind of value stands behind each."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final, Literal, get_args

from attrs import frozen

from wiedervorlage.konzept.model import Einstellung, Feld, JeTatsache, Konzept, Tatsache, Typ
from wiedervorlage.konzept.names import FAKTEN_FENSTER, FAKTEN_KUNDE, MERKMALE, NUR_GELESEN


@frozen
class Kind:
    """What kind of value a name stands for: that of a field, or a number and what it counts.

    `werte`: the values there are, where not all of the type; `offen`: others are taken as well.
    """

    typ: Typ | Literal["zahl"]
    werte: Collection[str] = ()
    offen: bool = False
    zaehlt: str = "eine Zahl"


Umfang = Mapping[str, Kind | None]
"""Names that can be used at a place; None where nobody can tell what kind of value they stand for."""

DATUM: Final = Kind("datum")
JA_NEIN: Final = Kind("ja_nein")
_FAKTEN: Final = dict(zip(FAKTEN_KUNDE, (DATUM, Kind("zahl", zaehlt="vollendete Jahre")), strict=True))
_FENSTER: Final = dict(zip(FAKTEN_FENSTER, (Kind("zahl", zaehlt="Fenster"), DATUM, DATUM), strict=True))


class Scopes:
    """The names of one concept that can be used of a Kunde, a Kontakt, a Teilnahme, a window and the whole house."""

    def __init__(self, konzept: Konzept) -> None:
        einstellungen = {f"${e.name}": _of_setting(e) for e in (*konzept.lesarten, *konzept.einstellungen)}
        felder: dict[str, dict[str, Kind | None]] = {"kunde": {}, "kontakt": {}, "teilnahme": {}}
        for feld in konzept.felder:
            felder[feld.an][feld.name] = _of_field(feld)
        tatsachen: dict[str, list[Tatsache]] = {je: [] for je in get_args(JeTatsache)}
        for tatsache in konzept.tatsachen:
            tatsachen[tatsache.je].append(tatsache)
        gefragt = {n: art for n, art in felder["kunde"].items() if n not in NUR_GELESEN}
        self.kontakt: Umfang = {n: felder["kontakt"][n] for n in MERKMALE} | einstellungen
        self.kunde: Umfang = _with_facts({**_FAKTEN, **einstellungen, **gefragt}, tatsachen["kunde"])
        self.teilnahme: Umfang = _with_facts({**self.kunde, **felder["teilnahme"]}, tatsachen["teilnahme"])
        self.fenster: Umfang = _with_facts({**self.kunde, **_FENSTER}, tatsachen["fenster"])
        self.haus: Umfang = _with_facts({"stichtag": DATUM, **einstellungen}, tatsachen["haus"])


def _of_field(feld: Feld) -> Kind:
    return Kind(feld.typ, feld.werte, feld.offen)


def _of_setting(einstellung: Einstellung) -> Kind | None:
    match einstellung.vorgabe:
        case bool():
            return JA_NEIN
        case int():
            return Kind("zahl")
        case str():
            return Kind("auswahl", einstellung.werte) if einstellung.werte else Kind("text")
        case date():
            return DATUM
    return None


def _with_facts(umfang: dict[str, Kind | None], tatsachen: Iterable[Tatsache]) -> Umfang:
    umfang |= {t.name: _of_fact(t) for t in tatsachen}
    verweise = {t.name: t.erste_bekannte for t in tatsachen if t.erste_bekannte}
    for _ in verweise:  # the first of these may be the first of those
        umfang |= {name: _common([umfang.get(n) for n in namen]) for name, namen in verweise.items()}
    return umfang


def _of_fact(t: Tatsache) -> Kind | None:
    if t.letzter is not None or t.erster is not None or t.datum is not None:
        return DATUM
    if t.gibt_es is not None or t.wenn is not None:
        return JA_NEIN
    if t.zaehlt is not None:
        return Kind("zahl", zaehlt="eine Anzahl")
    return Kind("zahl", zaehlt="volle Monate") if t.volle_monate is not None else None


def _common(arten: list[Kind | None]) -> Kind | None:
    bekannte = [art for art in arten if art is not None]
    if len(bekannte) < len(arten) or len({art.typ for art in bekannte}) != 1:
        return None
    if len(bekannte) == 1:
        return bekannte[0]
    werte = tuple(wert for art in bekannte for wert in art.werte)
    return Kind(bekannte[0].typ, werte, any(art.offen for art in bekannte), bekannte[0].zaehlt)

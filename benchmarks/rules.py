"""Rules: the Weimarer Land concept on Kunden whose facts are given, by the core and by four other means."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from benchmarks import by_hand, generator
from benchmarks.result import Row, interleaved, times
from wiedervorlage.forecast import Wiedervorlage
from wiedervorlage.kunde import Kunde
from wiedervorlage.plugins import load_host
from wiedervorlage.run import Run, start
from wiedervorlage.settings import Settings

GRUPPE: Final = "Regeln"
KUNDEN: Final = 200_000
BLOCK: Final = 20_000
STICHTAG: Final = generator.STICHTAG
_VERGLICHEN: Final = (
    "kundennummer", "betreuer", "pflicht", "massnahme", "status", "oeffnet", "vorschlag", "eintrag",
    "verfaellt", "fehlt",
)  # fmt: skip


def measure(scale: float) -> list[Row]:
    """Check that all give the same answers, then let them take turns."""
    from benchmarks import by_sql, by_zen  # they need what only the bench installs

    anzahl = max(int(KUNDEN * scale), 1_000)
    saetze = list(generator.flat(anzahl))
    kunden = [generator.kunde(s) for s in saetze]
    run = start(load_host().get("weimarer-land"), STICHTAG, Settings())
    von_hand = [by_hand.kunde(s) for s in saetze]
    einfache = [s for s in saetze if _is_plain(s)]
    gegeben = [_facts(k, by_sql.SPALTEN) for s, k in zip(saetze, von_hand, strict=True) if _is_plain(s)]
    tabelle = by_zen.decision()
    datenbank = by_sql.table(gegeben)
    texte = [_texts(g) for g in gegeben[:BLOCK]]
    check(run, kunden, von_hand)
    check_contact(run, [generator.kunde(s) for s in einfache], by_sql.answers(datenbank, STICHTAG))
    zen = [(t["kundennummer"], *_zen(tabelle.evaluate(t)["result"])) for t in texte]
    check_contact(run, [generator.kunde(s) for s in einfache[:BLOCK]], [(n, r, f, None) for n, r, f in zen])

    viertel = kunden[: anzahl // 4]
    sekunden = interleaved(
        {
            "ohne": lambda: _all(run, kunden),
            "mit": lambda: _all_explained(run, viertel),
            "hand": lambda: _by_hand(von_hand),
            "sql": lambda: by_sql.answers(datenbank, STICHTAG),
            "zen": lambda: [tabelle.evaluate(t) for t in texte],
        }
    )
    ohne, hand = (sekunden[was] / anzahl for was in ("ohne", "hand"))
    mit = sekunden["mit"] / len(viertel)
    zen_je = sekunden["zen"] / len(texte)
    gegen = f"{times(hand / ohne)} von Hand, {times(zen_je / ohne)} zen"
    schnell = hand / ohne >= 5 and zen_je / ohne >= 7
    return [
        Row(GRUPPE, "Kern ohne Begründung", sekunden["ohne"], anzahl, gegen, "5-mal von Hand, 7-mal zen", schnell),
        Row(
            GRUPPE, "Kern mit Begründung", sekunden["mit"], len(viertel), f"{times(zen_je / mit)} zen",
            "schneller als zen",
            mit < zen_je,
        ),
        Row(GRUPPE, "von Hand: attrs, relativedelta", sekunden["hand"], anzahl),
        Row(GRUPPE, "zen-engine, nur Kontaktregeln", sekunden["zen"], len(texte)),
        Row(GRUPPE, "DuckDB, nur Kontaktregeln", sekunden["sql"], len(gegeben)),
    ]  # fmt: skip


def _all(run: Run, kunden: Iterable[Kunde]) -> int:
    return sum(1 for _ in run.all(kunden))


def _all_explained(run: Run, kunden: Iterable[Kunde]) -> int:
    return sum(len(w.begruendung) for w in run.all(kunden))


def _by_hand(kunden: Iterable[by_hand.Kunde]) -> int:
    return sum(len(by_hand.wiedervorlagen(k, STICHTAG)) for k in kunden)


# --- the same answers ------------------------------------------------------------------------------------------------


def check(run: Run, kunden: Sequence[Kunde], von_hand: Sequence[by_hand.Kunde]) -> None:
    """Every Wiedervorlage of every Kunde is the same, day by day.

    Where it is unbestimmt any of its rows will do, and where contacts are suspended nobody asks for the day.
    """
    for kunde, hand in zip(kunden, von_hand, strict=True):
        kern, gegen = run.wiedervorlagen(kunde), by_hand.wiedervorlagen(hand, STICHTAG)
        if sorted(map(_key, kern), key=repr) != sorted(map(_key, gegen), key=repr):
            raise AssertionError(f"{kunde.kundennummer}: {kern} statt {gegen}")


def _key(w: Wiedervorlage | by_hand.Wiedervorlage) -> tuple[Any, ...]:
    regel = w.regel if w.status not in ("unbestimmt", "ausgesetzt") else None
    faellig = w.faellig if w.status != "ausgesetzt" else None
    return (*(getattr(w, name) for name in _VERGLICHEN), regel, faellig)


def check_contact(run: Run, kunden: Sequence[Kunde], antworten: Sequence[tuple[Any, ...]]) -> None:
    """Row and day of the contact rules are the same, and the status where the other side gives one."""
    for kunde, (nummer, regel, faellig, status) in zip(kunden, sorted(antworten), strict=True):
        (w,) = (w for w in run.wiedervorlagen(kunde) if w.massnahme is None)
        tag = w.faellig if status is not None or w.faellig is None else w.faellig.isoformat()
        if (w.kundennummer, w.regel, tag, status and w.status) != (nummer, regel, faellig, status):
            raise AssertionError(f"{w} statt {regel}, {faellig}, {status}")


# --- facts given -----------------------------------------------------------------------------------------------------


def _is_plain(satz: dict[str, Any]) -> bool:
    """Whether a table can decide the case: nothing is missing, and no Maßnahme has just ended."""
    noetig = {"geburtsdatum", "status", "integrationsprognose", "zugang", "letzter_kontakt", "letzter_kontakt_art"}
    noetig |= {"arbeitslos_seit"} if satz.get("status") == "arbeitslos" else set()
    noetig |= {"beschaeftigung"} if satz.get("integrationsprognose") == "integriert" else set()
    return noetig <= satz.keys() and all(t["ende"] >= STICHTAG for t in satz.get("teilnahmen", ()))


def _facts(k: by_hand.Kunde, spalten: Iterable[str]) -> dict[str, Any]:
    """The facts of a complete case as a row of a table."""
    namen = [n for n in spalten if n not in ("letzter_kontakt", "massnahme_seit")]
    werte = {name: getattr(k, name) for name in namen}
    massnahme = min((t.beginn for t in k.teilnahmen), default=None)
    return werte | {"letzter_kontakt": by_hand.letzter_kontakt(k), "massnahme_seit": massnahme}


def _texts(fakten: dict[str, Any]) -> dict[str, Any]:
    """The same for zen, which knows no dates and no working days: they are given as texts, sums included."""
    letzter, seit, zugang = fakten["letzter_kontakt"], fakten["massnahme_seit"], fakten["zugang"]
    arbeitslos_seit, bewilligung = fakten["arbeitslos_seit"], fakten["bewilligung_bis"]
    lange = arbeitslos_seit is not None and by_hand.JAHR + arbeitslos_seit <= STICHTAG
    abgeleitet = {
        "erstkontakt": letzter is None or letzter < zugang,
        "erstkontakt_bis": by_hand.plus_arbeitstage(zugang, 15),
        "in_massnahme": seit is not None,
        "kontakt_oder_beginn": max(filter(None, (seit, letzter)), default=None),
        "alter": by_hand.relativedelta(STICHTAG, fakten["geburtsdatum"]).years,
        "langzeitarbeitslos": fakten["status"] == "arbeitslos" and lange,
        "bewilligung_zuerst": bool(bewilligung and letzter and letzter < bewilligung < letzter + by_hand.JAHR),
    }
    return {n: w.isoformat() if hasattr(w, "isoformat") else w for n, w in (fakten | abgeleitet).items()}


def _zen(ergebnis: dict[str, Any]) -> tuple[str | None, str | None]:
    return ergebnis.get("regel"), ergebnis.get("faellig")

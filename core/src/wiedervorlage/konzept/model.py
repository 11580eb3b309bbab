"""A concept: the rows of one directive, as frozen values.

Each class is one kind of table of a concept file, each attribute one key of it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from attrs import field, frozen

from wiedervorlage.frist import Dauer
from wiedervorlage.konzept.expressions import Antwort, Ausdruck, Bedingung, Ereignis
from wiedervorlage.konzept.haus import Gruppentermine, Kapazitaet, Kontrolle, NichtAbgebildet
from wiedervorlage.konzept.names import Akteur

Typ = Literal["text", "datum", "ja_nein", "auswahl", "auswahlen", "texte", "daten"]
Art = Literal["kontakt", "aufgabe", "pruefung"]
Je = Literal["kunde", "teilnahme", "haus"]
JeTatsache = Literal["kunde", "teilnahme", "haus", "fenster"]
Bereich = Literal["kontaktregeln", "absolventenmanagement"]

ALLE_FOLGENDEN: Final = "alle folgenden"
UNBEKANNT: Final = "unbekannt"
KEINE: Final = "keine"


@frozen
class Feld:
    """One input field: its heading, its type, what it means and what its absence means.

    `fehlt`: `unbekannt`, `keine` (none, has not happened), or the value that absence stands for. `geplant`: the date is
    what it is; any other date after the Stichtag has not happened yet. `werte`: the allowed values, each with the
    spellings that stand for it, the first of which is shown to people; `offen`: other values are taken as they are,
    folded like a heading. `aliase`: further headings. `hinweis`: what every item of a Kunde says where it is absent.
    """

    name: str
    typ: Typ
    ueberschrift: str
    bedeutung: str
    an: Literal["kunde", "kontakt", "teilnahme"] = "kunde"
    fehlt: str | bool = UNBEKANNT
    geplant: bool = False
    werte: Mapping[str, tuple[str, ...]] = field(factory=dict)
    offen: bool = False
    hinweis: str = ""
    aliase: tuple[str, ...] = ()


@frozen
class Kontaktbegriff:
    """What this directive calls a contact; contacts that were not held count only where `wenn` names `ergebnis`."""

    name: str
    fundstelle: str
    wortlaut: str
    wenn: Bedingung = Bedingung()


@frozen
class Tatsache:
    """A named fact made of events or other facts, by exactly one of the keys from `letzter` on.

    `letzter`, `erster`: the date of the latest or earliest such event, else the field `sonst`. `zaehlt`: how many.
    `gibt_es`: whether there is one. `erste_bekannte`: the first of these fields that has a value. `datum`: a date
    expression. `volle_monate`: full months between two days, both counted. `wenn`: whether the condition holds.
    `unbekannt`: nobody can know, and this is the field that would tell. `erster` with an `anzahl` is the day on which
    that many were reached. `falls`: the fact has no value unless this holds. `je`: what it is a fact of; `fenster`: of
    one window of a series, where `fenster`, `fenster_beginn` and `fenster_ende` can be named.
    """

    name: str
    bezeichnung: str
    fundstelle: str
    je: JeTatsache = "kunde"
    letzter: Ereignis | None = None
    erster: Ereignis | None = None
    zaehlt: Ereignis | None = None
    gibt_es: Ereignis | None = None
    erste_bekannte: tuple[str, ...] | None = None
    datum: Ausdruck | None = None
    volle_monate: tuple[str, str] | None = None
    wenn: Bedingung | None = None
    sonst: str | None = None
    falls: Bedingung | None = None
    unbekannt: str | None = None


@frozen
class Fenster:
    """A series of windows counted from an anchor: the k-th is (ab + (k-1) x je, ab + k x je], each one addition.

    `anzahl`: how many there are, left out: no end; after the last one `fenster` is `anzahl` + 1. `weiter`: a window
    that is done does not come out, the next one does.
    """

    ab: Ausdruck
    je: Dauer
    anzahl: int | None = None
    weiter: bool = True


@frozen
class Pflicht:
    """What the rows of one Pflicht share.

    `luecke`: always answered; where no row holds, the answer is nicht_geregelt. `je`: owed once per Kunde, for every
    Teilnahme, or once by the whole house. `bereich`: which hook answers for it. `erste_zeile`: the first row that holds
    decides. `kontakt`: the Kontaktbegriff an appointment must meet to satisfy it, where no `erledigt` says so.
    `fenster`: the windows in which it is owed. `falls`: it is not asked for at all unless this holds.
    """

    name: str
    je: Je = "kunde"
    bereich: Bereich = "kontaktregeln"
    luecke: bool = False
    erste_zeile: bool = False
    kontakt: str | None = None
    fenster: Fenster | None = None
    falls: Bedingung | None = None


@frozen
class Regel:
    """One line of the directive.

    `faellig`: the last permissible day, or an answer instead of it. `oeffnet`, `verfaellt`: the first day on which it
    can be done, the last day after which it no longer can. `erledigt`: groups of events, all groups must be met, each
    by one of its events. `entfaellt`: nothing is owed where this holds. `vorrang_vor`: rows of the same Pflicht that do
    not count where this one holds, or `alle folgenden`; `lesart` names the reading on which that precedence rests.
    `statt`: Pflichten that do not come out where this row holds. `vorlaeufig`: the day that stands as long as a missing
    fact leaves `faellig` open. `sonst`: what the row says where its day is not there. `kontakt`: as for the Pflicht,
    for this row alone. `ergebnis`: whether the item has one (erfolgreich, nicht_erfolgreich, offen, nicht_moeglich).
    """

    id: str
    pflicht: str
    fundstelle: str
    wortlaut: str
    faellig: Ausdruck | Antwort
    wenn: Bedingung = Bedingung()
    oeffnet: Ausdruck | None = None
    verfaellt: Ausdruck | None = None
    erledigt: tuple[tuple[Ereignis, ...], ...] = ()
    entfaellt: Bedingung | None = None
    kontaktarten: tuple[str, ...] = ()
    verbindlich: bool = True
    art: Art = "kontakt"
    akteur: Akteur = "betreuer"
    vorrang_vor: tuple[str, ...] | str = ()
    lesart: str | None = None
    statt: tuple[str, ...] = ()
    vorlaeufig: Ausdruck | None = None
    sonst: Literal["ohne_datum"] | None = None
    kontakt: str | None = None
    ergebnis: bool = False
    hinweise: tuple[str, ...] = ()
    checkliste: tuple[str, ...] = ()


@frozen
class Zusatz:
    """Something added to the items of some rows: hints, checklist, a restriction of the kinds of contact.

    It applies to the rows, Pflichten and kinds it names (none named: to all) where `wenn` holds; with `luecke` to the
    answer of a Pflicht of which no row holds. `status`: only to items that stand so. `kontaktarten`: only these of the
    admissible kinds remain. `prioritaet`: rank among the items of one day, 1 is first; it never moves a date.
    """

    fundstelle: str
    wenn: Bedingung = Bedingung()
    regeln: tuple[str, ...] = ()
    pflichten: tuple[str, ...] = ()
    art: Art | None = None
    luecke: bool = False
    status: tuple[str, ...] = ()
    prioritaet: int | None = None
    kontaktarten: tuple[str, ...] = ()
    hinweise: tuple[str, ...] = ()
    checkliste: tuple[str, ...] = ()


def addresses(zusatz: Zusatz, pflicht: Pflicht) -> bool:
    """Whether a Zusatz is for items of this Pflicht; what the whole house owes it must name."""
    return pflicht.name in zusatz.pflichten if zusatz.pflichten else pflicht.je != "haus"


@frozen
class Verschiebung:
    """Another date for every candidate of a Pflicht, before they compete, for each Teilnahme on which `wenn` holds.

    In `wenn` and `faellig` the facts of the Teilnahme and `faellig`, the candidate's date, can be named.
    """

    id: str
    pflicht: str
    fundstelle: str
    wortlaut: str
    wenn: Bedingung
    faellig: Ausdruck
    lesart: str | None = None


@frozen
class Einstellung:
    """A value the house may set; as `[[lesart]]` a reading that the text does not give.

    `werte`: the allowed values, where not all of their type are; `worte`: what people call them.
    """

    name: str
    bezeichnung: str
    vorgabe: Any
    bedeutung: str
    fundstelle: str
    werte: tuple[str, ...] = ()
    worte: Mapping[str, str] = field(factory=dict)


@frozen
class Konzept:
    """One directive in one version, complete; `roh` is its file as TOML gives it, to be quoted."""

    jobcenter: str
    titel: str
    quelle: str
    gilt_ab: date
    land: str
    format: int = 1
    gilt_bis: date | None = None
    datei: str = ""
    roh: Mapping[str, Any] = field(factory=dict, eq=False, repr=False)
    felder: tuple[Feld, ...] = ()
    kontaktbegriffe: tuple[Kontaktbegriff, ...] = ()
    tatsachen: tuple[Tatsache, ...] = ()
    pflichten: tuple[Pflicht, ...] = ()
    regeln: tuple[Regel, ...] = ()
    zusaetze: tuple[Zusatz, ...] = ()
    verschiebungen: tuple[Verschiebung, ...] = ()
    lesarten: tuple[Einstellung, ...] = ()
    einstellungen: tuple[Einstellung, ...] = ()
    kontrollen: tuple[Kontrolle, ...] = ()
    nicht_abgebildet: tuple[NichtAbgebildet, ...] = ()
    kapazitaet: Kapazitaet | None = None
    gruppentermine: Gruppentermine | None = None

    @property
    def weisung(self) -> str:
        """Title and source of the directive, as lists and pages name it."""
        return f"{self.titel}, {self.quelle}"

"""Which input field stands behind a fact."""

from collections.abc import Callable, Mapping
from typing import Any

from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept.expressions import anker_von
from wiedervorlage.konzept.model import Konzept, Tatsache


def input_field(konzept: Konzept) -> Callable[[str], str]:
    """For each fact the input field whose absence leaves it without a value: the last one it falls back on."""
    tatsachen = {t.name: t for t in konzept.tatsachen}

    def feld(name: str) -> str:
        tatsache = tatsachen.get(name)
        weiter = _rueckfall(tatsache) if tatsache is not None else None
        return feld(weiter) if weiter is not None and weiter != name else name

    return feld


def open_fields(konzept: Konzept) -> Callable[[str, Mapping[str, Any]], frozenset[str]]:
    """For a fact that is open (31.12.9999) the input fields that say so."""
    gruende = {t.name: anker_von(t.datum) if t.datum is not None else t.erste_bekannte or () for t in konzept.tatsachen}

    def felder(name: str, fakten: Mapping[str, Any]) -> frozenset[str]:
        if fakten[name] != OFFEN:
            return frozenset()
        tiefer = [felder(n, fakten) for n in gruende.get(name, ()) if n != name]
        return frozenset[str]().union(*tiefer) or frozenset({name})

    return felder


def _rueckfall(tatsache: Tatsache) -> str | None:
    if tatsache.sonst is not None:
        return tatsache.sonst
    if tatsache.erste_bekannte is not None:
        return tatsache.erste_bekannte[-1]
    if tatsache.datum is not None:
        return next(reversed(anker_von(tatsache.datum)), None)
    return None

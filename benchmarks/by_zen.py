"""The contact rules of Weimarer Land as a decision table for zen-engine (JDM), all facts given.

The table decides by its first row that holds. All sums have the same anchor, so the rows stand in the order of their
length, and the first one gives the earliest day; what Python would have to compute (age, working days) is given.
"""

import json
from typing import Any, Final

import zen

FAKTEN: Final = (
    "erstkontakt", "in_massnahme", "integrationsprognose", "beschaeftigung", "ganzheitliche_betreuung",
    "bewilligung_zuerst", "flucht_asyl", "status", "alter", "fallmanagement", "langzeitarbeitslos",
)  # fmt: skip


def _plus(anzahl: int, einheit: str = "M", anker: str = "letzter_kontakt") -> str:
    return f'd({anker}).add({anzahl}, "{einheit}").format("%Y-%m-%d")'


ZEILEN: Final[tuple[tuple[dict[str, str], str, str], ...]] = (
    ({"erstkontakt": "true"}, "erstkontakt", "erstkontakt_bis"),
    ({"in_massnahme": "true"}, "massnahme", _plus(3, anker="kontakt_oder_beginn")),
    ({"integrationsprognose": '"Z"'}, "z", "wiedervorlage_am"),
    ({"integrationsprognose": '"integriert"', "beschaeftigung": '"sv"'}, "integriert-sv", _plus(12)),
    (
        {"integrationsprognose": '"integriert"', "beschaeftigung": '"selbstaendig"'},
        "integriert-selbstaendig",
        _plus(3),
    ),
    ({"ganzheitliche_betreuung": "true", "bewilligung_zuerst": "true"}, "ganzheitlich", "bewilligung_bis"),
    ({"ganzheitliche_betreuung": "true"}, "ganzheitlich", _plus(12)),
    ({"flucht_asyl": "true", "status": '"arbeitslos"'}, "flucht-asyl", _plus(15, "d")),
    ({"alter": "< 25"}, "u25", _plus(1)),
    ({"integrationsprognose": '"marktnah"'}, "marktnah", _plus(1)),
    ({"fallmanagement": "true"}, "fallmanagement", _plus(1)),
    ({"integrationsprognose": '"nicht_marktnah"', "langzeitarbeitslos": "false"}, "nicht-marktnah-unter-12", _plus(2)),
    ({"integrationsprognose": '"nicht_marktnah"', "langzeitarbeitslos": "true"}, "nicht-marktnah-ab-12", _plus(4)),
)


def decision() -> Any:
    """The table, ready to be asked with `evaluate`."""
    tabelle = {
        "hitPolicy": "first",
        "inputs": [{"id": f"i{nr}", "name": name, "field": name} for nr, name in enumerate(FAKTEN)],
        "outputs": [
            {"id": "regel", "name": "regel", "field": "regel"},
            {"id": "tag", "name": "tag", "field": "faellig"},
        ],
        "rules": [
            {"_id": regel + str(nr), "regel": f'"{regel}"', "tag": tag}
            | {f"i{i}": tests.get(name, "") for i, name in enumerate(FAKTEN)}
            for nr, (tests, regel, tag) in enumerate(ZEILEN)
        ],
    }
    knoten = [
        {"id": "ein", "name": "ein", "type": "inputNode", "content": {}},
        {"id": "tabelle", "name": "tabelle", "type": "decisionTableNode", "content": tabelle},
        {"id": "aus", "name": "aus", "type": "outputNode", "content": {}},
    ]
    kanten = [
        {"id": "1", "sourceId": "ein", "targetId": "tabelle", "type": "edge"},
        {"id": "2", "sourceId": "tabelle", "targetId": "aus", "type": "edge"},
    ]
    return zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps({"nodes": knoten, "edges": kanten})))

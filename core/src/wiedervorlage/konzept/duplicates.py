"""Names that stand twice, so that nobody could tell which is meant."""

from collections import Counter
from collections.abc import Iterable, Iterator

from wiedervorlage.konzept.model import Konzept


def duplicates(k: Konzept) -> Iterator[str]:
    """Every name or id that two rows of one table share, as German sentences with the table in front."""
    tabellen: dict[str, Iterable[str]] = {
        "[[feld]]": (f"{f.name} (an = {f.an})" for f in k.felder),
        "[[tatsache]]": (t.name for t in k.tatsachen),
        "[[regel]]": (r.id for r in k.regeln),
        "[[pflicht]]": (p.name for p in k.pflichten),
        "[[kontaktbegriff]]": (b.name for b in k.kontaktbegriffe),
        "[[lesart]]/[[einstellung]]": (e.name for e in (*k.lesarten, *k.einstellungen)),
        "[[verschiebung]]": (v.id for v in k.verschiebungen),
        "[[kontrolle]]": (kontrolle.id for kontrolle in k.kontrollen),
    }
    for tabelle, namen in tabellen.items():
        for name, anzahl in Counter(namen).items():
            if anzahl > 1:
                yield f"{tabelle} {name}: steht {anzahl}-mal da, erlaubt ist einmal"

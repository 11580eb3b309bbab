"""Write the pages that come from the concepts of the installed plugins, and the schemas that come from the classes."""

import json
from pathlib import Path

from wiedervorlage.completion import schemas
from wiedervorlage.plugins import load_host
from wiedervorlage.writers.concept_comparison import comparison
from wiedervorlage.writers.concept_page import concept_page

ORDNER = Path(__file__).parent
SCHEMAS = ORDNER.parent / "core" / "src" / "wiedervorlage" / "konzept"


def pages() -> dict[Path, str]:
    """Each page and each schema with its text."""
    jobcenter = load_host().jobcenter
    seiten = {
        ORDNER / "konzepte" / f"{key}.md": "\n".join(map(concept_page, j.konzepte)) for key, j in jobcenter.items()
    }
    for name, schema in schemas().items():
        seiten[SCHEMAS / name] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return {**seiten, ORDNER / "concepts.md": comparison([j.konzepte[-1] for j in jobcenter.values()])}


if __name__ == "__main__":
    for pfad, text in pages().items():
        pfad.parent.mkdir(exist_ok=True)
        pfad.write_text(text, encoding="utf-8")

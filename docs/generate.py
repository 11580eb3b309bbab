"""Write the pages that come from the concepts of the installed plugins."""

from pathlib import Path

from wiedervorlage.plugins import load_host
from wiedervorlage.writers.concept_comparison import comparison
from wiedervorlage.writers.concept_page import concept_page

ORDNER = Path(__file__).parent


def pages() -> dict[Path, str]:
    """Each page with its text."""
    jobcenter = load_host().jobcenter
    seiten = {
        ORDNER / "konzepte" / f"{key}.md": "\n".join(map(concept_page, j.konzepte)) for key, j in jobcenter.items()
    }
    return {**seiten, ORDNER / "concepts.md": comparison([j.konzepte[-1] for j in jobcenter.values()])}


if __name__ == "__main__":
    for pfad, text in pages().items():
        pfad.parent.mkdir(exist_ok=True)
        pfad.write_text(text, encoding="utf-8")

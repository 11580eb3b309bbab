"""Write the pages of docs/konzepte/ from the concepts of the installed plugins."""

from pathlib import Path

from wiedervorlage.plugins import load_host
from wiedervorlage.writers.concept_page import concept_page

ORDNER = Path(__file__).parent / "konzepte"


def pages() -> dict[Path, str]:
    """Each page with its text."""
    return {
        ORDNER / f"{key}.md": "\n".join(map(concept_page, jobcenter.konzepte))
        for key, jobcenter in load_host().jobcenter.items()
    }


if __name__ == "__main__":
    ORDNER.mkdir(exist_ok=True)
    for pfad, text in pages().items():
        pfad.write_text(text, encoding="utf-8")

"""How the pages are built: `nox -s docs`."""

import logging
from typing import Any

from wiedervorlage import __version__

project = "Wiedervorlage"
release = version = __version__
language = "de"  # of two doors in three; for the third see say_language

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]

# a table of contents may keep a place for a page that is not written yet; this warning has no name to suppress it by
logging.getLogger("sphinx.sphinx.directives.other").addFilter(lambda r: "glob pattern" not in str(r.msg))

myst_heading_anchors = 3
smartquotes = False  # German words in quotation marks stand in English sentences too
default_role = "code"  # as the docstrings write it
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"

html_theme = "furo"
html_title = "Wiedervorlage"
html_show_sphinx = html_show_copyright = html_copy_source = False
html_use_index = False
html_static_path = ["_static"]
html_css_files = ["haus.css"]


DEUTSCH = {
    "Back to top": "Nach oben",
    "Home": "Start",
    "Made with ": "Erstellt mit ",
    "Next": "Weiter",
    "On this page": "Auf dieser Seite",
    "Previous": "Zurück",
    "Search": "Suche",
    "Skip to content": "Zum Inhalt",
}
"""What the theme says around a page; it has no German catalogue of its own."""


def say_language(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Make the pages of the door "Development" English around the text too, all others German."""
    english = page == "development" or page in app.env.toctree_includes.get("development", ())
    context["language"] = "en" if english else "de"
    context["_"] = context["gettext"] = lambda text: text if english else DEUTSCH.get(text, text)


def setup(app: Any) -> None:
    """What Sphinx calls first."""
    app.connect("html-page-context", say_language)

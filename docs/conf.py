"""How the pages are built: `nox -s docs`."""

import logging
from typing import Any

from wiedervorlage import __version__

project = "Wiedervorlage"
release = version = __version__
language = "de"  # of two doors in three; the pages of the third are marked as English below

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]

# a table of contents may keep a place for a page that is not written yet; this warning has no name to suppress it by
logging.getLogger("sphinx.sphinx.directives.other").addFilter(lambda r: "glob pattern" not in str(r.msg))

myst_heading_anchors = 3
default_role = "code"  # as the docstrings write it
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"

html_theme = "furo"
html_title = "Wiedervorlage"
html_show_sphinx = html_show_copyright = html_copy_source = False
html_use_index = False


def say_language(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Mark the pages of the door "Development" as English, for screen readers and hyphenation."""
    if page == "development" or page in app.env.toctree_includes.get("development", ()):
        context["language"] = "en"


def setup(app: Any) -> None:
    """What Sphinx calls first."""
    app.connect("html-page-context", say_language)

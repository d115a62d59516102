"""How Sphinx makes the site of these pages: `make docs`.

The pages are plain Markdown and are read on a code host as they are. What only the site needs stands here.
"""

import gc
import sys
from dataclasses import MISSING, fields
from pathlib import Path

from docutils.nodes import Element
from pygments.lexers.special import TextLexer
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.highlighting import lexers
from sphinx.util.nodes import make_refnode

sys.path.insert(0, str(Path(__file__).parents[1]))

import ilacs_rules

gc.set_threshold(50_000)  # the trees of all pages are held to the end: to look through them often finds nothing

project = "ilacs-rules"
author = copyright = f"the authors of {project}"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["README.md"]  # the start page holds it
nitpicky = True

html_theme = "furo"
smartquotes_action = "q"  # quotes only: “--” stays what it is
html_title = project
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_domain_indices = False
html_copy_source = html_show_sourcelink = False

# ------------------------------------------------------------------------------------------------ Markdown

myst_heading_anchors = 3  # as a code host gives them
lexers["csv"] = lexers["console"] = TextLexer()  # what a command prints is no program
suppress_warnings = ["misc.highlighting_failure"]  # many pages show mistakes, on purpose


def _for_the_site(app: Sphinx, page: str, text: list[str]) -> None:
    """The page of codes leads to the page of each code; the file of changes outside this folder is a page here."""
    if page == "codes":
        text[0] += "\n```{toctree}\n:hidden:\n:glob:\n\ncodes/*\n```\n"
    up = "../" * page.count("/")
    text[0] = text[0].replace(f"({up}../CHANGELOG.md)", f"({up}changes.rst)")


def _in_reach(app: Sphinx, page: str, template: str, context: dict[str, object], tree: object) -> None:
    """What the theme leaves out: the level of its headings, and a way for the keyboard into what scrolls."""
    told = {
        "furo_navigation_tree": [('role="heading"', 'role="heading" aria-level="2"')],
        "body": [
            ("<pre>", '<pre tabindex="0" role="group" aria-label="example">'),
            ('<div class="table-wrapper', '<div tabindex="0" role="group" aria-label="table" class="table-wrapper'),
        ],
    }
    for part, changes in told.items():
        for before, after in changes:
            if isinstance(written := context.get(part), str):
                context[part] = written.replace(before, after)


# ------------------------------------------------------------------------------------------------ Python

default_role = "literal"  # docstrings write code as `code`
add_module_names = False
autodoc_default_options = {"members": True, "undoc-members": True, "member-order": "bysource"}
autodoc_type_aliases = {name: name for name in ("Day", "Value", "Truth")}
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
toc_object_entries = False

MADE_BY_HAND = (ilacs_rules.Case, ilacs_rules.Event, ilacs_rules.Partial, ilacs_rules.Duration)


def _as_called(
    app: Sphinx, what: str, name: str, shown: object, options: object, given: str, returned: str
) -> tuple[str, str] | None:
    """How a class is made, if anybody but the package makes it; the types stand with the fields."""
    if what not in ("class", "exception") or not given:
        return None
    if shown not in MADE_BY_HAND:
        return "", ""
    said = [each.name + ("" if each.default is each.default_factory is MISSING else "=…") for each in fields(shown)]
    return f"({', '.join(said)})", ""


def _documented(app: Sphinx, env: BuildEnvironment, link: pending_xref, shown: Element) -> Element | None:
    """A type links to its entry, wherever it is written; one without an entry is only named."""
    if link["refdomain"] != "py":
        return None
    name = link["reftarget"].rpartition(".")[2]
    for known, entry in env.domains.python_domain.objects.items():
        if known.rpartition(".")[2] == name:
            return make_refnode(app.builder, link["refdoc"], entry.docname, entry.node_id, shown)
    return shown


def setup(app: Sphinx) -> None:
    """Sphinx calls this."""
    app.connect("source-read", _for_the_site)
    app.connect("html-page-context", _in_reach, priority=900)  # after the theme
    app.connect("autodoc-process-signature", _as_called)
    app.connect("missing-reference", _documented)

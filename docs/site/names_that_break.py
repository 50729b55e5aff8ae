"""Lets a name go on in the next line after an underscore or a slash, so that tables of names fit a page."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_NAME = re.compile(r'<span class="pre">([^<]*)</span>')
_BREAK = re.compile(r"(?<=[_/])(?=[^_/])")


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the build."""
    app.connect("html-page-context", _let_names_break)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def with_breaks(page: str) -> str:
    """Return a page whose inline code may break inside names.

    >>> with_breaks('<span class="pre">no_intervention</span>')
    '<span class="pre">no_</span><wbr/><span class="pre">intervention</span>'
    """
    return _NAME.sub(lambda found: "<wbr/>".join(map(_piece, _BREAK.split(found[1]))), page)


def _piece(text: str) -> str:
    return f'<span class="pre">{text}</span>'


def _let_names_break(
    _app: Sphinx, _name: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    if "body" in context:
        context["body"] = with_breaks(context["body"])

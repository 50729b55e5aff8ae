"""Docstrings are written to be read in an editor: this turns them into what Sphinx reads.

A word in backticks is code, an indented line is an equation or a table and stays as it is, examples stay
examples, and no other sign means anything.
"""

import re
from itertools import groupby

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

_CODE = re.compile(r"`+([^`]+)`+")
_SIGNS = re.compile(r"([\\*_|])")


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the build."""
    app.connect("autodoc-process-docstring", _rewrite)
    app.add_lexer("csv", TextLexer)
    return {"parallel_read_safe": True}


def _rewrite(
    _app: Sphinx, _what: str, _name: str, _thing: object, _options: object, lines: list[str]
) -> None:
    lines[:] = as_restructured_text(lines)


def as_restructured_text(lines: list[str]) -> list[str]:
    """Return the lines of a docstring as reStructuredText."""
    written: list[str] = []
    for is_blank, block in groupby(lines, key=lambda line: not line.strip()):
        if not is_blank:
            written += [*_block(list(block)), ""]
    return written


def _block(lines: list[str]) -> list[str]:
    if lines[0].startswith(">>>"):
        return lines
    if lines[0].startswith("- "):
        return _text(lines)
    written: list[str] = []
    for is_indented, group in groupby(lines, key=lambda line: line.startswith(" ")):
        part = list(group)
        written += ["::", "", *part, ""] if is_indented else [*_text(part), ""]
    return written


def _text(lines: list[str]) -> list[str]:
    parts = _CODE.split("\n".join(lines))
    parts[::2] = [_SIGNS.sub(r"\\\1", words) for words in parts[::2]]
    parts[1::2] = [rf"\ ``{code}``\ " for code in parts[1::2]]
    return "".join(parts).split("\n")

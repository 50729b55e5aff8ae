"""Text as it fits a terminal: paragraphs filled anew."""

import re
from textwrap import fill

_LIST_OR_INDENTED = re.compile(r"^(\s|[-*] |\d+[.)] )", re.MULTILINE)


def folded(text: str, width: int) -> str:
    r"""Return the text in lines of that width; paths and whatever else has no space stay whole.

    Text that fits is left as it stands.

    >>> print(folded("A law of customers,\nwhich is told in words.", 20))
    A law of customers,
    which is told in
    words.
    """
    if max(map(len, text.splitlines()), default=0) <= width:
        return text
    return "\n\n".join(_paragraph(part, width) for part in text.split("\n\n"))


def _paragraph(text: str, width: int) -> str:
    if _LIST_OR_INDENTED.search(text):
        return "\n".join(_line(line, width) for line in text.split("\n"))
    return _line(text.replace("\n", " "), width)


def _line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False,
        replace_whitespace=False, drop_whitespace=True,
    )  # fmt: skip

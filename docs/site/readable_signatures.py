"""Writes types as people know them: an array is an `NDArray[float64]`, a bounded number a `float`.

What a setting must satisfy is said by its description; a default that is made anew each time is `...`.
"""

import re

from sphinx.application import Sphinx

_ARRAY = re.compile(r"~numpy\.ndarray\[tuple\[~typing\.Any, \.\.\.\], ~numpy\.dtype\[(?:~numpy\.)?(\w+)\]\]")
_LIKE_AN_ARRAY = re.compile(r"~numpy\._typing\S*_Buffer \| .*?_NestedSequence\[complex \| bytes \| str\]")
_BOUNDED = "~typing.Annotated["
_NOT_TOLD = "model_config"
_BY_NUMBER = "Alias for field number"


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the build."""
    app.connect("autodoc-process-signature", _rewrite)
    app.connect("autodoc-skip-member", _is_noise)
    return {"parallel_read_safe": True}


def readable(signature: str) -> str:
    """Return a signature with shorter types.

    >>> readable("(x: ~numpy.ndarray[tuple[~typing.Any, ...], ~numpy.dtype[~numpy.float64]])")
    '(x: NDArray[float64])'
    >>> readable("(share: ~typing.Annotated[float, Gt(gt=0), Le(le=1)] = 0.5)")
    '(share: float = 0.5)'
    """
    told = _LIKE_AN_ARRAY.sub("ArrayLike", _ARRAY.sub(r"NDArray[\1]", signature))
    while _BOUNDED in told:
        before, rest = told.split(_BOUNDED, 1)
        first, after = _first_of_brackets(rest)
        told = before + first + after
    return told.replace("<factory>", "...")


def _first_of_brackets(text: str) -> tuple[str, str]:
    """Return the first of the things in a bracket that is open, and what follows the bracket."""
    depth, end = 1, None
    for place, letter in enumerate(text):
        depth += (letter in "[(") - (letter in "])")
        if end is None and letter == "," and depth == 1:
            end = place
        if depth == 0:
            return text[: place if end is None else end], text[place + 1 :]
    return text, ""


def _rewrite(
    _app: Sphinx,
    _what: str,
    _name: str,
    _thing: object,
    _options: object,
    signature: str | None,
    back: str | None,
) -> tuple[str | None, str | None]:
    return signature and readable(signature), back and readable(back)


def _is_noise(
    _app: Sphinx, _what: str, name: str, thing: object, _skip: bool, _options: object
) -> bool | None:
    told = getattr(thing, "__doc__", None) or ""
    return True if name == _NOT_TOLD or told.startswith(_BY_NUMBER) else None

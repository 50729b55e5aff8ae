"""What the shell offers for a value on the tabulator key.

A shell waits for every answer, so that nothing is imported for what can be read off file names or lines:
only kinds that are named less often load their catalogues. Where nothing fits, the shell offers files.
"""

import re
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Final

Completer = Callable[[str], list[str]]

_NAME_OF_A_STRATEGY: Final = re.compile(r'^    name: ClassVar\[str\] = "(\w+)"', re.MULTILINE)


def scenarios(incomplete: str) -> list[str]:
    """Return the presets that begin so, and the .toml files.

    >>> scenarios("re")
    ['retail']
    """
    presets = (files("hooper") / "scenario" / "presets").iterdir()
    names = (entry.name.removesuffix(".toml") for entry in presets if entry.name.endswith(".toml"))
    return _beginning(incomplete, (*names, *_paths("*.toml")))


def strategies(incomplete: str) -> list[str]:
    """Return the strategies that begin so.

    >>> strategies("no_int")
    ['no_intervention']
    """
    sources = (files("hooper") / "strategies").iterdir()
    texts = (entry.read_text(encoding="utf-8") for entry in sources if entry.name.endswith(".py"))
    return _beginning(incomplete, (name for text in texts for name in _NAME_OF_A_STRATEGY.findall(text)))


def studies(incomplete: str) -> list[str]:
    """Return the .toml files that begin so: here, in folders here, and under experiments/."""
    return _beginning(incomplete, _paths("*.toml", "*/study.toml", "experiments/*/study.toml"))


def experiments(incomplete: str) -> list[str]:
    """Return the folders with a study that begin so: here, and under experiments/."""
    found = _paths("*/study.toml", "experiments/*/study.toml")
    return _beginning(incomplete, (str(Path(path).parent) for path in found))


def kinds(incomplete: str) -> list[str]:
    """Return the kinds of `hooper list` that begin so."""
    from hooper.cli.catalogues import KINDS

    return _beginning(incomplete, KINDS)


def anything(incomplete: str) -> list[str]:
    """Return everything with a name that begins so."""
    from hooper.cli.catalogues import KINDS

    return _beginning(incomplete, (entry.name for kind in KINDS.values() for entry in kind()))


def names_of(kind: str) -> Completer:
    """Return what completes the names of a kind of `hooper list` other than those above."""

    def complete(incomplete: str) -> list[str]:
        from hooper.cli.catalogues import KINDS

        return _beginning(incomplete, (entry.name for entry in KINDS[kind]()))

    return complete


def one_of(*names: str) -> Completer:
    """Return what completes one of a few names.

    >>> one_of("morris", "sobol")("s")
    ['sobol']
    """

    def complete(incomplete: str) -> list[str]:
        return _beginning(incomplete, names)

    return complete


def _paths(*patterns: str) -> list[str]:
    return [str(path) for pattern in patterns for path in Path().glob(pattern)]


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if name.startswith(incomplete)})

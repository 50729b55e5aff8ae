"""The sliders of the page, and what they ask when they have been moved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Final

import marimo as mo

from hooper.explore.answer import Answer, answer
from hooper.explore.labels import LABELS, Labels, Language
from hooper.explore.what_is_asked import (
    Asked,
    WorldAsked,
)
from hooper.explore.your_plan import YourPlan

_LANGUAGES: Final[Mapping[str, Language]] = {"English": "en", "中文": "zh"}
# From, to, step, and where it stands at first; the order is that of the page.
_RANGES: Final[Mapping[str, tuple[float, float, float, float]]] = {
    "competition": (0.1, 0.9, 0.1, 0.5),
    "service": (1.0, 6.0, 0.5, 3.0),
    "newcomers": (0.0, 100.0, 10.0, 50.0),
    "offered": (10.0, 100.0, 10.0, 30.0),
}


@dataclass(frozen=True)
class Answered:
    """An answer, for how many customers it was found, and in how many seconds."""

    answer: Answer
    population: int
    seconds: float


def language_switch(asked: str | None) -> mo.ui.radio:
    """Return the switch between the languages, set to the one that was asked for, else to English."""
    value = next((name for name, code in _LANGUAGES.items() if code == asked), "English")
    return mo.ui.radio(dict(_LANGUAGES), value=value, inline=True, label="Language / 语言")


def start_values() -> dict[str, float]:
    """Return where the sliders stand at first."""
    return {name: start for name, (*_, start) in _RANGES.items()}


def sliders(labels: Labels, values: Mapping[str, float]) -> mo.ui.dictionary:
    """Return the sliders with their labels; what they say counts when they are let go."""
    return mo.ui.dictionary(
        {
            name: mo.ui.slider(
                *(first, last, step),
                value=values[name],
                label=getattr(labels, name),
                debounce=True,
                show_value=True,
                full_width=True,
            )
            for name, (first, last, step, _) in _RANGES.items()
        }
    )


def asked_by(values: Mapping[str, Any], world: WorldAsked) -> Asked:
    """Return what the sliders ask.

    >>> asked_by(start_values(), WorldAsked()).plan.share_for_newcomers
    0.5
    """
    competition, cases = round(float(values["competition"]), 6), float(values["service"])
    newcomers, offered = (float(values[name]) / 100.0 for name in ("newcomers", "offered"))
    plan = YourPlan(share_for_newcomers=newcomers, offered_share=offered)
    return Asked(replace(world, competition=competition, cases_per_week_per_1000=cases), plan)


def world_of(arguments: Mapping[str, Any]) -> WorldAsked:
    """Return the world that the command asked for; the usual one if the page was opened without it.

    >>> world_of({"population": 500}).population
    500
    """
    given = {name: arguments[name] for name in ("population", "seed") if name in arguments}
    return WorldAsked(**given)


def answered(world: WorldAsked, values: Mapping[str, Any]) -> Answered:
    """Answer what the sliders ask."""
    started = perf_counter()
    found = answer(asked_by(values, world))
    return Answered(found, world.population, perf_counter() - started)


def labels_of(language: Any) -> Labels:  # noqa: ANN401  # what a switch holds has no type
    """Return the words of the language that the switch shows."""
    return LABELS[language]

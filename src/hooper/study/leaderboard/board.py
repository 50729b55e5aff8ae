"""The worlds of the leaderboard: a fixed set with a version, and such as are drawn from a seed."""

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field

from hooper.engine.world import World
from hooper.foundation.settings import Count, NonNegative, PositiveCount, Settings
from hooper.scenario.read_settings import read_settings, validate
from hooper.study.design_settings import Level
from hooper.study.parameter_draws import draw_assumptions
from hooper.study.study import PlainName, Study
from hooper.study.study_worlds import StudyWorld, worlds_of

BASELINE: Final = "no_intervention"
ORACLE: Final = "oracle_offer"
Arms = Mapping[str, Mapping[str, Any]]
_RUN_LIMIT_SECONDS: Final = 600.0
_WORLDS_WHEN_QUICK: Final = 2
_REPLICATIONS_WHEN_QUICK: Final = 3


class BoardWorld(Settings):
    """One world of the board: a preset with some of its settings changed, how long it lives, and the budget.

    The budget is in currency units per founding customer and year.
    """

    about: str
    scenario: str
    customers: PositiveCount
    pre_periods: Count
    horizon_periods: PositiveCount
    review_periods: PositiveCount
    budget_per_customer_per_year: NonNegative
    settings: dict[str, Level] = Field(default_factory=dict[str, Level])


class Board(Settings):
    """A set of worlds under a version; all strategies live in each of them so many times."""

    version: str
    seed: Annotated[int, Field(ge=0, lt=2**32)]
    replications: PositiveCount
    worlds: dict[PlainName, BoardWorld]

    @staticmethod
    def read() -> "Board":
        """Return the board that comes with the package.

        >>> Board.read().version
        '1'
        """
        with as_file(files("hooper.study.leaderboard") / "worlds.toml") as path:
            return read_settings(path, Board)

    @property
    def quick(self) -> "Board":
        """The first worlds and replications alone: enough to see that a strategy runs."""
        worlds = dict([*self.worlds.items()][:_WORLDS_WHEN_QUICK])
        return self.model_copy(update={"worlds": worlds, "replications": _REPLICATIONS_WHEN_QUICK})

    def lived_by(self, arms: Arms) -> tuple[StudyWorld, ...]:
        """Return the worlds with the strategies that are to live in them, by the names of the board."""
        return tuple(self._world(name, arms, self.seed) for name in self.worlds)

    def drawn_from(self, seed: int, arms: Arms) -> tuple[StudyWorld, ...]:
        """Return hold-out worlds: each of the board with its assumed numbers drawn within their ranges.

        The seed decides the numbers and the chance in the worlds; each world has draws of its own.
        """
        own = [self._world(name, arms, seed) for name in self.worlds]
        drawn = (draw_assumptions(world.scenario, place) for place, world in enumerate(own))
        return tuple(_checked(replace(w, scenario=s)) for w, s in zip(own, drawn, strict=True))

    def study(self, name: str, arms: Arms, seed: int) -> Study:
        """Return the study of one world, as `hooper compare` would read it."""
        world = self.worlds[name]
        told = {
            "name": "leaderboard",
            "question": "Which strategy gains most?",
            "seed": seed,
            "replications": self.replications,
            "pre_periods": world.pre_periods,
            "horizon_periods": world.horizon_periods,
            "review_periods": world.review_periods,
            "baseline": BASELINE,
            "budget": {"per_customer_per_year": world.budget_per_customer_per_year},
            "strategies": {arm: dict(table) for arm, table in arms.items()},
            "parameter_draws": {"draws": 0},
            "scoring": {"futures": 0},
            "run_limit_seconds": _RUN_LIMIT_SECONDS,
            "scenarios": {name: {"scenario": world.scenario, "customers": world.customers}},
            "factors": {key: {"levels": [level]} for key, level in world.settings.items()},
        }
        return validate(told, Study, f"worlds.{name}")

    def _world(self, name: str, arms: Arms, seed: int) -> StudyWorld:
        [world] = worlds_of(self.study(name, arms, seed), Path())
        return replace(world, levels={})  # the world goes by its name; its settings are in its scenario


def _checked(world: StudyWorld) -> StudyWorld:
    World(world.scenario).physics  # noqa: B018  what does not fit together is told before anything is run
    return world

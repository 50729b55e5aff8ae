"""What a study is: worlds, strategies, replications, and how far the parameters may be wrong."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, cast

from pydantic import Field, create_model

from hooper.foundation.settings import Count, NonNegative, PositiveCount, Settings
from hooper.scenario.read_settings import read_settings
from hooper.strategies.catalogue import STRATEGIES
from hooper.strategies.strategy import Strategy
from hooper.study.sensitivity_settings import SensitivitySettings


class WorldSettings(Settings):
    """The world: a scenario (preset or file), and the real log it is calibrated to, if any."""

    scenario: str = "retail"
    log: str | None = None
    columns: dict[str, str] | None = None
    calibration_end: date | None = None
    customers: PositiveCount = 20_000


class BudgetSettings(Settings):
    """What every strategy may spend: currency units per founding customer and year."""

    per_customer_per_year: NonNegative = 1.0


class ParameterDraws(Settings):
    """Draws of the world's parameters: how many worlds, and how many customers in each."""

    draws: Count = 30
    customers: PositiveCount = 10_000


class ScoringSettings(Settings):
    """Estimators against the truth: how many futures each customer lives from the cut on."""

    futures: Annotated[int, Field(ge=2, le=999)] = 20


# One table a strategy, `[strategies.NAME]`, whose keys are that strategy's own settings.
StrategyTables = create_model(
    "StrategyTables",
    __base__=Settings,
    **cast(dict[str, Any], {strategy.name: (strategy | None, None) for strategy in STRATEGIES}),
)


class Study(Settings):
    """A comparison of strategies on one world, read from `study.toml`.

    Every strategy lives in the same worlds on the same random words: `pre_periods` without
    intervention, then `horizon_periods` with a review every `review_periods`.
    """

    name: str
    question: str
    seed: Annotated[int, Field(ge=0, lt=2**32)]
    replications: Annotated[int, Field(ge=1, le=10_000)] = 20
    pre_periods: Count = 52
    horizon_periods: PositiveCount = 104
    review_periods: PositiveCount = 13
    baseline: str = "no_intervention"
    level: Annotated[float, Field(gt=0, lt=1)] = 0.95
    world: WorldSettings = WorldSettings()
    budget: BudgetSettings = BudgetSettings()
    strategies: StrategyTables  # pyright: ignore[reportInvalidTypeForm]  # made from the catalogue above
    parameter_draws: ParameterDraws = ParameterDraws()
    scoring: ScoringSettings = ScoringSettings()
    sensitivity: SensitivitySettings = SensitivitySettings()

    @property
    def periods(self) -> int:
        """The periods from the start of the world to the horizon."""
        return self.pre_periods + self.horizon_periods

    @property
    def chosen(self) -> dict[str, Strategy]:
        """The strategies of the study by name, in the order of the catalogue."""
        found = {name: getattr(self.strategies, name) for name in type(self.strategies).model_fields}
        return {name: strategy for name, strategy in found.items() if strategy is not None}

    @staticmethod
    def read(path: Path, overrides: tuple[str, ...] = ()) -> "Study":
        """Read a study from TOML, with `key=value` overrides; raises `InputError` with every fault."""
        return read_settings(path, Study, overrides)

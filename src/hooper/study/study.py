"""What a study is: worlds, strategies, replications, and how far the parameters may be wrong."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from hooper.foundation.named_entry import nearest_names
from hooper.foundation.settings import Count, NonNegative, Positive, PositiveCount, Settings
from hooper.scenario.read_settings import read_given
from hooper.scenario.setting_places import key_text
from hooper.segmentation.catalogue import names
from hooper.segmentation.summary_schemes import needs_a_summary_alone
from hooper.strategies.strategy import Strategy
from hooper.study.arms import ArmTable, faults_of_arms, strategies_of, with_paths_beside
from hooper.study.design_settings import DesignSettings, FactorSettings, StoppingSettings
from hooper.study.sensitivity_settings import SensitivitySettings

# A name that can be a folder's.
PlainName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]


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
    """Estimators against the truth: how many futures each customer lives from the cut on; 0 is none."""

    futures: Annotated[int, Field(ge=0, le=999)] = 20

    @field_validator("futures")
    @classmethod
    def _is_an_expectation_or_none(cls, futures: int) -> int:
        if futures == 1:
            raise ValueError("1 future is no expectation; give 2 or more, or 0 for no scores")
        return futures


class ForWhomSettings(Settings):
    """Effects on customers: the scheme of segments by which they are told, as the firm sees it."""

    segments: str = "customer_pyramid"

    @field_validator("segments")
    @classmethod
    def _is_a_scheme(cls, name: str) -> str:
        if name not in names():
            near = nearest_names(name, names())
            raise ValueError(f"there is no scheme '{name}'; choose one of: {', '.join(near)}")
        if not needs_a_summary_alone(name):
            raise ValueError(
                f"the scheme '{name}' needs more than the sums of purchases that a study keeps"
                "; choose customer_pyramid, value_tiers, abc, rfm, or another that reads nothing else"
            )
        return name


class Study(Settings):
    """A comparison of strategies on one world or several, read from `study.toml`.

    `strategies` holds its arms by name (`study.arms`). All of them live in the same worlds on the same
    random words: `pre_periods` without intervention, then `horizon_periods` with a review every
    `review_periods`. Where there are `scenarios`, they take the place of `world`; where there are `factors`,
    every point of their `design` is a world of its own. With `stopping`, there are as many replications as
    its rule wants, and `replications` to begin with.
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
    strategies: dict[str, ArmTable]
    parameter_draws: ParameterDraws = ParameterDraws()
    scoring: ScoringSettings = ScoringSettings()
    scenarios: dict[PlainName, WorldSettings] = Field(default_factory=dict[str, WorldSettings])
    factors: dict[str, FactorSettings] = Field(default_factory=dict[str, FactorSettings])
    design: DesignSettings = DesignSettings()
    stopping: StoppingSettings | None = None
    run_limit_seconds: Positive = 3600.0
    for_whom: ForWhomSettings = ForWhomSettings()
    sensitivity: SensitivitySettings = SensitivitySettings()

    @property
    def periods(self) -> int:
        """The periods from the start of the world to the horizon."""
        return self.pre_periods + self.horizon_periods

    @cached_property
    def chosen(self) -> dict[str, Strategy]:
        """The strategy of each arm by the arm's name, in the order of the study.

        Files of arms are read once: one that changes while a study runs does not change the study.
        """
        tables = {name: arm.model_dump(exclude_none=True) for name, arm in self.strategies.items()}
        return strategies_of(tables, key_text)

    @staticmethod
    def read(path: Path, overrides: tuple[str, ...] = ()) -> "Study":
        """Read a study from TOML, with `key=value` overrides; raises `InputError` with every fault."""
        given = read_given(path, overrides)
        table = with_paths_beside(given.table, path.parent)
        faults = (*given.faults, *faults_of_arms(table.get("strategies"), given.places.where))
        return replace(given, table=table, faults=faults).checked(Study)

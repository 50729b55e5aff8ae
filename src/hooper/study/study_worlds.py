"""The worlds of a study: its scenarios at every point of its design, and the runs that they are asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from hooper.engine.world import World
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import CalibratedWorld
from hooper.study.design_points import Point, design_points
from hooper.study.factor_levels import scenario_at, study_at
from hooper.study.results import RealLog
from hooper.study.run_task import RunTask
from hooper.study.study import Study, WorldSettings
from hooper.study.study_task import study_task
from hooper.study.worlds import calibrated_to, read_real_log, template_of


@dataclass(frozen=True)
class PlannedRun:
    """A run, and whose it is: the world, the point, the strategy and the replication, in words."""

    about: Mapping[str, str]
    task: RunTask

    @cached_property
    def key(self) -> str:
        """The key that the run is stored under."""
        return self.task.key


@dataclass(frozen=True)
class StudyWorld:
    """One world of a study: the scenario that is lived, and the study as it is carried out in it.

    `levels` are those of the factors. `template` is the scenario before it was calibrated to the log, if
    there is one.
    """

    name: str
    point: int
    levels: Point
    study: Study
    template: Scenario
    scenario: Scenario
    log: RealLog | None = None
    calibrated: CalibratedWorld | None = None

    @property
    def label(self) -> str:
        """The world's name among those of the study."""
        return f"{self.name}-{self.point}" if self.levels else self.name

    def planned(self, strategy: str, replication: int) -> PlannedRun:
        """Return the run of a strategy of the study in one replication of this world."""
        counted_at = self.log.cut_days if self.log else None
        about = {"world": self.label, "strategy": strategy, "replication": str(replication)}
        return PlannedRun(about, study_task(self.study, self.scenario, strategy, replication, counted_at))

    def drawn(self, scenario: Scenario, draw: int) -> "StudyWorld":
        """Return this world with another draw of its parameters."""
        return replace(self, name=f"{self.label}, draw {draw}", levels={}, scenario=scenario)


def worlds_of(study: Study, folder: Path) -> Iterator[StudyWorld]:
    """Yield the worlds of a study whose paths start at `folder`, by scenario and point.

    A scenario is read once and calibrated once, whatever the factors then do to it. Raises `InputError` for
    whatever is wrong with scenarios, logs and factors, and for laws that do not fit together.
    """
    points = design_points(study.factors, study.design, study.seed)
    for name, settings in scenarios_of(study).items():
        of_scenario = study.model_copy(update={"world": settings})
        made: dict[str, StudyWorld] = {}
        for place, point in enumerate(points):
            changed = study_at(of_scenario, point)
            told = changed.world.model_dump_json()
            if told not in made:
                made[told] = _before_factors(changed, folder)
            yield _at_point(replace(made[told], name=name, point=place, levels=point, study=changed))


def scenarios_of(study: Study) -> Mapping[str, WorldSettings]:
    """Return the worlds of a study by name; a single one has the name of its scenario.

    >>> scenarios_of(Study(name="s", question="?", seed=1, strategies={})).keys()
    dict_keys(['retail'])
    """
    return study.scenarios or {Path(study.world.scenario).stem: study.world}


def is_one_world(study: Study) -> bool:
    """Return whether a study is of a single world, without scenarios and factors."""
    return not study.scenarios and not study.factors


def _before_factors(study: Study, folder: Path) -> StudyWorld:
    template, log = template_of(study, folder), read_real_log(study, folder)
    calibrated = calibrated_to(log, template, study) if log else None
    scenario = calibrated.scenario if calibrated else template
    return StudyWorld("", 0, {}, study, template, scenario, log, calibrated)


def _at_point(world: StudyWorld) -> StudyWorld:
    scenario = scenario_at(world.scenario, world.levels)
    template = scenario_at(world.template, world.levels)
    World(scenario).physics  # noqa: B018  what does not fit together is told before anything is run
    return replace(world, scenario=scenario, template=template)

"""An experiment with offers in a simulated world: its log, and what it did to those who got no offer.

Half of the known customers get an offer by lot at the branch of a plan. The same world is lived without any
offer, on the same words: where nobody acts on anybody, whoever got no offer lives the same life in both, and
where customers meet in a queue or talk, the difference is what the experiment does to its own control group.
"""

from dataclasses import dataclass, replace

import numpy as np

from hooper.comparison.interference import Interference, interference
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.history.observed import Observed
from hooper.scenario.scenario import Scenario
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.random_offer import RandomOffer
from hooper.study.paired_futures import ENOUGH, Outcomes, known_at_branch, outcomes_of
from hooper.targeting.experiment import Experiment, experiment_of


@dataclass(frozen=True)
class HeldExperiment:
    """The log of an experiment, and both lives of its customers: with it, and without any offer."""

    observed: Observed
    experiment: Experiment
    lived: Outcomes
    without: Outcomes

    def interference(self, outcome: str) -> Interference:
        """Return what the offers did to those who got one, and to those who got none."""
        return interference(self.lived[outcome], self.without[outcome], self.experiment.treated)


def hold_experiment(
    scenario: Scenario, plan: RunPlan, active_within_days: float | None = None, share: float = 0.5
) -> HeldExperiment:
    """Live to the end of the plan with offers by lot to a share of the known customers at its branch.

    The strategy and the grant of the plan do not matter. Raises `InputError` as `experiment_of` does.
    """
    world = World(scenario)
    once = replace(plan, review_periods=plan.periods, grant_per_review=ENOUGH)
    lots = RandomOffer(share=share, active_within_days=active_within_days)
    lived, without = (run(world, replace(once, strategy=each)) for each in (lots, NoIntervention()))
    observed, days = lived.history.observed, scenario.period_days
    experiment = experiment_of(
        observed, days, review_period=plan.branch_period, active_within_days=active_within_days
    )
    known, _ = known_at_branch(world, plan)
    place = np.searchsorted(known, experiment.customer_id)
    both = (
        {name: values[place] for name, values in outcomes_of(each, known, experiment.review_days).items()}
        for each in (lived, without)
    )
    return HeldExperiment(observed, experiment, *both)

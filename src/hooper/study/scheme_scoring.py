"""Every segmentation scheme on a simulated world, against the truth that only the simulator knows.

At the cut the firm divides the customers whom it knows, by what it sees. From there they live many futures on
other words; the mean of what they bring is what a segment should tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hooper.comparison.scheme_score import SchemeScore, score_scheme
from hooper.comparison.true_stages import tellable_stages_at
from hooper.foundation.errors import InputError
from hooper.segmentation.catalogue import SCHEMES
from hooper.study.firm_records import firm_records
from hooper.study.run_task import RunTask
from hooper.study.scoring import future_contributions, futures_of


@dataclass(frozen=True)
class SchemeScores:
    """The scores of the schemes in the order of the catalogue, and why others were refused, by name."""

    scored: tuple[SchemeScore, ...]
    refused: Mapping[str, str]


def score_schemes(task: RunTask, futures: int) -> SchemeScores:
    """Score the schemes at the branch of a task; those that need what its firm does not see are refused."""
    simulated, period_days = task.simulate(), task.scenario.period_days
    cut_days = task.plan.branch_period * period_days
    records = firm_records(simulated, task.scenario, cut_days)
    expected = np.mean(future_contributions(futures_of(task, futures)), axis=0)
    stage = tellable_stages_at(simulated.history.truth, records.customer_id, cut_days, period_days)
    scored: list[SchemeScore] = []
    refused: dict[str, str] = {}
    for scheme in SCHEMES:
        try:
            segments = scheme.assign(records, scheme.settings())
        except InputError as error:
            refused[scheme.name] = str(error)
        else:
            scored.append(score_scheme(segments, expected, stage))
    return SchemeScores(tuple(scored), refused)

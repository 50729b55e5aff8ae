"""How a fitted world foretells what it was not fitted to, beside BG/NBD on the same weeks."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.history.observed import Observed
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.tracking import track
from hooper.scenario.scenario import Scenario
from hooper.study.simulated_moments.calibration_window import CalibrationWindow
from hooper.study.simulated_moments.cohort import cohort_of
from hooper.study.simulated_moments.simulated_targets import FITTED_ON, simulated_cohort

Floats = NDArray[np.float64]

WORLDS: Final = 5


@dataclass(frozen=True)
class HoldoutCheck:
    """Cumulative repeat purchases of the log's cohort at the end of each week, from 0, `(weeks + 1,)`.

    `worlds`, `(n_worlds, weeks + 1)`, are the fitted world's on words it was not fitted to, for as many
    customers as the log has. What a failed BG/NBD expects is nan.
    """

    calibration_weeks: int
    log: Floats
    worlds: Floats
    bg_nbd: Floats

    @property
    def world(self) -> Floats:
        """The mean of the worlds, `(weeks + 1,)`."""
        return self.worlds.mean(axis=0)

    def miss_at_end(self, foretold: Floats) -> float:
        """Return the relative miss of a curve at the last week, calibration included."""
        return float(foretold[-1] / self.log[-1] - 1.0)

    def miss_in_holdout(self, foretold: Floats) -> float:
        """Return the relative miss of what a curve gains in the weeks of holdout alone."""
        made, said = (curve[-1] - curve[self.calibration_weeks] for curve in (self.log, foretold))
        return float(said / made - 1.0) if made else np.nan


def check_holdout(
    scenario: Scenario, observed: Observed, window: CalibrationWindow, summary: CustomerSummary, bg_nbd: Fit
) -> HoldoutCheck:
    """Return how the world and BG/NBD, fitted to the weeks of calibration, do on all weeks."""
    weeks = window.weeks + window.holdout_weeks
    log = cohort_of(observed, weeks, window.weeks)
    worlds = [
        simulated_cohort(scenario, window, weeks, (scenario.seed, FITTED_ON - number)).curve()
        for number in range(1, WORLDS + 1)
    ]
    expected = track((bg_nbd,), summary, observed).expected[bg_nbd.model][:weeks]
    return HoldoutCheck(
        window.weeks,
        log.curve() * log.size,
        np.stack(worlds) * log.size,
        np.concatenate(([0.0], np.cumsum(expected))),
    )

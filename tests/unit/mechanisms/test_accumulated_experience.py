"""Experience that accumulates makes of expectation the mean of all that was experienced."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.world import World
from hooper.evidence.oracles.acting_laws import all_laws_but
from hooper.foundation.jit import kernel
from hooper.mechanisms.accumulated_experience import (
    AccumulatedExperience,
    AccumulatedExperienceSettings,
    accumulated_experience,
)
from hooper.mechanisms.expectation import ExpectationSettings
from hooper.mechanisms.experience import ExperienceSettings
from hooper.scenario.scenario import Scenario

PRIOR_MONTHS, CUSTOMERS, MONTHS = 4.0, 50, 12
compiled = kernel(accumulated_experience.function)


def novelty_after(known, prior_months, months):
    """Return the weight of what is new in a period of some months, and the months known after it."""
    numbers: Any = (np.float32(prior_months), np.float32(months))
    return compiled(np.float32(known), AccumulatedExperience(*numbers))


def pondering_world(noise_sd=0.0, **changes):
    """Return a world whose customers experience and expect, and weigh what is new by what they know."""
    return Scenario(
        period="month",
        switched_off=all_laws_but("experience", "accumulated_experience", "satisfaction", "expectation"),
        switched_on=("accumulated_experience",),
        experience=ExperienceSettings(noise_sd=noise_sd),
        accumulated_experience=AccumulatedExperienceSettings(prior_months=PRIOR_MONTHS),
        expectation=ExpectationSettings(adaptation_per_month=1.0 / PRIOR_MONTHS, rival_pull_per_month=0.0),
    ).model_copy(update=changes)


def expected_month_by_month(scenario):
    """Return fit, and expectation before the first month and after each one, shape `(months + 1, n)`."""
    lone = LoneCustomers(World(scenario).physics, (1, 0), CUSTOMERS)
    lone.enter(CUSTOMERS)
    expected = [lone.population.values("expectation.overall")]
    for _ in range(MONTHS):
        lone.live()
        expected.append(lone.population.values("expectation.overall"))
    fit = lone.population.values("quality_fit.overall")
    lone.close()
    return fit.astype(np.float64), np.array(expected, np.float64)


def test_expectation_is_the_mean_of_all_months_and_of_the_first_expectation_with_its_weight():
    fit, expected = expected_month_by_month(pondering_world())
    months = np.arange(MONTHS + 1)[:, np.newaxis]
    mean = (PRIOR_MONTHS * expected[0] + months * fit) / (PRIOR_MONTHS + months)
    np.testing.assert_allclose(expected, mean, rtol=1e-5, atol=1e-6)


def test_switched_off_expectation_forgets_at_a_constant_rate():
    fit, expected = expected_month_by_month(pondering_world(switched_on=()))
    kept = (1.0 - 1.0 / PRIOR_MONTHS) ** np.arange(MONTHS + 1)[:, np.newaxis]
    np.testing.assert_allclose(expected, fit + kept * (expected[0] - fit), rtol=1e-5, atol=1e-6)


def test_a_mean_varies_less_and_less_and_what_forgets_does_not():
    settled, forgetting = (
        np.diff(expected_month_by_month(pondering_world(1.0, switched_on=on))[1], axis=0).std(axis=1)
        for on in (("accumulated_experience",), ())
    )
    assert settled[-1] < 0.5 * settled[0]
    assert forgetting[-1] > 0.7 * forgetting[0]


@given(st.floats(0.0, 600.0, width=32), st.floats(0.5, 60.0, width=32))
def test_news_weighs_less_with_every_period_and_never_nothing(known, prior):
    first, after = novelty_after(known, prior, 1.0)
    second, _ = novelty_after(after, prior, 1.0)
    assert 0.0 < second < first < 1.0


@pytest.mark.parametrize("days", [1.0, 7.0])
def test_months_add_up_whatever_the_period(days):
    s = AccumulatedExperienceSettings(prior_months=PRIOR_MONTHS).constants(days)
    novelty, known = 1.0, 0.0
    for _ in range(round(4 * 365.25 / days)):
        novelty, known = novelty_after(known, *s)
    assert known == pytest.approx(48.0, rel=0.01)
    assert novelty == pytest.approx(PRIOR_MONTHS / (PRIOR_MONTHS + 48.0), rel=0.01)

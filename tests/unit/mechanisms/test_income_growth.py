"""Income growth: amounts grow by e^(g T) in T years, whatever the period."""

import numpy as np
import pytest

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.world import World
from hooper.foundation.units import DAYS_PER_YEAR, PERIOD_DAYS
from tests.small_worlds import changed, default_world

CUSTOMERS = 300
OWN = np.linspace(-0.1, 0.1, CUSTOMERS).astype(np.float32)


def spend_rates(period, periods, growth_per_year, own, laws=("income_growth",)):
    """Return spend rates at entry and after some periods, and own growth, of those who are still there."""
    scenario = changed(default_world(), period=period, income_growth={"growth_per_year": growth_per_year})
    on = tuple({*scenario.switched_on, *laws})
    lone = LoneCustomers(World(changed(scenario, switched_on=on)).physics, (1, 0), CUSTOMERS)
    everybody = lone.enter(CUSTOMERS)
    lone.population.write("income_growth", everybody, own)
    at_entry = lone.population.values("spend_rate")
    lone.live(periods)
    after = lone.population.values_at("spend_rate", everybody)
    stayed = [slot for slot in everybody if lone.population.is_there(slot)]
    lone.close()
    return at_entry[stayed], after[stayed], own[stayed]


@pytest.mark.parametrize(("period", "periods"), [("month", 24), ("week", 104)])
def test_amounts_grow_by_the_exponential_of_growth_times_years(period, periods):
    years = periods * PERIOD_DAYS[period] / DAYS_PER_YEAR
    before, after, own = spend_rates(period, periods, 0.03, OWN)
    assert before.size > 20
    np.testing.assert_allclose(before / after, np.exp((0.03 + own) * years), rtol=2e-5)


def test_without_growth_or_without_the_law_amounts_stay_as_they_are_to_the_last_bit():
    for how in ((0.0, np.zeros_like(OWN)), (0.5, OWN, ())):
        before, after, _ = spend_rates("month", 12, *how)
        np.testing.assert_array_equal(before, after)

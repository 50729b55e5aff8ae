import numpy as np
import pytest

from tests.unit.reduced_form.populations import columns, draw


def test_alive_is_who_has_not_reached_the_end_of_life():
    entry = np.linspace(0.0, 80.0, 500)
    generated = draw("pareto_nbd", entry)
    assert np.array_equal(generated.is_alive, entry + 7.0 * generated.traits.lifetime_weeks > 273.0)
    customer, time_days, _ = columns(generated.transactions)
    exit_day = entry + 7.0 * generated.traits.lifetime_weeks
    assert (time_days[time_days > entry[customer]] < exit_day[customer][time_days > entry[customer]]).all()


def test_a_lifetime_is_exponential_at_the_own_rate_of_the_customer():
    traits = draw("pareto_nbd", np.zeros(20_000)).traits
    survived = np.exp(-traits.dropout_rate_per_week * traits.lifetime_weeks)
    assert survived.mean() == pytest.approx(0.5, abs=4.5 / np.sqrt(12 * 20_000))
    assert np.corrcoef(survived, traits.rate_per_week)[0, 1] == pytest.approx(0.0, abs=4.5 / np.sqrt(20_000))

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value.hidden_markov.purchases_to_come import expected_purchases
from hooper.lifetime_value.hidden_markov.state_probabilities import final_probabilities
from tests.unit.lifetime_value.hidden_markov.panels import THREE, panel_of, plain_moves

PANEL = panel_of([8, 3])
RATES = np.array([THREE[f"rate_{s}"] for s in range(3)])


def test_expected_purchases_are_products_of_matrices():
    future = np.random.default_rng(2).normal(size=(2, 4, 2))
    expected = expected_purchases(THREE, PANEL, future)
    for customer, chances in enumerate(final_probabilities(THREE, PANEL)):
        for period, row in enumerate(future[customer]):
            chances = chances @ plain_moves(THREE, 3, {"contacts": row[0], "satisfaction": row[1]})  # noqa: PLW2901
            assert expected[customer, period] == pytest.approx(chances @ RATES, rel=1e-12)


def test_in_the_long_run_the_start_is_forgotten():
    expected = expected_purchases(THREE, PANEL, np.zeros((2, 300, 2)))
    assert expected[0, -1] == pytest.approx(expected[1, -1], rel=1e-9)
    assert RATES[0] < expected[0, -1] < RATES[2]


def test_no_period_to_come_gives_no_column():
    assert expected_purchases(THREE, PANEL, np.zeros((2, 0, 2))).shape == (2, 0)


@pytest.mark.parametrize("shape", [(2, 3), (1, 3, 2), (2, 3, 1)])
def test_covariates_for_others_are_refused(shape):
    with pytest.raises(InputError, match=r"give \(2, periods, 2\)"):
        expected_purchases(THREE, PANEL, np.zeros(shape))


def test_a_covariate_that_is_not_known_is_refused():
    future = np.zeros((2, 3, 2))
    future[1, 2, 0] = np.nan
    with pytest.raises(InputError, match="contacts of customer 1 in period 2"):
        expected_purchases(THREE, PANEL, future)

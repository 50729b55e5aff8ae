import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.durations import durations_from_start
from hooper.history.read_log import read_log
from hooper.history.repurchases import periods_to_repurchase
from hooper.lifetime_value.kaplan_meier import kaplan_meier
from hooper.lifetime_value.recency_migration import fit, purchases_after_giving_up, purchases_by_recency

WAITS = durations_from_start([1, 1, 2, 2, 2, 3, 5, 6], [1, 0, 1, 1, 0, 0, 1, 0])
waits = st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=40)


def test_the_chances_are_shares_of_those_at_risk():
    """At recency 1 all 8, one buys; at 2 six, two buy; at 3 three, none."""
    at_risk, bought = purchases_by_recency(WAITS, 3)
    assert (at_risk.tolist(), bought.tolist()) == ([8, 6, 3], [1, 2, 0])
    found = fit(WAITS, 2)
    assert found.parameters == pytest.approx({"p_1": 1 / 8, "p_2": 2 / 6})
    assert found.standard_errors == pytest.approx({"p_1": np.sqrt(7 / 512), "p_2": np.sqrt(8 / 216)})
    logs = np.log([1 / 8, 2 / 6]) @ [1, 2] + np.log([7 / 8, 4 / 6]) @ [7, 4]
    assert found.log_likelihood == pytest.approx(logs)
    assert found.status == "ok"
    assert found.n_customers == 8


@given(waits)
def test_not_to_buy_is_the_survival_of_kaplan_and_meier(rows):
    times, bought = zip(*rows, strict=True)
    data = durations_from_start(times, bought)
    chances = np.array(list(fit(data, max(times)).parameters.values()))
    assert np.cumprod(1.0 - chances) == pytest.approx(
        kaplan_meier(data).at(range(1, max(times) + 1)), abs=1e-12
    )


def test_chances_at_the_edge_are_told_and_have_no_error():
    found = fit(WAITS, 3)
    assert found.status == "boundary"
    assert "p_3" in found.reason
    assert found.parameters["p_3"] == 0.0
    assert np.isnan(found.standard_errors["p_3"])
    assert found.standard_errors["p_2"] > 0.0
    assert np.isfinite(found.log_likelihood)


def test_a_recency_that_nobody_came_to_is_told():
    found = fit(WAITS, 7)
    assert found.status == "flat"
    assert "p_7" in found.reason
    assert "p_6" not in found.reason


@pytest.mark.parametrize("rows", [([], []), ([1], [0]), ([1], [1])])
def test_too_little_data_is_never_ok(rows):
    found = fit(durations_from_start(*rows), 1)
    assert found.status != "ok"
    assert found.as_dict()["reason"]


def test_purchases_of_those_given_up_are_counted():
    assert [purchases_after_giving_up(WAITS, n) for n in (1, 2, 4, 5)] == [3, 1, 1, 0]


def test_no_recency_is_refused():
    with pytest.raises(InputError, match="n_recencies"):
        fit(WAITS, 0)


def test_in_a_real_log_who_bought_lately_buys_sooner():
    observed, _ = read_log("example:cdnow")
    found = fit(periods_to_repurchase(observed, 28.0), 12)
    chances = list(found.parameters.values())
    assert found.status == "ok"
    assert chances[0] > chances[1] > chances[2] > chances[11]

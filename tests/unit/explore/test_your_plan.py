import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hooper.explore.your_plan import YourPlan
from hooper.strategies.draws import Draws
from tests.made_views import budget, made_view

DRAWS = Draws((7, 0), 60)
# Ten customers; the first has spent most, and the last three have been silent for long.
VIEW = made_view([3] * 10, [50.0] * 7 + [2.0] * 3, [100.0 - 10.0 * k for k in range(10)])


def decided(money, **settings):
    return YourPlan(**settings).decide(VIEW, budget(money), DRAWS)


def test_offers_go_to_the_biggest_spenders_of_the_active():
    actions = decided(100.0, share_for_newcomers=0.0, offered_share=0.4)
    assert sorted(actions.rows.tolist()) == [0, 1, 2]


def test_where_money_is_short_lots_decide_among_those_whom_offers_are_meant_for():
    actions = decided(2.0, share_for_newcomers=0.0, offered_share=1.0)
    lot = DRAWS.trials(VIEW.summary.customer_id)[:7]
    assert actions.rows.tolist() == np.argsort(lot)[:2].tolist()


def test_the_budget_is_split():
    actions = decided(10.0, share_for_newcomers=0.75, offered_share=1.0)
    assert actions.costs.sum() == 2.0
    np.testing.assert_allclose(actions.firm.acquisition * 13, 7.5)


@given(money=st.floats(0.0, 1e4), share=st.floats(0.0, 1.0), offered=st.floats(0.01, 1.0))
def test_no_more_is_spent_than_there_is(money, share, offered):
    actions = decided(money, share_for_newcomers=share, offered_share=offered)
    assert actions.costs.sum() + 13 * actions.firm.acquisition <= money * (1.0 + 1e-12)


def test_without_customers_all_offers_are_none():
    nobody = made_view([], [], [])
    assert YourPlan().decide(nobody, budget(10.0), DRAWS).rows.size == 0

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.integrated_value import InfluenceMetric, LoyaltyMetric, RevenueMetric, integrated_value
from hooper.economics.margin_multiplier import margin_multiplier
from hooper.foundation.errors import InputError

money = st.floats(0.0, 100.0)


def value(price=12.0, matched=10.0, survival=(1.0, 0.5), newcomers=0.1, endorsed=0.5, worth=20.0, rate=0.1):
    return integrated_value(
        RevenueMetric(price_of_goods=price, cost_of_sales=5.0, cost_of_marketing=1.0),
        LoyaltyMetric(matching_price_average=matched, survival=np.array(survival)),
        InfluenceMetric(newcomers_per_period=newcomers, endorsement_share=endorsed, worth_of_newcomer=worth),
        rate,
    )


@given(money, money, st.floats(0.0, 1.0), st.floats(0.0, 0.5))
def test_it_is_the_sum_period_by_period(price, matched, stay, rate):
    found = value(price, matched, stay ** np.arange(20), rate=rate)
    there = [stay**t / (1.0 + rate) ** t for t in range(20)]
    assert found.total == pytest.approx(sum(p * (price - 6.0 + 0.1 * 0.5 * 20.0) for p in there), abs=1e-6)


@given(money, money)
def test_revenue_and_loyalty_are_the_margin_at_the_price_that_is_paid(price, matched):
    found = value(price, matched)
    assert found.revenue + found.loyalty == pytest.approx(value(price, price).revenue, abs=1e-9)


def test_a_long_life_at_the_price_of_others_is_worth_the_margin_multiplier():
    found = value(10.0, 10.0, 0.8 ** np.arange(500), newcomers=0.0)
    assert found.total == pytest.approx(4.0 * (1.0 + margin_multiplier(0.8, 0.1)))
    assert found.loyalty == found.influence == 0.0


def test_followers_who_would_have_come_anyway_count_for_nothing():
    assert value(endorsed=0.0).influence == 0.0
    assert value(endorsed=1.0).influence == pytest.approx(2.0 * value(endorsed=0.5).influence)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"price": -1.0}, "price_of_goods"),
        ({"survival": (1.0, 1.1)}, "survival"),
        ({"survival": (0.5, 0.6)}, "rises"),
        ({"endorsed": 1.5}, "endorsement_share"),
        ({"rate": -0.1}, "rate_per_period"),
    ],
)
def test_what_is_wrong_is_told(wrong, told):
    with pytest.raises(InputError, match=told):
        value(**wrong)

"""The estimators of value: one question to all, answers known by hand, and what they may not depend on."""

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import betaprime

from hooper.foundation.errors import InputError
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value.value_estimators.catalogue import ESTIMATORS, ValueEstimator, get, names
from hooper.lifetime_value.value_estimators.contract_value import contracts_of
from hooper.lifetime_value.value_estimators.spend_to_come import interval_of_spend
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion
from hooper.reduced_form import bg_nbd, gamma_gamma, shifted_beta_geometric
from hooper.reduced_form.gamma_gamma import GammaGammaPopulation

CUT, HORIZON = 560.0, 364.0
MARGIN, RATE = 0.3, 0.1
AMOUNTS = GammaGammaPopulation(p=6.25, q=3.74, v=15.44)
FEES = GammaGammaPopulation(p=4.0, q=8.0, v=40.0)


def log_of(rows):
    return Observed(pa.table(dict(zip(TRANSACTIONS.names, rows, strict=True)), schema=TRANSACTIONS), 1000.0)


def asked(observed, contract_days=None):
    return ValueQuestion(observed, CUT, HORIZON, MARGIN, RATE, contract_days)


@pytest.fixture(scope="module")
def shop():
    population = bg_nbd.BgNbdPopulation(r=0.8, alpha=4.0, a=0.8, b=2.5)
    entry = 28.0 * (np.arange(400.0) % 7.0)
    history = gamma_gamma.with_amounts(bg_nbd.generate(population, entry, CUT, (3, 0)), AMOUNTS, (3, 0))
    return Observed(history.transactions, CUT)


@pytest.fixture(scope="module")
def subscribers():
    kind = shifted_beta_geometric.ShiftedBetaGeometricPopulation
    population = kind(alpha=0.7, beta=6.0, contract_days=28.0)
    entry = 28.0 * (np.arange(400.0) % 7.0)
    lives = shifted_beta_geometric.generate(population, entry, CUT, (3, 0))
    return Observed(gamma_gamma.with_amounts(lives, FEES, (3, 0)).transactions, CUT)


@pytest.mark.parametrize("name", names())
def test_every_estimator_values_every_customer_under_contract(name, subscribers):
    question = asked(subscribers, contract_days=28.0)
    answer = get(name).answer(question)
    assert answer.value is not None, answer.reason
    assert answer.value.shape == (question.summary.n_customers,)
    assert (answer.value >= 0.0).all()
    if answer.low is not None and answer.high is not None:
        assert (answer.low <= answer.high).all()


def test_an_estimator_that_returns_bare_numbers_is_told_what_to_return(shop):
    bare = ValueEstimator("bare", "numbers", lambda question: question.summary.age)  # pyright: ignore[reportArgumentType]
    with pytest.raises(
        InputError, match=r"estimator 'bare': `value` returns a ndarray(.|\n)*return estimated"
    ):
        bare.answer(asked(shop))


@pytest.mark.parametrize("name", names())
def test_without_contracts_those_that_need_them_say_so(name, shop):
    answer = get(name).answer(asked(shop))
    if name in ("shifted_beta_geometric", "discrete_time_hazard"):
        assert (answer.status, answer.value) == ("not_applicable", None)
        assert "contract" in answer.reason
    else:
        assert answer.value is not None, answer.reason


@pytest.mark.parametrize("name", ["past_carried_forward", "like_earlier_customers", "bg_nbd", "bg_bb"])
def test_estimates_know_nothing_of_what_comes_after_the_cut_and_nothing_of_the_unit(name, shop):
    table = shop.transactions
    later = pa.table(
        {"customer_id": pa.array([399], pa.uint64()), "time_days": [CUT + 5.0], "amount": [9_999.0]}
    )
    doubled = table.set_column(2, "amount", pa.array(2.0 * table["amount"].to_numpy()))
    plain = get(name).answer(asked(shop)).value
    longer = Observed(pa.concat_tables([table, later]), 999.0)
    assert plain is not None
    assert get(name).answer(asked(longer)).value == pytest.approx(plain, rel=0.0, abs=0.0)
    assert get(name).answer(asked(Observed(doubled, CUT))).value == pytest.approx(2.0 * plain, rel=1e-4)


def test_the_past_is_carried_forward_by_hand():
    observed = log_of(([0, 0, 1], [CUT - 70.0, CUT - 35.0, CUT - 7.0], [20.0, 15.0, 7.0]))
    value = get("past_carried_forward").answer(asked(observed)).value
    assert value == pytest.approx([MARGIN * 35.0 / 70.0 * HORIZON, MARGIN * 7.0 / 7.0 * HORIZON])


def test_who_buys_every_month_goes_on_to_do_so_and_the_silent_are_given_up():
    regular = np.arange(0.0, CUT + 1.0, 28.0)
    gone = np.arange(0.0, 113.0, 28.0)
    ids = np.repeat([0, 1], [regular.size, gone.size])
    observed = log_of((ids, np.concatenate((regular, gone)), np.full(ids.size, 10.0)))
    question = asked(observed)
    value = get("chance_by_recency").answer(question).value
    assert value is not None
    chances = (24 / 25) ** np.arange(1, 14)  # of 25 months after one with a purchase, one was silent
    assert value[0] == pytest.approx(MARGIN * 10.0 * question.discounts(28.0) @ chances)
    assert value[1] == 0.0


def test_contracts_are_read_from_bills():
    days = np.array([0.0, 28.0, 56.0, 0.0, 28.0, 532.0, 560.0, 546.0])
    observed = log_of(([0, 0, 0, 1, 1, 2, 2, 3], days, np.full(8, 10.0)))
    contracts = contracts_of(asked(observed).summary, 28.0)
    assert contracts.renewals.tolist() == [2, 1, 1, 0]
    assert contracts.chances.tolist() == [20, 20, 1, 0]
    assert contracts.has_left.tolist() == [True, True, False, False]
    assert contracts.days_since_bill.tolist() == [504.0, 532.0, 0.0, 14.0]


def test_who_has_left_is_worth_nothing_and_who_stays_a_year_of_bills_at_most(subscribers):
    question = asked(subscribers, contract_days=28.0)
    answer = get("shifted_beta_geometric").answer(question)
    assert answer.value is not None
    gone = contracts_of(question.summary, 28.0).has_left
    assert 0.2 < gone.mean() < 0.9
    assert (answer.value[gone] == 0.0).all()
    bill = question.summary.total_spend / (question.summary.frequency + 1.0)
    of_all_bills = 13 * MARGIN * float(np.maximum(bill, FEES.p * FEES.v / (FEES.q - 1.0)).max())
    assert (answer.value[~gone] > 0.0).all()
    assert answer.value.max() < of_all_bills


def test_the_interval_of_spend_is_that_of_the_ratio_of_gamma_variates(shop):
    """Of one purchase for sure: the 5 % and 95 % points of a beta prime, as far as 64 points tell."""
    summary = asked(shop).summary
    one = np.tile([0.0, 1.0, 0.0], (summary.n_customers, 1))
    low, high = interval_of_spend(one, {"p": 6.25, "q": 3.74, "v": 15.44}, summary)
    known = np.where(summary.spend_count > 0, summary.spend_count * np.nan_to_num(summary.mean_spend), 0.0)
    exact = betaprime(6.25, 3.74 + 6.25 * summary.spend_count, scale=15.44 + known)
    assert np.abs(exact.cdf(low) - 0.05).max() < 0.01
    assert np.abs(exact.cdf(high) - 0.95).max() < 0.01


def test_who_buys_nothing_nineteen_times_in_twenty_has_nothing_in_the_interval(shop):
    summary = asked(shop).summary
    hardly = np.tile([0.96, 0.04], (summary.n_customers, 1))
    assert interval_of_spend(hardly, {"p": 6.25, "q": 3.74, "v": 15.44}, summary)[1].max() == 0.0


def test_a_log_that_is_too_small_is_a_failure_with_a_reason_and_never_an_exception():
    nobody_came_back = log_of(([0, 1], [CUT - 20.0, CUT - 10.0], [5.0, 5.0]))
    for estimator in ESTIMATORS:
        answer = estimator.answer(asked(nobody_came_back, contract_days=28.0))
        assert answer.value is not None or (answer.status == "failed" and answer.reason), estimator.name

from math import comb, exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln, logsumexp

from hooper.foundation.errors import InputError
from hooper.history.example_opportunities import read_example_opportunities
from hooper.history.opportunity_summary import summary_of_counts
from hooper.lifetime_value import bg_bb
from hooper.lifetime_value.ties import TiedRows, tie

# BTYD walkthrough on the donations; what it predicts, and what notes/010 of brucehardie.com does.
PUBLISHED = {"alpha": 1.2035, "beta": 0.7497, "gamma": 0.6567, "delta": 2.7838}
NEW_CUSTOMER = [0.4985, 0.9233, 1.2969, 1.6323, 1.9381, 2.2202, 2.4826, 2.7285, 2.9603, 3.1798, 3.3887]

# (alpha, beta, gamma, delta, x, t_x, n), and by mpmath with 60 digits from the equations of the paper: the
# log-likelihood, P(alive) at n, the purchases at the next 10 opportunities, and all discounted at 10 %.
EXACT = {
    (1.2035, 0.7497, 0.6567, 2.7838, 0, 0, 6): (
        -1.1675972395205956,
        0.11623876287246641,
        0.13024162219851407,
        0.11477395783308283,
    ),
    (1.2035, 0.7497, 0.6567, 2.7838, 4, 5, 6): (
        -5.0955259247664705,
        0.74891143299022831,
        3.6280957711607536,
        3.1972184008803088,
    ),
    (1.2035, 0.7497, 0.6567, 2.7838, 6, 6, 6): (
        -2.1815775414309079,
        1.0,
        6.7065054773206882,
        5.9100321684270731,
    ),
    (1.2035, 0.7497, 0.6567, 2.7838, 3, 3, 400): (
        -3.6210729384829467,
        1.0826370086760684e-10,
        1.1221745944446293e-11,
        1.1126959894826148e-11,
    ),
    (1.2035, 0.7497, 0.6567, 2.7838, 350, 400, 400): (
        -156.84257502082308,
        1.0,
        8.6601486554213671,
        8.5869994962589416,
    ),
    (0.05, 3.0, 1.0, 0.2, 2, 9, 30): (
        -12.474294477437028,
        0.080691399177070675,
        0.042617024218937337,
        0.038521850232715403,
    ),
    (300.0, 0.01, 0.001, 900.0, 40, 40, 45): (
        -13.75490378556751,
        4.9222768096453933e-8,
        4.8507707188231505e-7,
        4.8507429826761408e-7,
    ),
    (1000.0, 1000.0, 1000.0, 1000.0, 1, 1, 10): (
        -1.7923129337273052,
        5.9340536516830376e-6,
        2.9845920777596735e-6,
        2.4871335606172408e-6,
    ),
    (0.001, 0.002, 5.0, 0.001, 7, 12, 2000): (
        -32.833652673743957,
        5.1392390225025351e-28,
        1.7745334050184464e-29,
        1.7510656669022965e-29,
    ),
    (2.5, 40.0, 0.3, 25.0, 120, 9000, 10000): (
        -648.88651807516733,
        0.00095579606685514599,
        0.00011657033149893357,
        0.00011655118496229348,
    ),
}
parameter = st.floats(0.05, 20.0)
parameters_of_all_sizes = st.tuples(*(st.floats(1e-3, 1e3) for _ in range(4)))


def paper_log_likelihood(alpha, beta, gamma, delta, x, t_x, n):
    """Fader, Hardie and Shang (2010), equation 5, as it stands but in logarithms."""
    stayed = betaln(alpha + x, beta + n - x) + betaln(gamma, delta + n)
    i = np.arange(n - t_x)
    left = betaln(alpha + x, beta + t_x - x + i) + betaln(gamma + 1, delta + t_x + i)
    return logsumexp([stayed, *left]) - betaln(alpha, beta) - betaln(gamma, delta)


def log_likelihood(parameters, x, t_x, n):
    rows = (np.array([number]) for number in (t_x, x, n, 1))
    return bg_bb.log_likelihood(np.array(parameters, dtype=np.float64), *rows)


def log_likelihood_of(rows, parameters):
    recency, frequency, opportunities = rows.columns
    return bg_bb.log_likelihood(parameters, recency, frequency, opportunities, rows.counts)


def named(parameters) -> dict[str, float]:
    return dict(zip(bg_bb.PARAMETERS, parameters, strict=True))


def one(x, t_x, n):
    return summary_of_counts(x, t_x, n, 1, opportunity_days=365.25)


def every_history(n):
    """All (x, t_x) of n opportunities, and how many orders of purchases each stands for."""
    cells = [(0, 0)] + [(x, last) for last in range(1, n + 1) for x in range(1, last + 1)]
    x, t_x = np.array(cells).T
    orders = np.array([comb(last - 1, many - 1) if many else 1 for many, last in cells])
    return summary_of_counts(x, t_x, np.full(x.size, n), np.ones(x.size), opportunity_days=7.0), orders


def probabilities(parameters, summary, orders):
    columns = summary.frequency, summary.recency, summary.opportunities
    return orders * [exp(log_likelihood(parameters, *row)[0]) for row in zip(*columns, strict=True)]


@pytest.fixture(scope="module")
def donations():
    return read_example_opportunities("example:donations")


@pytest.fixture(scope="module")
def fitted(donations):
    return bg_bb.fit(donations)


def test_the_fit_on_the_donations_is_the_published_one(fitted):
    assert fitted.status == "ok"
    assert fitted.n_customers == 11_104
    assert fitted.parameters == pytest.approx(PUBLISHED, rel=2e-4)
    assert fitted.log_likelihood == pytest.approx(-33225.58, abs=5e-3)


def test_the_optimum_is_one(fitted):
    assert fitted.gradient_norm < 1e-9
    assert fitted.spread_of_optima < 1e-6
    assert fitted.n_starts > 1


def test_expected_transactions_of_a_new_customer_are_the_published_ones(fitted):
    expected = bg_bb.expected_transactions(fitted.parameters, np.arange(1, 12))
    assert expected == pytest.approx(NEW_CUSTOMER, abs=6e-5)
    assert expected[9] == pytest.approx(3.179805, abs=5e-5)


def test_conditional_expectations_are_the_published_ones(donations, fitted):
    summary = summary_of_counts([0, 4], [0, 5], [6, 6], [1, 1], opportunity_days=365.25)
    expected = bg_bb.conditional_expected_transactions(fitted.parameters, summary, 10)
    assert expected == pytest.approx([0.1302169, 3.627858], rel=5e-5)
    total = bg_bb.conditional_expected_transactions(fitted.parameters, donations, 5).sum()
    assert total == pytest.approx(12884.2, abs=0.5)


@pytest.mark.parametrize(("arguments", "exact"), EXACT.items())
def test_everything_agrees_with_many_digits(arguments, exact):
    parameters, history = arguments[:4], arguments[4:]
    summary = one(*history)
    found = (
        log_likelihood(parameters, *history)[0],
        bg_bb.probability_alive(named(parameters), summary)[0],
        bg_bb.conditional_expected_transactions(named(parameters), summary, 10)[0],
        bg_bb.discounted_expected_residual_transactions(named(parameters), summary, 0.1)[0],
    )
    assert found == pytest.approx(exact, rel=2e-12)


@given(st.tuples(parameter, parameter, parameter, parameter), st.data())
def test_the_likelihood_is_that_of_the_paper(parameters, data):
    n = data.draw(st.integers(0, 60))
    x = data.draw(st.integers(0, n))
    t_x = data.draw(st.integers(x, n)) if x else 0
    alpha, beta, gamma, delta = parameters
    expected = paper_log_likelihood(alpha, beta, gamma, delta, x, t_x, n)
    assert log_likelihood(parameters, x, t_x, n)[0] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@settings(max_examples=40)
@given(parameters_of_all_sizes, st.integers(0, 10_000), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_everything_is_finite_far_out(parameters, n, share, share_of_those):
    t_x = int(share * n)
    x = max(int(share_of_those * t_x), min(t_x, 1))
    value, gradient, hessian = log_likelihood(parameters, x, t_x, n)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()
    alive = bg_bb.probability_alive(named(parameters), one(x, t_x, n))
    discounted = bg_bb.discounted_expected_residual_transactions(named(parameters), one(x, t_x, n), 1e-3)
    assert ((alive >= 0.0) & (alive <= 1.0)).all()
    assert ((discounted >= 0.0) & (discounted < 1e3)).all()


def mixed_rows():
    """Histories of different length, some of them of more than one customer."""
    generator = np.random.default_rng(3)
    n = generator.integers(0, 9, 300)
    x = generator.binomial(n, 0.3)
    t_x = np.where(x > 0, generator.integers(x, n + 1), 0)
    return t_x, x, n


@pytest.mark.parametrize("here", [(1.3, 0.6, 0.7, 2.0), (0.2, 5.0, 3.0, 0.4)])
def test_slopes_and_curvatures_are_those_of_differences(here):
    here = np.array(here)
    _, gradient, upper = log_likelihood_of(tie(*mixed_rows()), here)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(1e-5 * here)):
        above, below = (log_likelihood_of(tie(*mixed_rows()), here + sign * step) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-6, abs=1e-6)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-6, abs=1e-6)


def test_the_likelihood_of_many_is_the_sum_over_each_in_any_order():
    columns = mixed_rows()
    here = np.array([1.3, 0.6, 0.7, 2.0])
    each = [log_likelihood(here, x, t_x, n) for t_x, x, n in zip(*columns, strict=True)]
    untied = TiedRows(columns, np.ones(300, dtype=np.int64))
    for found in (log_likelihood_of(untied, here), log_likelihood_of(tie(*columns), here)):
        assert found[0] == pytest.approx(sum(one for one, _, _ in each), rel=1e-12)
        assert found[1] == pytest.approx(sum(one for _, one, _ in each), rel=1e-10)
        assert found[2] == pytest.approx(sum(one for _, _, one in each), rel=1e-10)


@given(st.tuples(parameter, parameter, parameter, parameter), st.integers(0, 7), st.integers(0, 9))
def test_all_histories_together_are_certain_and_predict_what_is_predicted_of_a_new_customer(
    parameters, n, horizon
):
    summary, orders = every_history(n)
    chances = probabilities(parameters, summary, orders)
    assert chances.sum() == pytest.approx(1.0, rel=1e-12)
    within, later = bg_bb.expected_transactions(named(parameters), [n, n + horizon])
    assert chances @ summary.frequency == pytest.approx(within, rel=1e-11, abs=1e-13)
    expected = bg_bb.conditional_expected_transactions(named(parameters), summary, horizon)
    assert chances @ expected == pytest.approx(later - within, rel=1e-9, abs=1e-13)


@given(st.tuples(parameter, parameter, parameter, parameter), st.integers(0, 7), st.floats(1e-3, 1.0))
def test_what_is_still_to_come_later_is_part_of_what_is_to_come_of_a_new_customer(parameters, n, rate):
    summary, orders = every_history(n)
    discounted = bg_bb.discounted_expected_residual_transactions
    later = probabilities(parameters, summary, orders) @ discounted(named(parameters), summary, rate)
    purchases = np.diff(bg_bb.expected_transactions(named(parameters), np.arange(n + 1)))
    now = sum(each * (1 + rate) ** -k for k, each in enumerate(purchases, 1))
    whole = discounted(named(parameters), one(0, 0, 0), rate)[0]
    assert now + later * (1 + rate) ** -n == pytest.approx(whole, rel=1e-11)


@given(st.tuples(parameter, parameter, parameter, parameter), st.integers(0, 7))
def test_the_distribution_of_purchases_is_that_of_all_histories(parameters, n):
    summary, orders = every_history(n)
    chances = probabilities(parameters, summary, orders)
    expected = np.bincount(summary.frequency, weights=chances)
    assert bg_bb.purchase_distribution(named(parameters), n) == pytest.approx(expected, rel=1e-11)


def test_the_distribution_of_purchases_agrees_with_many_digits():
    six = bg_bb.purchase_distribution(PUBLISHED, 6)
    assert six[[0, 3, 6]] == pytest.approx(
        [0.311113575318259, 0.100272134050267, 0.112863343528181], rel=1e-13
    )
    many = bg_bb.purchase_distribution(PUBLISHED, 200)
    assert many[[0, 1, 100, 199, 200]] == pytest.approx(
        [
            0.287199625385417,
            0.139818082077886,
            0.000582246540873533,
            0.000868479237477427,
            0.00115457844718386,
        ],
        rel=1e-12,
    )


@given(parameters_of_all_sizes, st.integers(0, 300))
def test_the_distribution_of_purchases_sums_to_one(parameters, n):
    distribution = bg_bb.purchase_distribution(named(parameters), n)
    assert distribution.shape == (n + 1,)
    assert (distribution >= 0.0).all()
    assert distribution.sum() == pytest.approx(1.0, rel=1e-11)


def test_the_distribution_of_donations_is_near_the_actual_one(donations):
    """Pearson's chi-square over the frequencies 0 to 6 (11.5 here); nobody leaving is far off."""
    actual = np.bincount(donations.frequency)
    expected = 11_104 * bg_bb.purchase_distribution(PUBLISHED, 6)
    assert ((actual - expected) ** 2 / expected).sum() < 12.0
    staying = 11_104 * bg_bb.purchase_distribution(PUBLISHED | {"gamma": 1e-9}, 6)
    assert ((actual - staying) ** 2 / staying).sum() > 1000.0


def test_who_bought_at_the_last_opportunity_is_alive_and_long_silence_is_not():
    silent = summary_of_counts([8] * 4, [12] * 4, [12, 13, 20, 40], [1] * 4, opportunity_days=7.0)
    alive = bg_bb.probability_alive(PUBLISHED, silent)
    assert alive[0] == 1.0
    assert (np.diff(alive) < 0.0).all()
    assert alive[3] < 0.01


def test_predictions_do_not_depend_on_the_order_of_the_customers(donations):
    shuffled = np.random.default_rng(1).permutation(donations.n_customers)
    other = donations.take(shuffled)
    alive = bg_bb.probability_alive(PUBLISHED, donations)
    assert bg_bb.probability_alive(PUBLISHED, other).tolist() == alive[shuffled].tolist()
    assert bg_bb.fit(other).as_dict() == bg_bb.fit(donations).as_dict()


def test_purchases_to_come_grow_with_the_horizon_and_the_patience(donations):
    some = donations.take(np.arange(0, 11_104, 501))
    within = [bg_bb.conditional_expected_transactions(PUBLISHED, some, h) for h in (0, 1, 2, 50)]
    assert (within[0] == 0.0).all()
    assert (np.diff(within, axis=0) > 0.0).all()
    worth = [
        bg_bb.discounted_expected_residual_transactions(PUBLISHED, some, rate) for rate in (1.0, 0.1, 1e-3)
    ]
    assert (np.diff(worth, axis=0) > 0.0).all()


@pytest.mark.parametrize("wrong", [-1, 1.5, np.nan, np.inf])
def test_a_part_of_an_opportunity_is_refused(wrong):
    summary = one(1, 2, 6)
    for predict in (
        lambda: bg_bb.expected_transactions(PUBLISHED, [1, wrong]),
        lambda: bg_bb.conditional_expected_transactions(PUBLISHED, summary, wrong),
        lambda: bg_bb.purchase_distribution(PUBLISHED, wrong),
    ):
        with pytest.raises(InputError, match="whole number"):
            predict()


def customers(x, t_x, n):
    return summary_of_counts(x, t_x, n, np.ones(len(x)), opportunity_days=7.0)


@pytest.mark.parametrize(
    "summary",
    [
        customers([0] * 50, [0] * 50, range(1, 51)),
        customers([12] * 200, [12] * 200, [12] * 200),
        customers([3] * 100, [5] * 100, [12] * 100),
        customers([0, 1] * 80, [0, 1] * 80, [1] * 160),
        customers([0, 1, 1, 2] * 40, [0, 1, 2, 2] * 40, [2] * 160),
    ],
    ids=["one-timers", "who always buys", "all the same", "one opportunity", "two opportunities"],
)
def test_a_log_without_an_interior_optimum_is_never_ok(summary):
    fit = bg_bb.fit(summary)
    assert fit.status in {"boundary", "flat"}
    assert any(name in fit.reason.split() for name in bg_bb.PARAMETERS)
    assert np.isfinite(fit.log_likelihood)


@pytest.mark.parametrize(
    "columns",
    [([], [], []), ([0], [0], [20]), ([3], [10], [20]), ([0, 0], [0, 0], [0, 0])],
    ids=["nobody", "one who came once", "one customer", "no opportunity"],
)
def test_too_little_data_is_never_ok(columns):
    fit = bg_bb.fit(customers(*columns))
    assert fit.status != "ok"
    assert fit.reason


def test_a_customer_with_very_many_opportunities_does_not_break_the_fit():
    t_x, x, n = mixed_rows()
    summary = customers([*x, 4000], [*t_x, 9000], [*n, 10_000])
    fit = bg_bb.fit(summary)
    assert fit.status in {"ok", "boundary", "flat"}
    assert np.isfinite(list(fit.parameters.values())).all()
    assert np.isfinite(fit.log_likelihood)

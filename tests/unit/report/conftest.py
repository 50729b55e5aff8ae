import importlib.util
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from hooper.comparison.interaction_rows import InteractionRow
from hooper.comparison.morris_screening import MorrisIndices
from hooper.comparison.sensitivity_rows import SensitivityRow
from hooper.comparison.sobol_indices import SobolIndices
from hooper.comparison.value_score import ValueScore, score_values
from hooper.comparison.varied_parameter import VariedParameter
from hooper.comparison.winner_grid import WinnerGrid
from hooper.economics.leaky_bucket import LeakyBucket
from hooper.economics.life_curves import LifeCurves
from hooper.lifetime_value.customer_bins import CustomerBins
from hooper.lifetime_value.tracking import Tracking
from hooper.lifetime_value.value_estimators.value_estimate import estimated
from hooper.report import figures
from hooper.report.figure_data import (
    NOT_THERE,
    CohortTriangle,
    LoadCurve,
    RfmGrid,
    StageTimeline,
    ValueTier,
)
from hooper.segmentation import key_account_matrix, lv_octants, lv_quadrant
from hooper.segmentation.potential_value import PotentialSettings
from hooper.segmentation.value_index import ValueSettings
from hooper.targeting.qini import GainCurve
from tests.unit.segmentation.records_by_hand import records


@pytest.fixture(scope="session")
def content():
    """The made-up study; loaded by path, since test files are no package."""
    path = Path(__file__).with_name("example_content.py")
    spec = importlib.util.spec_from_file_location("example_content", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.example_content()


@pytest.fixture(scope="session")
def draw_checks():
    """A function that draws, at a width, how made-up models did on a made-up log."""
    rng = np.random.default_rng(23)
    rate = rng.gamma(0.4, 2.0, 1500)
    before, actual = (rng.poisson(rate).astype(np.float64) for _ in range(2))
    predicted = {"bg_nbd": 0.6 + 0.6 * before, "mbg_nbd": 0.5 + 0.6 * before, "my_model": 0.1 + before}
    weeks = np.arange(78.0)
    pace = 90.0 * np.exp(-weeks / 60.0) * np.minimum(weeks / 12.0, 1.0)
    tracked = Tracking(
        period_days=7.0,
        cut_days=272.0,
        ends_days=7.0 * weeks + 6.0,
        actual=rng.poisson(pace),
        expected={"bg_nbd": pace, "pareto_nbd": 1.03 * pace},
    )
    seven = CustomerBins((*"0123456", "7+"), np.minimum(before, 7.0).astype(np.int64))
    weekly = CustomerBins(tuple(f"{4 * k}-{4 * k + 4}" for k in range(10)), rng.integers(0, 10, 1500))
    made = seven.customers.astype(np.float64)
    expected = {"bg_nbd": 1.05 * made, "mbg_nbd": 0.97 * made}

    risk = rng.beta(1.0, 2.0, 1500)
    came = rng.random(1500) < risk
    warned = {"recency_alone": 0.3 + 0.1 * risk, "churn_hazard": risk}
    scores = [
        ValueScore(world, "structural", name, "ok", "", score_values(estimated(value), rate, rate))
        for world in ("retail", "loyalty_card")
        for name, value in predicted.items()
    ]

    def draw(width):
        return {
            "tracking": figures.tracking(tracked, width),
            "frequency_check": figures.frequency_check(seven, expected, width),
            "conditional_expectations": figures.conditional_expectations(
                weekly, actual, predicted, "weeks since the last purchase", width
            ),
            "holdout_ranking": figures.holdout_ranking(predicted["bg_nbd"], actual, "purchases", width),
            "warning_check": figures.warning_check(warned, came, width),
            "score_matrix": figures.score_matrix(scores, width),
        }

    return draw


@pytest.fixture(scope="session")
def draw_books():
    """A function that draws, at a width, the books of a made-up firm."""
    rng = np.random.default_rng(31)
    channels, causes = ("founder", "paid", "word_of_mouth"), ("service", "quality", "assortment", "rival")
    arrivals = rng.poisson((0.0, 25.0, 12.0), (60, 3))
    arrivals[0, 0] = 2000
    leaks = rng.poisson((7.0, 5.0, 3.0, 24.0), (60, 4))
    held = np.concatenate(([0], np.cumsum(arrivals.sum(axis=1) - leaks.sum(axis=1))))
    bucket = LeakyBucket(channels, causes, held, arrivals, leaks)
    months = np.arange(12)
    profit = rng.normal(300.0, 200.0, (12, 12))
    profit[months[None, :] > 11 - months[:, None]] = np.nan
    cohorts = tuple(f"2004-{month + 1:02d}" for month in months)
    triangle = CohortTriangle(
        cohorts, rng.integers(20, 60, 12), profit, "month", "entry", "profit in the month (USD)"
    )
    curves, gain = made_up_lives(rng)
    amounts = np.sort(rng.normal(10.0, 40.0, 500))[::-1]
    accounts = dict.fromkeys(("base_profit", "related_sales", "cost_saving", "referral_benefit"), 250_000.0)
    accounts |= {"acquisition": -690_000.0, "price_concession": 0.0, "referral_destruction": -412_000.0}
    pools = {"call_centre": -60_500.0, "e_commerce_and_self_service": -9_000.0, "strategy_cost": -15_000.0}
    load = rng.normal(0.9, 0.1, 60)
    level = np.clip(1.6 - load + rng.normal(0.0, 0.03, 60), 0.0, 1.0)
    theory = LoadCurve("M/M/6 in steady state", np.array([0.5, 0.9, 1.0]), np.array([1.0, 0.7, 0.0]))
    levers = ("retention", "margin", "price", "service_capacity_of_the_call_centre")
    moves = np.diag([900, 200, 60, 0]) + rng.integers(0, 30, (4, 4))
    segments = ("low value", "must retain if it costs no more than it brings", "new", "high value")
    low, high = np.array([-0.046, -0.01, -0.004, 0.0]), np.array([0.051, 0.01, -0.0035, 0.0])

    rising = np.linspace(0.0, 1.0, 5_001)
    gains = {
        name: GainCurve(rising, 2.0 * rising + bend * rising * (1.0 - rising))
        for name, bend in (("t_learner", 3.0), ("response_model", -1.0))
    }
    tiers = [
        ValueTier("platinum", 4, 23_400.0),
        ValueTier("gold", 1, 900.0),
        ValueTier("iron", 0, 0.0),
        ValueTier("lead", 995, -31_000.0),
    ]

    def draw(width):
        return {
            "bucket_flow": figures.bucket_flow(bucket, "month", 12, 24, width),
            "cohort_triangle": figures.cohort_triangle(triangle, width),
            "concentration_of_profit": figures.concentration_of_profit(
                amounts, {"key accounts": 5, "suitable": 95, "ordinary": 400}, width
            ),
            "customer_pyramid": figures.customer_pyramid(tiers, "USD", width),
            "lifecycle_curves": figures.lifecycle_curves(curves, gain, "USD", width),
            "whale_curve": figures.whale_curve(np.append(0.0, np.cumsum(amounts) / amounts.sum()), width),
            "profit_waterfall": figures.profit_waterfall(accounts, pools, "USD", width),
            "qini": figures.qini(gains, "spend a customer (USD)", width),
            "service_level_against_load": figures.service_level_against_load(
                load, level, "answered within a day (share of cases)", theory, width
            ),
            "migration_flow": figures.migration_flow(segments, moves, np.array([0, 0, 40, 2]), width),
            "elasticity_tornado": figures.elasticity_tornado(
                levers, low, high, 0.01, "customer equity", width
            ),
        }

    return draw


@pytest.fixture(scope="session")
def draw_segmentation():
    """A function that draws, at a width, made-up segments and stages."""
    rng = np.random.default_rng(37)
    shares = np.outer(np.arange(5.0), np.arange(5.0)) / 100.0
    grid = RfmGrid(rng.integers(0, 250_000, (5, 5)), shares)
    truth = np.repeat([0, 1, 2, 3, NOT_THERE], (5, 9, 25, 8, 13))
    estimated = np.repeat(np.where(rng.random(15) < 0.1, 3, truth[::4]), 4)
    timelines = [
        StageTimeline(name, {"truth": truth, "estimated": estimated}, np.sort(rng.uniform(0.0, 47.0, 12)))
        for name in ("customer 7", "customer_with_a_name")
    ]
    stages = ("exploration", "formation", "stability", "decline")

    def draw(width):
        return {
            "rfm_grid": figures.rfm_grid(grid, width),
            "stage_timeline": figures.stage_timeline(timelines, stages, "month", width),
        }

    return draw


@pytest.fixture(scope="session")
def draw_schemes():
    """A function that draws, at a width, made-up customers by loyalty and value, some of them unknown."""
    rng = np.random.default_rng(37)
    count = 4500
    columns = {"cost": rng.gamma(1.0, 20.0, count), "potential": rng.gamma(0.5, 1e4, count)}
    columns["potential"][::40] = np.nan
    bought = 1 + rng.geometric(0.3, count)
    spend = rng.gamma(0.5, 200.0, count) * bought
    told = records(rng.integers(0, 400, count), bought, rng.integers(1, 800, count), spend, **columns)
    value = ValueSettings(cost_to_serve_column="cost")
    quadrant = lv_quadrant.LvSettings(value=value)
    cube = lv_octants.LvOctantSettings(potential=PotentialSettings(column="potential"))
    accounts = key_account_matrix.KeyAccountSettings()

    def draw(width):
        return {
            "lv_quadrant": figures.lv_quadrant(
                lv_quadrant.assign(told, quadrant), lv_quadrant.lv_axes(told, quadrant), "USD", width
            ),
            "lv_cube": figures.lv_cube(lv_octants.assign(told, cube), width),
            "key_account_matrix": figures.key_account_matrix(
                key_account_matrix.assign(told, accounts),
                key_account_matrix.account_axes(told, accounts),
                width,
            ),
        }

    return draw


@pytest.fixture(scope="session")
def draw_sensitivity():
    """A function that draws, at a width, what a made-up gain hangs on."""
    names = (
        "levers.offer_value",
        "defection.months_at_risk_per_month",
        "purchase.offer_lift",
        "desk.idle",
    )
    ends = ((60_000.0, -9_000.0), (-15_000.0, 12_500.0), (31_000.0, 14_000.0), (12_500.0, 12_500.0))
    morris = [
        MorrisIndices(-effect, effect, 0.6 * effect, 1.4 * effect, 0.8 * effect * turn)
        for effect, turn in ((70_000.0, 1.2), (30_000.0, 0.2), (18_000.0, 1.6), (0.0, 0.0))
    ]
    sobol = [
        SobolIndices(total - 0.1, total - 0.2, total, total, total - 0.1, total + 0.1)
        for total in (0.7, 0.3, 0.1, 0.0)
    ]
    pairs = [
        InteractionRow(one, other, "mass_discount", share, share - 0.05, share + 0.05)
        for (one, other), share in zip(combinations(names, 2), (0.2, 0.03, 0.0, -0.02, 0.0, 0.0), strict=True)
    ]
    tornado = [
        SensitivityRow(name, "risk_targeted_offer", 0.5, 0.25, 1.0, 12_500.0, *both, own, 0.1)
        for name, both, own in zip(names, ends, morris, strict=True)
    ]
    first, second = (VariedParameter(name, 0.3, 0.1, 0.5) for name in names[:2])
    values = np.linspace(0.1, 0.5, 5)
    offer = 2e4 * (1.0 - np.add.outer(values, 2.0 * values))
    gains = np.stack((np.zeros((5, 5)), offer, 0.5 * offer + 3e3), axis=-1)
    strategies = ("no_intervention", "risk_targeted_offer", "mass_discount")
    grid = WinnerGrid(first, second, values, values, strategies, gains)

    def draw(width):
        return {
            "gain_tornado": figures.gain_tornado(tornado, "USD", "no_intervention", width),
            "morris_plane": figures.morris_plane(names, morris, "the gain of mass_discount (USD)", width),
            "sobol_bars": figures.sobol_bars(names, sobol, "the gain of mass_discount", width),
            "interaction_matrix": figures.interaction_matrix(
                names, sobol, pairs, "the gain of mass_discount", width
            ),
            "winner_map": figures.winner_map(grid, width),
        }

    return draw


def made_up_lives(rng):
    """Lives of up to two years in a row of stages each, and their profit."""
    length = rng.integers(1, 30, 300)
    month = np.arange(25)[:, np.newaxis]
    stage = np.where(month < length, np.minimum(4 * month // length, 3), 4).astype(np.int8)
    pace = np.array([10.0, 30.0, 60.0, 25.0, 0.0])[stage[:-1]]
    volume = rng.gamma(2.0, 0.5, pace.shape) * pace
    curves = LifeCurves(np.arange(300, dtype=np.uint64), np.zeros(300, np.uint8), stage, volume)
    return curves, 0.4 * volume - 5.0 * curves.there[:-1]

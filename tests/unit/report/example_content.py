"""A made-up study with plausible numbers: what the report is tried on, without running a simulation."""

import numpy as np
import xarray as xr

from hooper.comparison.decile_calibration import calibrate_by_decile
from hooper.comparison.estimator_scorecard import cover_intervals, score_estimates
from hooper.comparison.for_whom import EffectSums, ForWhom, for_whom
from hooper.comparison.parameter_ignorance import rank_over_draws
from hooper.comparison.ranking import rank_strategies
from hooper.report.content import (
    Assumption,
    CleaningReport,
    EstimatorScore,
    FittedParameter,
    LeverRow,
    LogSection,
    Manifest,
    ModelFit,
    Quantity,
    ReportContent,
    Reproduction,
    ReproductionCheck,
    SegmentRow,
)
from hooper.report.figure_data import CohortRetention, CustomerLife, RepeatCurves, RepeatDistribution

STRATEGIES = [
    "no_intervention",
    "mass_discount",
    "offer_to_risk",
    "more_service_capacity",
    "loyalty_programme",
]
CAUSES = ["service", "staff", "quality", "assortment", "value", "rival", "natural"]
ACCOUNTS = [
    "base_profit",
    "related_sales",
    "cost_saving",
    "referral_benefit",
    "acquisition",
    "price_concession",
    "referral_destruction",
]
LEVERS = ["offer", "enrolment", "discount", "extra_agents"]
# What share of its spend each strategy spends on each lever.
BY_LEVER = np.array([[0, 0, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0.25, 0.75, 0, 0]])
REPLICATIONS, WEEKS, BRANCH = 20, 156, 52
GAINS = np.array([0.0, -9_400.0, 2_300.0, 21_800.0, 11_900.0])
SHIFT = np.array([0.0, 0.01, 0.012, 0.06, 0.03])


def example_outcome() -> xr.Dataset:
    rng = np.random.default_rng(17)
    shape = (len(STRATEGIES), REPLICATIONS)
    world = rng.normal(0.0, 9_000.0, REPLICATIONS)
    equity = 412_000 + world + GAINS[:, None] + rng.normal(0.0, 2_600.0, shape) * (GAINS != 0)[:, None]
    period = np.arange(WEEKS)
    after = np.clip(period - BRANCH, 0, None)
    grown = 9_000 + 5_200 * (1 - np.exp(-period / 30)) - 22 * period
    lift = SHIFT[:, None] * 2_600 * (1 - np.exp(-after / 25))
    noise = rng.normal(0.0, 60.0, (1, REPLICATIONS, WEEKS))
    active = (grown + lift)[:, None, :] + noise
    felt = np.exp(-after / 18) * (after > 0)
    mood = SHIFT[:, None] * 3 * (1 - felt) * (after > 0)
    experience = 0.36 + mood[:, None, :] + rng.normal(0, 0.004, (1, REPLICATIONS, WEEKS))
    expectation = 0.36 + (0.7 * mood - 0.1 * np.exp(-period / 12))[:, None, :] + np.zeros_like(active)
    leaks = np.array([900.0, 260, 540, 330, 480, 2_350, 610]) * (1 - 3 * SHIFT[:, None])
    scalar = {
        "equity": equity,
        "equity_beyond_horizon": equity * 0.31 + rng.normal(0, 500, shape),
        "retention": 0.512 + SHIFT[:, None] + rng.normal(0, 0.004, shape),
        "customers_held": active[:, :, -1],
        "revenue": equity * 3.9,
        "mean_satisfaction": 0.11 + SHIFT[:, None] + rng.normal(0, 0.002, shape),
        "strategy_spend": np.repeat([[0.0], [48_000], [31_000], [44_000], [39_500]], REPLICATIONS, axis=1),
        "budget": np.full(shape, 50_000.0),
        "refused": np.repeat([[0.0], [310], [12], [0], [45]], REPLICATIONS, axis=1),
    }
    accounts = np.array([820_000.0, 96_000, 31_000, 22_000, -240_000, -52_000, -11_000])
    money = accounts * (1 + SHIFT[:, None, None] * np.linspace(1, 0.2, 7)) + np.zeros((*shape, 7))
    over_time = {
        "active": active,
        "arrivals": np.full_like(active, 58.0) + 40 * SHIFT[:, None, None],
        "exits": np.full_like(active, 52.0),
        "experience": experience,
        "expectation": expectation,
        "satisfaction": experience - expectation + 0.08,
    }
    shape_of_spend = np.where(after > 0, 0.9 ** (after / 13), 0.0)
    spend = scalar["strategy_spend"][:, :, None] * shape_of_spend / shape_of_spend.sum()
    earned = np.where(after > 0, np.sqrt(after), 0.0)
    over_time["discounted_spend"] = spend
    over_time["discounted_profit"] = (equity + spend.sum(axis=2))[:, :, None] * earned / earned.sum() - spend
    both = ("strategy", "replication")
    return xr.Dataset(
        {name: (both, values) for name, values in scalar.items()}
        | {name: ((*both, "period"), values) for name, values in over_time.items()}
        | {"leaks": ((*both, "cause"), leaks[:, None, :] + rng.normal(0, 8, (*shape, 7)))}
        | {"accounts": ((*both, "account"), money)}
        | {"discounted_lever_spend": ((*both, "lever"), spend.sum(axis=2)[:, :, None] * BY_LEVER[:, None, :])}
        | {"discounted_lever_uses": ((*both, "lever"), np.full((*shape, 4), 4_000.0))},
        {
            "strategy": STRATEGIES,
            "replication": np.arange(REPLICATIONS),
            "period": period,
            "cause": CAUSES,
            "account": ACCOUNTS,
            "lever": LEVERS,
        },
        {"branch_period": BRANCH},
    )


def example_ignorance():
    rng = np.random.default_rng(23)
    gains = GAINS + rng.normal(0.0, [0.0, 9_000, 5_000, 16_000, 7_000], (30, 5))
    return rank_over_draws(xr.DataArray(gains, {"strategy": STRATEGIES}, ("draw", "strategy")))


def example_for_whom() -> tuple[ForWhom, ...]:
    rng = np.random.default_rng(43)
    shape = (REPLICATIONS, 5, 4)
    customers = np.full(shape, 400.0)
    stays = np.array([0.01, 0.55, 0.436, 0.004])
    nothing = np.zeros(REPLICATIONS)
    told = []
    for name, gain in zip(STRATEGIES[1:], GAINS[1:] / 8_000.0, strict=True):
        profit = customers * gain * np.linspace(0.2, 2.0, 4) + rng.normal(0.0, 150.0, shape)
        kinds = customers[..., None] * stays
        sums = EffectSums(
            ("exploration", "formation", "stability", "decline", "gone"),
            ("lead", "iron", "gold", "platinum"),
            *(customers, customers / 3, profit, kinds, nothing, nothing + gain, nothing),
        )
        told.append(for_whom(name, sums))
    return tuple(told)


def example_log() -> LogSection:
    rng = np.random.default_rng(29)
    months = np.arange(18)
    retention = 0.11 + 0.14 * np.exp(-months / 3.0) + rng.normal(0, 0.008, (12, 18))
    retention[:, 0] = 1.0
    retention[months[None, :] > 17 - np.arange(12)[:, None]] = np.nan
    cohorts = tuple(f"1997-{month:02d}" for month in range(1, 13))
    sizes = rng.integers(120, 260, 12)
    values = rng.gamma(0.45, 110.0, 2_357)
    labels = ["champions", "loyal", "promising", "new", "must_not_be_lost", "at_risk", "hibernating", "lost"]
    shares = np.array([0.08, 0.11, 0.09, 0.13, 0.07, 0.12, 0.17, 0.23])
    worth = np.array([0.36, 0.22, 0.08, 0.05, 0.12, 0.08, 0.05, 0.04])
    source = "maximum likelihood, calibration to 1997-09-30"
    bg_nbd = {"r": (0.2426, 0.0126), "alpha": (4.414, 0.378), "a": (0.7929, 0.186), "b": (2.426, 0.705)}
    gamma_gamma = {"p": (6.25, 1.19), "q": (3.744, 0.29), "v": (15.44, 4.16)}
    return LogSection(
        name="CDNOW, 1997-01-01 to 1998-06-30",
        cleaning=CleaningReport(6_919, 6_696, {"exact duplicate": 41, "merged with same-day purchase": 182}),
        summary=(
            Quantity("customers", 2_357),
            Quantity("purchases", 6_696),
            Quantity("mean_purchase", 37.24, "USD"),
            Quantity("customers_who_bought_again", 0.4939, "share"),
        ),
        cohorts=CohortRetention(cohorts, sizes, retention, "month"),
        segments=tuple(
            SegmentRow(label, int(2_357 * share), float(share), float(249_000 * w), float(w))
            for label, share, w in zip(labels, shares, worth, strict=True)
        ),
        fits=(
            example_fit("bg_nbd", bg_nbd, -9_582.429, 2_357, source),
            example_fit("gamma_gamma", gamma_gamma, -4_055.918, 946, source),
        ),
        lifetime_values=values,
        lifetime_value_summary=(
            Quantity("total", float(values.sum()), "USD"),
            Quantity("mean", float(values.mean()), "USD a customer"),
            Quantity("horizon", 52, "weeks"),
            Quantity("margin", 0.3, "share of revenue"),
        ),
    )


def example_fit(
    model: str, parameters: dict[str, tuple[float, float]], log_likelihood: float, customers: int, source: str
) -> ModelFit:
    rows = tuple(
        FittedParameter(name, value, error, "", source) for name, (value, error) in parameters.items()
    )
    return ModelFit(model, rows, log_likelihood, "ok", "", customers)


def example_reproduction() -> Reproduction:
    rng = np.random.default_rng(31)
    weeks = np.arange(79.0)
    log = 4_300 * (1 - np.exp(-weeks / 48)) * np.minimum(1, weeks / 10)
    worlds = log * (1 + rng.normal(0.012, 0.02, (20, 1))) + rng.normal(0, 12, (20, 79)).cumsum(axis=1) * 0.4
    shares = np.array([0.506, 0.186, 0.101, 0.062, 0.04, 0.029, 0.02, 0.056])
    drawn = rng.dirichlet(shares * 2_357, 20)
    checks = (
        ReproductionCheck("cumulative repeat purchases, week 39", 2_457, 2_489, 123, "purchases", True),
        ReproductionCheck("repeat shares, mean absolute difference", 0.0, 0.0079, 0.02, "share", True),
        ReproductionCheck("cumulative repeat purchases, week 78", 4_339, 4_612, 217, "purchases", False),
    )
    return Reproduction(RepeatCurves(weeks, log, worlds, 39.0), RepeatDistribution(shares, drawn), checks)


def example_scores() -> tuple[EstimatorScore, ...]:
    rng = np.random.default_rng(37)
    truth = rng.gamma(0.5, 80.0, 4_000)
    scores = []
    for world, bias in (("no_intervention", 0.95), ("loyalty_programme", 0.82)):
        estimate = truth**0.85 * bias * 1.7 * rng.lognormal(0.0, 0.5, truth.size)
        realised = truth * rng.gamma(2.0, 0.5, truth.size)
        cover = cover_intervals(0.1 * estimate, 2.6 * estimate, realised)
        tenths = calibrate_by_decile(estimate, truth)
        scores.append(EstimatorScore("BG/NBD", world, score_estimates(estimate, truth), tenths, cover))
    return tuple(scores)


def example_life() -> CustomerLife:
    rng = np.random.default_rng(41)
    weeks = np.arange(118.0)
    stage = np.select([weeks < 9, weeks < 22, weeks < 96], [0, 1, 2], 3)
    experience = 0.38 + rng.normal(0, 0.22, 118) - 0.9 * ((weeks > 92) & (weeks < 97))
    expectation = np.empty(118)
    expectation[0] = 0.62
    for week in range(1, 118):
        expectation[week] = expectation[week - 1] + 0.06 * (experience[week - 1] - expectation[week - 1])
    satisfaction = np.convolve(experience - expectation + 0.1, np.ones(6) / 6, mode="same")
    purchases = np.sort(rng.uniform(0, 112, 34))
    return CustomerLife(
        customer="14,207",
        weeks=weeks,
        stage=stage,
        stage_names=("exploration", "formation", "stability", "decline"),
        experience=experience,
        expectation=expectation,
        satisfaction=satisfaction,
        purchase_weeks=purchases,
        ending="left in week 118, to a rival",
    )


def example_content() -> ReportContent:
    outcome = example_outcome()
    return ReportContent(
        title="Which retention strategy?",
        question="Which of five ways to spend 50,000 USD on keeping customers raises customer equity most?",
        currency="USD",
        level=0.95,
        design=(
            Quantity("customers_per_world", 20_000),
            Quantity("pre_period", 52, "weeks"),
            Quantity("horizon", 104, "weeks after the branch"),
            Quantity("replications", 20, "worlds a strategy"),
            Quantity("discount_rate", 0.1, "a year"),
            Quantity("budget", 50_000.0, "USD a strategy"),
        ),
        outcome=outcome,
        ranking=rank_strategies(outcome, "no_intervention"),
        ignorance=example_ignorance(),
        fitted=(
            *example_log().fits[0].parameters,
            FittedParameter("acquisition_per_week", 57.8, 1.2, "customers a week", "entries of the log"),
        ),
        assumed=(
            Assumption("expectation.gain_per_month", 0.2, 0.1, 0.3, "a month", "half-life of 3 months"),
            Assumption("loss_aversion", 2.0, 1.5, 2.5, "ratio", "Anderson & Sullivan (1993), range"),
            Assumption("competition_intensity", 0.6, 0.4, 0.8, "0 to 1", "judgement; Jones & Sasser (1995)"),
            Assumption("margin", 0.3, 0.25, 0.35, "share of revenue", "judgement"),
        ),
        levers=(
            LeverRow(
                "mass_discount", "price", 0.10, "off every purchase", 3.6, "USD a purchase", "judgement"
            ),
            LeverRow("offer_to_risk", "offer", 0.9, "log hazard", 5.0, "USD an offer", "Ascarza (2018)"),
            LeverRow(
                "more_service_capacity", "desk", 4.0, "more agents", 11.5, "USD an agent-hour", "judgement"
            ),
            LeverRow("loyalty_programme", "points", 0.05, "of spend", 0.05, "USD a USD", "judgement"),
        ),
        log=example_log(),
        reproduction=example_reproduction(),
        scores=example_scores(),
        life=example_life(),
        for_whom=example_for_whom(),
        manifest=Manifest(
            seed=20_250_101,
            digest="5e" * 32,
            settings={
                "study.replications": "20",
                "study.horizon_weeks": "104",
                "scenario.customers": "20000",
                "scenario.discount_rate_per_year": "0.1",
            },
            versions={"hooper": "0.1.0", "numpy": "2.4.6", "numba": "0.68.1", "python": "3.11.7"},
            digests={f"no_intervention/{k}": f"{k:02x}" * 32 for k in range(6)},
        ),
    )

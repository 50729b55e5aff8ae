"""Whatever the settings of a small world: nobody is lost, and no money."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.economics.ledger import ACCOUNTS, check_balances
from hooper.engine.simulate import simulate
from hooper.mechanisms.life_stages import GONE
from hooper.mechanisms.needs import NEEDS
from hooper.strategies.catalogue import STRATEGIES
from tests.small_worlds import changed, default_world, retail, run_with, subscription

rates = st.floats(0.0, 1.0)
PARTNERS = st.none() | st.fixed_dictionaries(
    {"commission_share": rates, "leakage_share": rates, "delay_weeks": st.floats(0.0, 9.0)}
)
MARKETS = st.fixed_dictionaries(
    {"market_per_1000": st.floats(1.0, 5e3), "imitation_per_year": st.floats(0.0, 9.0)}
)


def channels(name, **settings):
    """Return a channel of that name; without other settings it costs something."""
    shift, spend = st.floats(-2.0, 2.0), st.floats(0.5, 1e3)
    given = {"spend_per_month_per_1000": spend, "quality_fit_shift": shift, "partner": PARTNERS}
    return st.fixed_dictionaries({"name": st.just(name), **given, **settings})


CHANNELS = st.just(()) | st.tuples(
    channels("press", most_per_month_per_1000=st.floats(0.0, 300.0), reach_per_1000=st.floats(0.0, 300.0)),
    channels("buzz", diffusion=MARKETS),
)
LEVELS = dict.fromkeys(NEEDS, st.floats(-2.0, 2.0))
LEAN, RICH = (
    st.fixed_dictionaries({"name": st.just(name), "margin": rates, **LEVELS}) for name in ("lean", "rich")
)
ASSORTMENTS = st.none() | st.fixed_dictionaries({"products": st.tuples(LEAN, RICH), "correlation": rates})
WORLDS = st.fixed_dictionaries(
    {
        "founders": st.fixed_dictionaries(
            {
                "customers": st.integers(0, 400),
                "entry_day_shares": st.just((1.0, 0.5, 0.0, 2.0, 0.0, 1.0, 1.0, 1.0, 3.0)),
            }
        ),
        "acquisition": st.fixed_dictionaries(
            {
                "newcomers_per_month_per_1000": st.floats(0.0, 300.0),
                "turned_away_per_ill_talk": st.floats(0.0, 5.0),
                "most_introductions_per_month_per_1000": st.floats(1.0, 1e6),
                "channels": CHANNELS,
            }
        ),
        "desk": st.fixed_dictionaries(
            {"days_per_case": st.floats(0.01, 5.0), "patience_days": st.floats(0.01, 9.0)}
        ),
        "economics": st.fixed_dictionaries({"margin": rates, "related_sales_share_in_stability": rates}),
        "levers": st.fixed_dictionaries({"reward_rate": rates, "offer_value": rates}),
        "failure": st.fixed_dictionaries({"failure_per_order": rates, "complaint_share": rates}),
        "defection": st.fixed_dictionaries({"rival_hazard_per_month": st.floats(0.0, 5.0)}),
        "buyer": st.fixed_dictionaries(
            {"rate_shape": st.floats(0.2, 4.0), "rate_mean_per_month": st.floats(0.0625, 9.0)}
        ),
        "referral": st.fixed_dictionaries(
            {"talk_per_month": rates, "referrals_per_positive_talk": st.floats(0.0, 0.5)}
        ),
        "price_premium": st.none() | st.fixed_dictionaries({"premium": rates}),
        "seed": st.integers(0, 2**32 - 1),
        "assortment": ASSORTMENTS,
    }
)

a_few = st.floats(0.1, 20.0)


def perhaps(**settings):
    """Return a department that is there or not; with it, it has some of the settings."""
    return st.none() | st.fixed_dictionaries({}, optional=settings)


DEPARTMENTS = st.fixed_dictionaries(
    {
        "staff": perhaps(quits_per_month=rates),
        "self_service": perhaps(share=rates, breakdown_share=rates),
        "tickets": perhaps(specialists_per_1000=a_few, resolution_share=rates),
        "fulfilment": perhaps(packers_per_1000=a_few, stock_out_share=rates),
        "sales_force": perhaps(reps_per_1000=a_few, commission_share=rates, key_account_share=rates),
        "contact_management": perhaps(changes_per_month=rates, share_kept=rates),
        "leads": perhaps(reps_per_1000=a_few, fading_per_month=rates),
        "credit": perhaps(loss_given_default=rates, neglect_per_refusal=rates),
        "business_intelligence": perhaps(missing_share=rates, delay_days=st.floats(0.0, 90.0)),
        "surveys": perhaps(sample_share=rates, voice_share=rates, every_months=st.floats(0.1, 6.0)),
        "campaigns": perhaps(
            planned=st.just(({"name": "all"}, {"name": "half", "share": 0.5, "every_months": 0.3})),
            budget_per_month=st.floats(0.0, 100.0),
            never_consented_share=rates,
            rules_are_for=st.just("everybody"),
            neglect_per_contact_beyond=rates,
        ),
        "care": perhaps(
            vip_share=rates, calls_every_months=st.just(0.0) | st.floats(0.04, 3.0), cost_per_call=rates
        ),
        "ties": perhaps(tied_share=rates),
    }
)


@settings(max_examples=25)
@given(WORLDS, st.sampled_from([retail, subscription]), st.sampled_from(STRATEGIES), st.floats(0.0, 3000.0))
def test_customers_and_money_are_conserved(sections, preset, strategy, grant):
    scenario = changed(preset(100), **sections)
    world = run_with(strategy(), scenario, 22, branch=5, grant=grant, key=(scenario.seed, 0))
    books, truth, observed = world.books, world.history.truth, world.history.observed
    # The run has checked bucket and ledger against cash; here they are counted once more from the tables.
    check_balances(books.ledger, books.cash)
    entered, left = truth.traits["customer_id"].to_numpy(), truth.exits["customer_id"].to_numpy()
    assert np.unique(entered).size == entered.size == books.arrivals.sum()
    assert np.unique(left).size == left.size
    assert np.isin(left, entered).all()
    assert books.held[-1] == entered.size - left.size
    assert books.stages[-1].sum() == books.held[-1]
    assert observed.column("amount").sum() == pytest.approx(books.revenue.sum(), rel=1e-9)
    assert world.budget.granted == pytest.approx(grant * 2)
    assert_customers_add_up(world)


def assert_customers_add_up(world):
    """Hold the accounts of customers, and those of channels, against the firm's profit and loss."""
    books, history = world.books, world.history
    table, nobody = history.truth.accounts, books.ledger.accounts.sum(axis=0)
    summed = np.array([table[name].to_numpy().sum() for name in ACCOUNTS])
    of_nobody = nobody - summed
    turnover = np.abs(books.ledger.accounts).sum()
    caused_by_nobody = [ACCOUNTS.index(name) for name in ("acquisition", "referral_destruction")]
    assert np.delete(of_nobody, caused_by_nobody) == pytest.approx(0.0, abs=1e-9 * turnover + 1e-12)
    channel = dict(
        zip(*(history.truth.traits[k].to_pylist() for k in ("customer_id", "channel")), strict=True)
    )
    of_row = np.array([channel[each] for each in table["customer_id"].to_pylist()], np.int64)
    for place in range(len(books.inflows) - 1):
        rows = of_row == place
        mine = np.array([table[name].to_numpy()[rows].sum() for name in ACCOUNTS])
        assert mine == pytest.approx(
            world.customer_accounts.by_channel[:, place], abs=1e-9 * turnover + 1e-12
        )


@settings(max_examples=10)
@given(WORLDS, DEPARTMENTS, st.sampled_from(STRATEGIES), st.floats(0.0, 3000.0))
def test_money_is_conserved_with_departments_at_work(sections, departments, strategy, grant):
    """Every run holds the ledger against the cash and the accounts of customers; here the pools besides."""
    # Without recommendations: with all of the talk that is drawn the world would explode, and be refused.
    quiet = default_world(100, referral={"recommendations_per_positive_talk": 0.0})
    scenario = changed(quiet, **sections | departments)
    world = run_with(strategy(), scenario, 16, branch=5, grant=grant, key=(scenario.seed, 0))
    books = world.books
    check_balances(books.ledger, books.cash)
    assert_customers_add_up(world)
    assert world.budget.left >= 0.0
    pooled = sum(costs.sum() for costs in books.pools.values())
    assert books.ledger.flows()["departmental_cost"].sum() == pytest.approx(-pooled, rel=1e-9, abs=1e-9)
    opened = {name for name, settings in departments.items() if settings is not None}
    assert {"service_desk" if name == "staff" else name for name in opened} <= set(books.pools)


@settings(max_examples=15)
@given(WORLDS, st.sampled_from([retail, subscription]))
def test_lives_make_sense(sections, preset):
    scenario = changed(preset(100), **sections)
    world = simulate(scenario, 20)
    truth, observed = world.history.truth, world.history.observed
    exits = dict(zip(truth.exits["customer_id"].to_pylist(), truth.exits["period"].to_pylist(), strict=True))
    entry = dict(
        zip(truth.traits["customer_id"].to_pylist(), truth.traits["entry_days"].to_pylist(), strict=True)
    )
    days = scenario.period_days
    for customer, time in zip(
        observed.column("customer_id").tolist(), observed.column("time_days").tolist(), strict=True
    ):
        assert time >= entry[customer] - 1e-4, "nobody buys before entering"
        assert time <= (exits.get(customer, 19) + 1) * days + 1e-9, "nobody buys after leaving"
    stage = Counter(dict.fromkeys(entry, 0))
    for row in truth.stage_moves.to_pylist():
        assert stage[row["customer_id"]] == row["stage_before"] != row["stage"]
        stage[row["customer_id"]] = row["stage"]
    assert {customer for customer, at in stage.items() if at == GONE} == set(exits)
    assert (observed.column("amount") >= 0.0).all()


@settings(max_examples=8)
@given(WORLDS, st.sampled_from([1, 256, 700, 1 << 16]), st.sampled_from([1, 2]))
def test_the_digest_hangs_on_the_world_and_not_on_how_it_is_run(sections, chunk, threads):
    scenario = changed(retail(100), **sections)
    runs = [
        simulate(scenario, 12),
        simulate(scenario, 12, chunk=chunk, threads=threads),
        simulate(scenario, 12, engine="agents"),
    ]
    assert len({each.history.digest for each in runs}) == 1

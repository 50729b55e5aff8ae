"""A contact policy that is for everybody: strategies and care respect consent, caps and fatigue."""

from typing import Any, ClassVar

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_to_disk
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.strategies.actions import OFFER, on_customers
from hooper.strategies.no_intervention import NoIntervention
from tests.small_worlds import changed, default_world, retail, tables

FREE: dict[str, Any] = {
    **{"rules_are_for": "everybody", "most_contacts_per_month": 100, "fatigue_per_recent_contact": 0.0},
    **{"never_consented_share": 0.0, "opt_out_per_contact": 0.0, "opt_out_per_recent_contact": 0.0},
}
GRANT = 1e6


class OffersToEverybody:
    """Makes an offer to everybody whom the firm knows."""

    name: ClassVar[str] = "offers_to_everybody"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def decide(self, view, budget, draws):
        del draws
        return on_customers(np.arange(view.summary.n_customers), OFFER, 1.0, budget.prices.offer)


def planned(periods=12, strategy=None, every=1):
    acting = {"branch_period": 1, "review_periods": every, "grant_per_review": GRANT}
    return RunPlan((3, 0), periods, strategy=strategy or OffersToEverybody(), **acting)


def lived(campaigns, periods=12, strategy=None, every=1, scenario=None, **how):
    scenario = scenario or default_world(300)
    scenario = scenario if campaigns is None else changed(scenario, campaigns=campaigns)
    return run(World(scenario), planned(periods, strategy, every), **how)


def offers_left(world):
    """Return what is left of offers to founders, two different numbers at most."""
    there = world.population.slots_there()
    return np.unique(world.population.values_there("offer")[there < 300])


def test_rules_that_hold_nobody_back_change_no_life_and_no_book():
    without, free = lived(None), lived(FREE)
    assert free.digest == without.digest
    assert np.array_equal(free.books.ledger.profit, without.books.ledger.profit)
    assert np.nansum(free.books.operations["strategy.held_back"]) == 0.0


def test_rules_for_campaigns_only_do_not_hold_back_a_strategy():
    strict = {**FREE, "rules_are_for": "campaigns", "never_consented_share": 1.0}
    assert lived(strict).digest == lived(None).digest


def test_where_nobody_has_consented_a_strategy_does_and_pays_nothing_and_is_counted():
    refused, idle = lived({**FREE, "never_consented_share": 1.0}), lived(None, strategy=NoIntervention())
    assert refused.digest == idle.digest
    assert refused.budget.spent == 0.0
    held_back = refused.books.operations["strategy.held_back"]
    assert np.isnan(held_back[0])
    assert (held_back[1:] >= 300.0).all()


def test_those_who_have_not_consented_are_never_contacted_and_the_others_always():
    """Of 300 about a third has not consented, within 4.5 standard errors; false alarm 7e-6."""
    world = lived({**FREE, "never_consented_share": 1 / 3}, periods=4)
    sent = tables(world)["contacts"]
    ids = sent["customer_id"].to_numpy()
    reviews = sent["period"].to_numpy()
    founders = [set(ids[(reviews == review) & (ids < 300)].tolist()) for review in (1, 2, 3)]
    assert founders[0] == founders[1] == founders[2]
    assert len(founders[0]) == pytest.approx(200, abs=4.5 * np.sqrt(300 * 2 / 9))


def test_an_offer_to_who_is_tired_has_one_over_one_plus_a_f_of_its_strength_and_costs_the_same():
    """Three offers a month apart, half-life one month: before the third F = 1/2 + 1/4."""
    tired, fresh = (
        lived({**FREE, "half_life_of_contact_months": 1.0, "fatigue_per_recent_contact": each}, periods=4)
        for each in (2.0, 0.0)
    )
    fading = default_world().persuasion.fading_per_month
    assert offers_left(fresh) == pytest.approx([1.0 - fading])
    assert offers_left(tired) == pytest.approx([(1.0 - fading) / (1.0 + 2.0 * 0.75)])
    sent = [tables(world)["contacts"] for world in (tired, fresh)]
    first = [each["cost"].to_numpy()[each["period"].to_numpy() == 1].sum() for each in sent]
    assert first[0] == first[1] > 0.0


def test_nobody_is_contacted_more_than_the_cap_in_a_month_of_the_world():
    world = lived({**FREE, "most_contacts_per_month": 2}, periods=12, scenario=retail(100))
    sent = tables(world)["contacts"]
    months = np.floor(sent["period"].to_numpy() * 7.0 / (365.25 / 12.0))
    pairs = np.stack([sent["customer_id"].to_numpy().astype(np.int64), months.astype(np.int64)])
    times = np.unique(pairs, axis=1, return_counts=True)[1]
    assert times.max() == 2


def test_who_opts_out_is_contacted_once_and_never_again():
    world = lived({**FREE, "opt_out_per_contact": 1.0})
    ids = tables(world)["contacts"]["customer_id"].to_numpy()
    assert np.unique(ids).size == ids.size >= 300
    assert np.nansum(world.books.operations["strategy.opted_out"]) == ids.size


def test_contacts_beyond_what_is_borne_are_felt_in_the_relationship_and_nowhere_else():
    """One offer a month, half-life one month, none borne: F = 1/2 before the second."""
    irritating = {**FREE, "half_life_of_contact_months": 1.0, "contacts_borne": 0.0}
    calm, irritated = (
        lived({**irritating, "neglect_per_contact_beyond": each}, periods=3) for each in (0.0, 0.2)
    )
    rows = [row for row in calm.population.rows if row.startswith("recent_experience.")]
    plain, other = (remembered_by_founder(world, rows) for world in (calm, irritated))
    both = sorted(plain.keys() & other.keys())
    lost = np.array([plain[each] - other[each] for each in both])
    felt = default_world().experience.neglect_loss * 0.2 * 0.5 * default_world().memory.renewal_per_month
    expected = [felt if row.endswith(".relationship") else 0.0 for row in rows]
    assert lost == pytest.approx(np.tile(expected, (len(both), 1)), abs=1e-6)


def remembered_by_founder(world, rows):
    there = world.population.slots_there()
    values = np.array([world.population.values_at(row, there[there < 300]) for row in rows]).T
    return dict(zip(world.population.customer_id[there[there < 300]].tolist(), values, strict=True))


def test_care_asks_for_consent_too():
    nobody = {**FREE, "never_consented_share": 1.0}
    world = changed(default_world(200), care={"calls_every_months": 1.0})
    called, kept_quiet = (
        simulate(changed(world, campaigns={**nobody, "rules_are_for": each}), 6)
        for each in ("campaigns", "everybody")
    )
    paid = (each.books.operations["care.calls"] for each in (called, kept_quiet))
    assert [bool(np.nansum(each)) for each in paid] == [True, False]


def test_both_engines_threads_and_a_checkpoint_give_the_same_bits(tmp_path):
    rules = {**FREE, "never_consented_share": 0.2, "opt_out_per_contact": 0.1, "most_contacts_per_month": 1}
    rules |= {"fatigue_per_recent_contact": 0.5, "neglect_per_contact_beyond": 0.1, "contacts_borne": 0.0}
    letters = ({"name": "letters", "share": 0.3, "every_months": 3.0},)
    rules |= {"planned": letters, "budget_per_month": 50.0}
    whole = lived(rules, every=3)
    ways: tuple[dict[str, Any], ...] = ({"engine": "agents"}, {"threads": 2, "chunk": 256})
    for how in ways:
        assert lived(rules, every=3, **how).digest == whole.digest
    world = World(changed(default_world(300), campaigns=rules))
    cut = run_to_disk(world, planned(every=3), tmp_path / "cut", checkpoint_periods=5)
    assert cut.digest == whole.digest

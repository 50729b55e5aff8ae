"""Strategies that learn: in a world made by hand they find out on whom which lever works, and on whom not.

Half of the customers are stable and half have declined. Offers make those who have declined spend, and do
nothing to the others.
"""

from dataclasses import replace

import numpy as np
import pytest

from hooper.strategies.actions import ENROLMENT, OFFER, Actions, on_customers
from hooper.strategies.closed_loop import ClosedLoop
from hooper.strategies.draws import Draws
from hooper.strategies.target_marketing import TargetMarketing
from hooper.strategies.uplift_targeted_offer import UpliftTargetedOffer
from tests.made_views import budget, made_view, with_estimates

FIRST, SECOND, THIRD = (Draws((1, 0), period) for period in (26, 39, 52))
N = 1200
HAS_DECLINED = np.arange(N) % 2 == 1
# So few customers are believed at once that what other cells have shown hardly counts.
CLOSED_LOOP = ClosedLoop(pilot_share=1.0, trial_share=0.0, customers_to_believe=1.0)


def target_marketing(trial_share):
    return TargetMarketing(
        scheme="stages_lifecycle_management", trial_share=trial_share, customers_to_believe=1.0
    )


def at_review(spend, memory=None, enrolled=None):
    """Return a view at a review; half a year of purchases says who has declined."""
    recency = np.where(HAS_DECLINED, 36.0, 51.0)
    members = np.zeros(N) if enrolled is None else enrolled
    view = made_view(np.full(N, 9), recency, spend, memory=memory, enrolled=members)
    return with_estimates(view, np.full(N, 0.5), np.full(N, 100.0))


def after_a_round(strategy, by=40.0, lever=OFFER, of=HAS_DECLINED, draws=FIRST, memory=None):
    """Return the view at the next review, if a lever makes some of the customers spend more."""
    view = at_review(np.full(N, 300.0), memory)
    done = strategy.decide(view, budget(1e4), draws)
    memory = strategy.remember(view, done, budget(1e4), draws)
    moved = done.rows[(done.levers == lever) & of[done.rows]]
    spend, enrolled = np.full(N, 300.0), np.zeros(N)
    spend[moved] += by
    enrolled[done.rows[done.levers == ENROLMENT]] = 1.0
    return at_review(spend, memory, enrolled)


def test_target_marketing_tries_half_by_lot_and_then_aims_at_the_segment_that_responds():
    strategy = target_marketing(trial_share=0.0)
    first = strategy.decide(at_review(np.full(N, 300.0)), budget(1e4), FIRST)
    lots = FIRST.trials(np.arange(N, dtype=np.uint64))
    assert sorted(first.rows.tolist()) == np.flatnonzero(lots < 0.5).tolist()
    second = strategy.decide(after_a_round(strategy), budget(1e4), SECOND)
    assert sorted(second.rows.tolist()) == np.flatnonzero(HAS_DECLINED).tolist()


def test_target_marketing_goes_on_trying_a_share_in_all_segments():
    strategy = target_marketing(trial_share=0.2)
    actions = strategy.decide(after_a_round(strategy), budget(1e4), SECOND)
    lots = SECOND.trials(np.arange(N, dtype=np.uint64))
    offered = np.isin(np.arange(N), actions.rows)
    assert offered[lots < 0.1].all()
    assert not offered[(lots >= 0.1) & (lots < 0.2)].any()
    assert (offered == HAS_DECLINED)[lots >= 0.2].all()


def test_a_segment_in_which_an_offer_brings_less_than_it_costs_gets_none():
    """Where spend rises by 3 the margin on it is 0.90, and an offer costs 1.00."""
    strategy = target_marketing(trial_share=0.0)
    assert strategy.decide(after_a_round(strategy, by=3.0), budget(1e4), SECOND).rows.size == 0


def test_uplift_is_learned_in_a_pilot_and_offers_go_to_those_whom_they_move():
    strategy = UpliftTargetedOffer(trial_share=0.0)
    second = strategy.decide(after_a_round(strategy), budget(1e4), SECOND)
    assert sorted(second.rows.tolist()) == np.flatnonzero(HAS_DECLINED).tolist()


def test_uplift_trials_are_forgotten_after_some_reviews():
    strategy = UpliftTargetedOffer(trial_share=0.5, reviews_kept=2)
    memory, sizes = None, []
    for period in range(0, 78, 13):
        view = after_a_round(strategy, draws=Draws((1, 0), period), memory=memory)
        memory = view.memory
        sizes.append(memory["treated"].size)
        assert set(memory["reviews_ago"].tolist()) <= {1}
    assert sizes[0] == 0
    assert sizes[1] == N, "the pilot; trials of two reviews are the last one and that which is still open"
    assert max(sizes[2:]) < N


def test_whom_rules_on_contacts_keep_from_an_offer_counts_as_untreated():
    strategy = UpliftTargetedOffer()
    view = at_review(np.full(N, 300.0))
    kept = strategy.remember(view, on_customers(np.arange(3), OFFER, 1.0, 1.0), budget(1e4), FIRST)
    assert kept["open_treated"].sum() == 3


@pytest.mark.parametrize(("lever", "of"), [(OFFER, HAS_DECLINED), (OFFER, ~HAS_DECLINED)])
def test_the_closed_loop_pulls_the_lever_that_gained_where_it_gained(lever, of):
    view = after_a_round(CLOSED_LOOP, lever=lever, of=of)
    actions = CLOSED_LOOP.decide(view, budget(1e4), SECOND)
    assert set(actions.levers.tolist()) == {lever}
    no_members = actions.rows[view.enrolled[actions.rows] == 0.0]
    assert no_members.size > 100
    assert of[no_members].all(), "of members nobody is held out: they are judged by the others"


def test_the_closed_loop_does_nothing_where_nothing_gained():
    view = after_a_round(CLOSED_LOOP, by=0.0)
    assert CLOSED_LOOP.decide(view, budget(1e4), SECOND).rows.size == 0


def test_the_closed_loop_enrols_where_members_come_to_spend_more_than_their_rewards():
    of_all = np.ones(N, np.bool_)
    view = after_a_round(CLOSED_LOOP, by=60.0, lever=ENROLMENT, of=of_all)
    actions = CLOSED_LOOP.decide(view, budget(1e4), SECOND)
    assert set(actions.levers.tolist()) == {ENROLMENT}
    assert (view.enrolled[actions.rows] == 0.0).all()


def test_those_held_out_are_the_same_at_every_review_and_never_treated():
    ids = np.arange(N, dtype=np.uint64)
    held_out = np.flatnonzero(FIRST.for_good(ids) < 0.1)
    assert np.array_equal(FIRST.for_good(ids), THIRD.for_good(ids))
    view = after_a_round(CLOSED_LOOP)
    treated = [
        strategy.decide(seen, budget(1e4), draws).rows
        for strategy, seen, draws in (
            (CLOSED_LOOP, at_review(np.full(N, 300.0)), FIRST),
            (ClosedLoop(trial_share=0.5), view, SECOND),
        )
    ]
    assert not np.isin(held_out, np.concatenate(treated)).any()


def test_what_the_closed_loop_remembers_does_not_grow_with_reviews():
    view, sizes = None, []
    for period in (0, 13, 26):
        memory = view.memory if view else None
        view = after_a_round(ClosedLoop(), draws=Draws((1, 0), period), memory=memory)
        sizes.append({name: kept.shape for name, kept in view.memory.items()})
    assert sizes[0] == sizes[1] == sizes[2]


def test_without_fits_the_closed_loop_learns_from_spend_alone():
    nothing = np.full(N, np.nan)

    def without(view):
        return with_estimates(replace(view), nothing, nothing)

    view = without(at_review(np.full(N, 300.0)))
    done = CLOSED_LOOP.decide(view, budget(1e4), FIRST)
    memory = CLOSED_LOOP.remember(view, done, budget(1e4), FIRST)
    assert isinstance(done, Actions)
    assert np.isnan(memory["value"]).all()
    assert (
        CLOSED_LOOP.decide(without(at_review(np.full(N, 300.0), memory)), budget(1e4), SECOND).rows.size == 0
    )

"""A world while it runs: its customers and its firm, and what happens to them in each phase of a period."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.engine.actions_at_work import ActionsAtWork
from hooper.engine.books import MEANS, Books
from hooper.engine.clock import Calendar, Phase, Recurring, next_turn
from hooper.engine.contract_ends import ContractEnds
from hooper.engine.customer_books import CustomerBooks
from hooper.engine.customer_levers import CustomerLevers
from hooper.engine.engine import Engine
from hooper.engine.firm_at_work import FirmAtWork
from hooper.engine.further_columns import further_columns
from hooper.engine.inflow import Inflow
from hooper.engine.levers import signals_of
from hooper.engine.life_records import record_lives, record_snapshot
from hooper.engine.order_booking import OrderBooking, Terms
from hooper.engine.orders import OrderChance, first_orders, placed_orders
from hooper.engine.period_outcome import EventRows, Now, PeriodOutcome
from hooper.engine.plan import RunPlan
from hooper.engine.points_programme import PointsProgramme
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.engine.remembers import Remembers
from hooper.engine.review_view import a_look_at
from hooper.engine.since_branch import SinceBranch
from hooper.engine.soundness import require_numbers, state_in_numbers, watched_rows
from hooper.engine.true_view import behind_the_scenes
from hooper.engine.win_back_offers import WinBackOffers
from hooper.engine.world import World
from hooper.engine.world_size import expected_customers
from hooper.firm.customer_service import CustomerService
from hooper.firm.department import part_of
from hooper.firm.departments import departments_of
from hooper.firm.open_matters import OpenMatters
from hooper.firm.reward_points import RewardPoints
from hooper.firm.strategy_review import StrategyReview
from hooper.foundation.random_words import round_keys
from hooper.foundation.workers import Workers
from hooper.history.running_summary import RunningSummary
from hooper.history.table_sink import TableSink
from hooper.market.market import Market
from hooper.strategies.actions import FirmLevers
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class RunningWorld:
    """The state of a world between two periods is plain data: rows, ids, summaries, books, queue, budget.

    There is `room` for so many customers from the beginning, and at least for those who are expected.
    """

    def __init__(
        self, world: World, plan: RunPlan, engine: Engine, sink: TableSink, workers: Workers, room: int = 0
    ) -> None:
        scenario = world.scenario
        self.scenario, self.plan, self.engine, self.workers = scenario, plan, engine, workers
        room = max(room, expected_customers(scenario, plan.periods))
        self.population = Population(world.law_set, room, workers)
        self.summary = RunningSummary(self.population.capacity)
        self.recorder = Recorder(sink)
        self.books = Books(scenario, plan.periods)
        self.customer_books = CustomerBooks(scenario, self.population, plan.periods)
        self.since_branch = SinceBranch(scenario, plan, self.population)
        ledgers = self.books, self.customer_books
        budget = Budget(Prices.of(scenario), plan.review_periods)
        self.review = StrategyReview(plan.strategy, budget, plan.grant_per_review)
        self.levers, self.reward_rate = FirmLevers(), 0.0
        self.customer_levers = CustomerLevers.of(scenario, self.population, self.summary)
        points = RewardPoints(scenario.reward_points) if scenario.reward_points else None
        self.orders = OrderBooking(
            scenario, self.population, self.summary, *ledgers, self.recorder, self.review, workers, points
        )
        self.firm = FirmAtWork(
            CustomerService.of(scenario),
            departments_of(scenario),
            self.population,
            self.summary,
            self.books,
            self.recorder,
            scenario.period_days,
            self.key,
            self.customer_levers.tire,
        )
        self.points = PointsProgramme(points, self.firm, self.customer_books, self.review) if points else None
        self.contract_ends = ContractEnds.of(scenario, self.population, self.summary)
        offers = WinBackOffers.of(scenario, self.population, *ledgers, self.recorder, self.review)
        self.inflow = Inflow.of(
            scenario, self.population, self.summary, *ledgers, self.recorder, engine, offers
        )
        settling = "settlement" not in scenario.laws_off
        self.open_matters = OpenMatters(
            scenario.settlement.constants(scenario.period_days) if settling else None
        )
        self.market = Market.of(scenario)
        self.actions = ActionsAtWork(
            self.customer_levers, self.firm, self.market, self.review, offers, *ledgers, self.recorder
        )
        self._each_has_a_cost = "cost_to_serve" not in scenario.laws_off
        at_first = {"market": self.market.signals(0, 0.0), "noticed": self.firm.signals}
        left = self.market.imitation.effect_left()
        self.signals = signals_of(self.levers, left, scenario, programme=False, **at_first)
        self.outcome: PeriodOutcome | None = None
        self._watched = watched_rows(world.law_set)
        self._weights = scenario.dimension_weights

    @property
    def _parts(self) -> dict[str, Remembers]:
        """What remembers by itself, the population first: the others make room for it."""
        names = "population", "books", "customer_books", "since_branch", "firm", "market", "points"
        return {name: part for name in names if (part := getattr(self, name)) is not None}

    def put_on(self, calendar: Calendar) -> None:
        """Put everything that happens in this world, from the calendar's period on, on a calendar."""
        plan, now = self.plan, calendar.period
        snapshot = next_turn(0, plan.snapshot_periods, now)
        review = next_turn(plan.branch_period, plan.review_periods, now)
        calendar.add(Recurring(self.hold_review, Phase.REVIEW.at(review), plan.review_periods))
        calendar.add(Recurring(self.act, Phase.ACTIONS.at(now)))
        calendar.add(Recurring(self.admit, Phase.ARRIVALS.at(now)))
        calendar.add(Recurring(self.win_back, Phase.RETURNS.at(now)))
        if self._each_has_a_cost:
            calendar.add(Recurring(self.serve_each, Phase.SERVING.at(now)))
        calendar.add(Recurring(self.live, Phase.LIVES.at(now)))
        calendar.add(Recurring(self.take_in, Phase.OUTCOME.at(now)))
        self.firm.put_on(calendar)
        if self.points:
            calendar.add(Recurring(self.points.keep, Phase.POINTS.at(now)))
        calendar.add(Recurring(self.let_rivals_react, Phase.MARKET.at(now)))
        calendar.add(Recurring(self.count, Phase.RECORDING.at(now)))
        calendar.add(Recurring(self.take_snapshot, Phase.SNAPSHOT.at(snapshot), plan.snapshot_periods))
        closing = next_turn(plan.accounting_periods - 1, plan.accounting_periods, now)
        calendar.add(Recurring(self.close_accounts, Phase.ACCOUNTS.at(closing), plan.accounting_periods))

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that this world has to remember at a boundary between two periods."""
        parts = {
            **{name: part.state() for name, part in self._parts.items()},
            "summary": self.summary.state(self.population.size),
            "memory": self.review.memory,
            **self.inflow.state(),
        }
        flat = {f"{part}.{name}": value for part, state in parts.items() for name, value in state.items()}
        open_matters = self.open_matters.settled.copy()
        return {**flat, "review": self.review.state(), "open_matters": open_matters}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned, of this world or of another with the same past."""
        for name, part in self._parts.items():
            part.restore(part_of(state, name))
        self.summary.restore(part_of(state, "summary"))
        parts = ("acquisition", "prospects", "returns", "offers", "word_of_mouth")
        self.inflow.restore({part: part_of(state, part) for part in parts})
        self.review.restore(state["review"], part_of(state, "memory"))
        self.open_matters.settled = state["open_matters"].astype(np.int32)
        self.engine.take_over(self.population)

    def key(self, period: int) -> tuple[int, int]:
        """Return the key of chance of a period: that of another future from the branch on."""
        seed, replication = self.plan.key
        another = self.plan.future << 16 if period >= self.plan.branch_period else 0
        return seed, replication ^ another

    def hold_review(self, period: int) -> None:
        """Ask the strategy, and carry out what the budget pays."""
        if period == self.plan.branch_period:
            self.since_branch.begin(self.summary, self.customer_books.accounts)
        since, today = max(0, period - self.plan.review_periods), period * self.scenario.period_days
        contacts = self.firm.strategy_contacts(period)
        revenue = float(self.books.revenue[since:period].sum())
        draws, service = Draws(self.key(period), period), self.firm.service
        left = self.market.imitation.effect_left()["offer"]
        further = further_columns(self.scenario, self.firm, self.orders.points, self.inflow.personas)
        with a_look_at(self.population, self.summary, today, self.workers, further) as look:
            behind = behind_the_scenes(self.plan.strategy, self.population, self.scenario, left)
            view = ObservedView(look, revenue, service.mean_wait_days, service.abandoned_share, behind)
            actions = self.review.review(view, draws, partial(self.actions.may_pull, contacts))
        self.actions.carry_out(actions, draws, contacts)
        self.since_branch.contact(actions.rows)

    def act(self, period: int) -> None:
        """Put the firm's levers in force for the period, and pay for those that cost by time."""
        self.levers = levers = self.review.put_in_force()
        self.firm.pulled |= self.review.pulled(levers, members=bool(self.summary.enrolled.any()))
        self.firm.effect_left = left = self.market.imitation.effect_left()
        recovery = levers.recovery * left["recovery"]
        self.firm.service.begin(period * self.scenario.period_days, int(levers.extra_agents), recovery)
        self.inflow.acquisition.spend_more(levers.acquisition)
        self.books.book_strategy(period, self.review.budget.prices.of_a_period(levers), 0.0)
        if not self._each_has_a_cost:
            self.books.book_service(period)
            self.customer_books.post_service(period)
        programme = self.review.gives
        self.reward_rate = self.review.budget.prices.reward_rate * programme
        market = self.market.signals(period, levers.discount, levers.price_premium)
        self.signals = signals_of(
            levers, left, self.scenario, programme=programme, market=market, noticed=self.firm.signals
        )
        self.engine.announce(Now(period, round_keys(*self.key(period)), self.signals))

    def admit(self, period: int) -> None:
        """Let newcomers in; each begins with a first order at the moment of entry."""
        slots, at_entry = self.inflow.admit(self.key(period), period)
        if self.points:
            self.points.make_room(self.population.capacity)
        orders = partial(first_orders, self.population, slots, at_entry, self._order_chance(period))
        self.firm.sold += self.orders.take(period, slots.size, orders, self._terms())

    def win_back(self, period: int) -> None:
        """Let in again who comes back."""
        self.contract_ends.forget(self.inflow.come_back(self.key(period), period))

    def serve_each(self, period: int) -> None:
        """Post what it costs to serve everybody who is there before the period is lived."""
        self.customer_books.post_service(period)

    def live(self, period: int) -> None:
        """Let the customers live the period."""
        del period
        self.outcome = self.engine.live(self.population)

    def take_in(self, period: int) -> None:
        """Take in what the customers did in the period: orders, exits, moves, cases, talk."""
        outcome, self.outcome = self.outcome, None
        if outcome is None:
            raise RuntimeError("the outcome of a period is taken in before the period was lived")
        require_numbers(period, outcome, self.population, self._watched)
        exits, days = outcome.events["exits"], self.scenario.period_days
        self.contract_ends.note(self.key(period), period, (period + 1) * days, exits)
        left = self.population.customer_id[exits.slots]
        settled = self.open_matters.open(self.key(period), period, left)
        self.books.book_open_matters(period, self.open_matters.settled.size)
        record_lives(
            period,
            outcome,
            self.population,
            self.books,
            self.recorder,
            settled,
            self.scenario.dimension_weights,
        )
        if self._each_has_a_cost:
            self.books.book_service_of_each(period, outcome.lived, outcome.sums["serving_cost"])
        self._sell(period, outcome.events["orders"])
        self.inflow.offers.redeem(period, outcome.events["orders"].slots)
        self.firm.complaints = outcome.events["service_cases"].slots
        self.summary.service_cases[self.firm.complaints] += 1
        self.firm.satisfaction = float(self.books.means[period, MEANS.index("satisfaction")])
        self.inflow.listen(self.key(period), period, outcome)
        referred = int(np.count_nonzero(self.inflow.acquisition.introductions.is_referral))
        self.actions.reward_referrals(period, self.levers, referred)

    def let_rivals_react(self, period: int) -> None:
        """Let rivals see the discount and the levers of the period, and how good the firm was in it."""
        quality = float(self.books.means[period, MEANS.index("experience")])
        self.market.react(self.levers.discount, quality, self.firm.pulled)

    def count(self, period: int) -> None:
        """Count who is held at the end of the period, apart from the flows."""
        self.books.held[period + 1] = self.population.there
        self.books.stages[period + 1] = self.books.stage_counts
        self.books.strategy_spend[period] = self.review.budget.spent
        self.books.lever_spend[period], self.books.lever_uses[period] = self.review.payments.state()
        self.firm.sold.clear()
        self.firm.pulled.clear()

    def close_accounts(self, period: int) -> None:
        """Record what every customer has brought and cost since the accounts were last closed."""
        self.since_branch.close(period, self.customer_books.accounts)
        self.customer_books.hand_over(period, self.books.ledger, self.recorder)

    def take_snapshot(self, period: int) -> None:
        """Record the inner state of the customers who are there."""
        state_in_numbers(self.population, period, self.workers)
        if self.recorder.sink.keeps_rows:
            record_snapshot(period, self.population, self.recorder, self.workers, self._weights)

    def _order_chance(self, period: int) -> OrderChance:
        return OrderChance(period, round_keys(*self.key(period)), self.scenario.buyer.spend_p)

    def _sell(self, period: int, placed: EventRows) -> None:
        orders = partial(placed_orders, self.population, placed, self._order_chance(period))
        self.firm.sold += self.orders.take(period, placed.slots.size, orders, self._terms())

    def _terms(self) -> Terms:
        return Terms(self.levers.discount, self.levers.price_premium, self.reward_rate)

"""A whole world once more, in plain Python floats: one loop over customers, one after the other.

With `laws_twin` it is the specification of the engine in code: who enters when and with which id, what a
customer lives through in a period, when orders come and what they are worth, who waits how long at the
service desk, and who is referred. Chance is Philox, by the same key and counters; nothing else is shared.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import heapreplace
from math import exp, floor, log
from types import SimpleNamespace

import numpy as np

from hooper.foundation import decisions
from hooper.foundation.random_words import words
from hooper.mechanisms.customer_period import ENTRY_LAWS, PERIOD_LAWS, SIGNALS
from hooper.mechanisms.dimensions import ONE_FOR_ALL, field_of
from tests.unit.engine.market_twin import MarketTwin
from tests.unit.mechanisms import laws_twin

ENTRY_PERIOD = 0xFFFFFFFF
FOUNDER, PAID, REFERRED, WORD_OF_MOUTH = range(4)
NOTHING_YET = {
    "satisfaction": 0.1,
    "offer": 0.0,
    "heard": 0.0,
    "member": 0.0,
    "failure_felt": 0.0,
    "delay_felt": 0.0,
    "neglect_felt": 0.0,
    "wait_felt": 0.0,
    "made_good": 0.0,
    "unforgiving_periods": 0.0,
    "recovery_glow": 0.0,
    "rate_drift": 0.0,
    "switching_cost": 0.0,
    "knowledge": 0.0,
    "categories": 1.0,
    "appetite": 1.0,
    "months_known": 0.0,
    "acquaintance": 0.0,
    "quality_fit": 0.0,
    "recent_experience": 0.0,
    "purchase_rate": 0.0,
    "spend_rate": 1.0,
    "frailty": 1.0,
    "persuadability": 0.0,
    "price_sensitivity": 1.0,
    "serving_factor": 1.0,
    "expectation": 0.0,
    "income_growth": 0.0,
    "reward_progress": 0.0,
    "rewarded": 0.0,
    "recent_contacts": 0.0,
}
NO_LEVERS = dict.fromkeys(SIGNALS, 0.0)


@dataclass
class Happenings:
    """What happened, as rows; `arrivals` counts newcomers by channel, a row a period."""

    rows: dict = field(default_factory=lambda: defaultdict(list))
    arrivals: list = field(default_factory=list)


class WorldTwin:
    """A world without strategies that lives `periods` periods when it is made."""

    def __init__(self, scenario, key, periods):
        self.w, self.key = scenario, key
        self.customers, self.introducers, self.ill_talks, self.to_be_said = [], [], 0, 0
        self.idle_at_days = [0.0] * scenario.desk.agents(scenario.founders.customers)
        self.happened, self.market = Happenings(), MarketTwin(scenario)
        for self.period in range(periods):
            self.admit(list(self.newcomers()))
            self.live([c for c in self.customers if c.stage != laws_twin.GONE])

    def words_of(self, ids, period, decision):
        """Return four words for each id, shape `(4, n)`."""
        ids = np.array(ids, np.uint64)
        return words(self.key, ids & np.uint64(0xFFFFFFFF), ids >> np.uint64(32), period, decision).astype(
            object
        )

    def draw(self, customers, laws, period):
        """Give the customers the draws of some laws."""
        for draw in (draw for law in laws for draw in law.draws_in(ONE_FOR_ALL)):
            of_decision = self.words_of([c.id for c in customers], period, draw.decision).astype(np.int64)
            for c, value in zip(customers, laws_twin.drawn(of_decision, draw.kind, draw.word), strict=True):
                setattr(c, field_of(draw.name), float(value))

    # Arrivals: founders by day, whom the firm pays for, whom customers referred in the period before.

    def newcomers(self):
        yield from self.founders()
        planned = self.planned(self.period + 1) - self.planned(self.period)
        paid = [1 << 62 | PAID << 56 | self.period << 32 | ordinal for ordinal in range(planned)]
        turned_away = (
            self.ill_talks * self.w.acquisition.turned_away_per_ill_talk / planned if planned else 0.0
        )
        yield from self.coming(paid, PAID, min(1.0, turned_away))
        yield from self.brought(REFERRED, 2, decisions.REFERRED_ID)
        yield from self.brought(WORD_OF_MOUTH, 3, decisions.WORD_OF_MOUTH_ID)

    def brought(self, channel, first_bits, decision):
        by = [c for c, kind in self.introducers if kind == channel - 1]
        hashed = self.words_of([c.id for c in by], max(self.period - 1, 0), decision)
        ids = [
            first_bits << 62 | (high << 32 | low) & (1 << 62) - 1
            for high, low in zip(hashed[0], hashed[1], strict=True)
        ]
        self.friends = dict(zip(ids, by, strict=True))
        yield from self.coming(ids, channel, 0.0)

    def founders(self):
        shares, days = self.w.founders.entry_day_shares, self.w.period_days
        entered = 0
        for day, share in enumerate(np.cumsum(shares) / sum(shares)):
            reached = floor(share * self.w.founders.customers + 0.5)
            if day // days == self.period:
                yield from (
                    (ordinal, FOUNDER, day - self.period * days, None) for ordinal in range(entered, reached)
                )
            entered = reached

    def planned(self, periods):
        """Return how many newcomers the firm has planned to pay for in the first periods."""
        thousands = self.w.founders.customers / 1000
        months = laws_twin.months(self.w) * periods
        months += self.market.extra_months_of_demand(months)
        return floor(self.w.acquisition.newcomers_per_month_per_1000 * thousands * months)

    def coming(self, ids, channel, turned_away):
        drawn = (self.words_of(ids, self.period, decisions.ACQUISITION_DAY) + 0.5) / 2**32
        for customer_id, day, comes in zip(ids, drawn[0], drawn[1], strict=True):
            if comes >= turned_away:
                friend = self.friends.get(customer_id) if channel in (REFERRED, WORD_OF_MOUTH) else None
                yield customer_id, channel, day * self.w.period_days, friend

    def admit(self, newcomers):
        """Draw the newcomers' traits, and let each make a first order at the moment of entry."""
        admitted = []
        for customer_id, _, day, friend in newcomers:
            exposure = 1 - day / self.w.period_days
            c = SimpleNamespace(id=int(customer_id), stage=0, exposure=exposure, **NOTHING_YET, **NO_LEVERS)
            c.entry = self.period * self.w.period_days + day
            if friend is not None:
                c.acquaintance, c.quality_fit = 1.0, friend.quality_fit
            admitted.append(c)
        self.draw(admitted, ENTRY_LAWS, ENTRY_PERIOD)
        for c in admitted:
            for law in laws_twin.ENTRY:
                law(c, self.w)
            _, amount = self.order(c, 0)
            self.note("transactions", c, (self.period + 1 - c.exposure) * self.w.period_days, amount)
        self.customers += admitted
        channels = [channel for _, channel, _, _ in newcomers]
        self.happened.arrivals.append([channels.count(channel) for channel in range(4)])

    # A period: the laws, then what they raised.

    def live(self, living):
        self.draw(living, PERIOD_LAWS, self.period)
        said_by_market = self.market.signals(self.period)
        for c in living:
            c.period = self.period
            vars(c).update(said_by_market)
        months_of_talk = self.w.referral.months_of_talk_after_leaving
        share = 1 - exp(-laws_twin.months(self.w) / months_of_talk) if months_of_talk else 1
        said = share * self.to_be_said
        self.to_be_said -= said
        self.introducers, self.ill_talks, cases = [], said, []
        for c in living:
            c.stage_at_start = c.stage
            for law in laws_twin.PERIOD:
                (laws_twin.OFF[law.__name__] if law.__name__ in self.w.laws_off else law)(c, self.w)
            self.take_orders(c)
            if c.exits:
                self.note("exits", c, self.period, c.cause, self.period + self.open_for(c))
            if c.moved:
                self.note("stage_moves", c, self.period, c.stage_at_start, c.stage)
            if c.service_case:
                cases.append(c)
            if c.introduces:
                self.introducers.append((c, c.introduces))
            if c.introduces == 1:
                self.note("referrals", c, self.period)
            self.to_be_said += c.talk_after_leaving
            self.ill_talks += c.talks_ill
        self.market.react(living)
        self.serve(cases)

    def open_for(self, c):
        mean = self.w.settlement.mean_months / laws_twin.months(self.w)
        word = self.words_of([c.id], self.period, decisions.SETTLEMENT)[0, 0]
        return floor(-mean * log((int(word) + 0.5) / 2**32))

    def note(self, table, c, *values):
        self.happened.rows[table].append((c.id, *values))

    def take_orders(self, c):
        share = self.w.economics.related_sales()[c.stage_at_start]
        placed = [self.order(c, ordinal) for ordinal in range(1, c.orders + 1)]
        for drawn, amount in sorted(placed):
            time = self.period + 1 - c.order_exposure + c.order_exposure * drawn
            self.note("transactions", c, time * self.w.period_days, amount * (1 + share))

    def order(self, c, ordinal):
        """Return the time (a share of the exposure) and the list price of an order: gamma(p, rate nu)."""
        p, first = self.w.buyer.spend_p, decisions.ORDER + decisions.TRIES_PER_ORDER * ordinal
        d, k, accepted, v = p + 1 - 1 / 3, 0, False, 1.0
        while not accepted:
            x, u = self.draw_of(c, first + k, "normal", 0), self.draw_of(c, first + k, "uniform", 2)
            v = max(1 + x / (9 * d) ** 0.5, 1e-6) ** 3
            k += 1
            accepted = log(u) < x * x / 2 + d - d * v + d * log(v) or k == decisions.TRIES_PER_ORDER
        time, boost = (self.draw_of(c, decision, "uniform", 3) for decision in (first, first + 1))
        return time, self.w.price * d * v * boost ** (1 / p) / c.spend_rate

    def draw_of(self, c, decision, kind, word):
        of_decision = self.words_of([c.id], self.period, decision)[:, 0].astype(np.int64)
        return float(laws_twin.drawn(of_decision, kind, word))

    def serve(self, cases):
        """First come, first served by the agent who is idle first; the impatient leave unserved."""
        s, days = self.w.desk, self.w.period_days
        drawn = self.words_of([c.id for c in cases], self.period, decisions.SERVICE_CASE)
        begins = np.maximum([c.entry for c in cases], self.period * days)
        arrival = begins + (drawn[0] + 0.5) / 2**32 * ((self.period + 1) * days - begins)
        service, patience = (
            -np.log(laws_twin.drawn(drawn[k].astype(np.int64)[None], "uniform", 0)) * mean
            for k, mean in ((1, s.days_per_case), (2, s.patience_days))
        )
        for k in sorted(range(len(cases)), key=lambda k: (arrival[k], cases[k].id)):
            c, wait = cases[k], max(self.idle_at_days[0] - arrival[k], 0.0)
            abandoned = wait > patience[k]
            if abandoned:
                wait = patience[k]
            else:
                heapreplace(self.idle_at_days, arrival[k] + wait + service[k])
            resolved = not abandoned and (drawn[3][k] + 0.5) / 2**32 < s.recovery_share
            c.wait_felt, c.failure_felt = wait, float(not resolved)
            c.made_good += resolved
            self.note("service_cases", c, arrival[k], wait, abandoned, resolved)

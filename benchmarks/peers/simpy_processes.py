"""SimPy: a process a customer, with one timeout a week; chance from the standard library."""

import math
import random
from collections.abc import Generator

import simpy
import workload as w


class Customer:
    __slots__ = ("expectation", "last_purchase", "profit", "purchases", "spent", "stage")

    def __init__(self) -> None:
        self.stage, self.expectation = 0, w.FIRST_EXPECTATION
        self.profit, self.purchases, self.spent, self.last_purchase = 0.0, 0, 0.0, -1


def life(env: simpy.Environment, customer: Customer, chance: random.Random) -> Generator[simpy.Event]:
    uniform, gauss, exp = chance.random, chance.gauss, math.exp
    for week in range(w.WEEKS):
        yield env.timeout(1)
        stage = customer.stage
        satisfaction = w.MEAN[stage] + w.SPREAD * gauss(0.0, 1.0) - customer.expectation
        customer.expectation += w.ADAPTATION * satisfaction + w.DRIFT
        q = 1.0 / (1.0 + exp(-w.STEEPNESS * satisfaction))
        u = uniform()
        if u < w.UP[stage] * q:
            stage = w.ABOVE[stage]
        elif u > 1.0 - w.DOWN[stage] * (1.0 - q):
            stage = w.BELOW[stage]
        customer.stage = stage
        if uniform() < w.PURCHASE[stage]:
            spend = exp(w.LOG_SPEND[stage] + w.LOG_SPEND_SD * gauss(0.0, 1.0))
            customer.profit += w.MARGIN * spend
            customer.purchases += 1
            customer.spent += spend
            customer.last_purchase = week
        customer.profit -= w.COST[stage]


def live(customers: int, seed: int) -> w.Outcome:
    env, chance = simpy.Environment(), random.Random(seed)
    everybody = [Customer() for _ in range(customers)]
    for customer in everybody:
        env.process(life(env, customer, chance))
    env.run()
    return w.Outcome(
        sum(each.profit for each in everybody) / customers,
        sum(each.purchases for each in everybody) / customers,
        sum(each.stage == w.GONE for each in everybody) / customers,
    )


if __name__ == "__main__":
    w.main(live)

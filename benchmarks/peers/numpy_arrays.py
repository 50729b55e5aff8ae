"""NumPy: an array a field, all customers at once, one generator for all."""

import numpy as np
import workload as w

MEAN, ABOVE, BELOW, UP, DOWN = (np.array(each) for each in (w.MEAN, w.ABOVE, w.BELOW, w.UP, w.DOWN))
PURCHASE, LOG_SPEND, COST = (np.array(each) for each in (w.PURCHASE, w.LOG_SPEND, w.COST))


def live(customers: int, seed: int) -> w.Outcome:
    chance = np.random.default_rng(seed)
    stage = np.zeros(customers, np.int64)
    expectation = np.full(customers, w.FIRST_EXPECTATION)
    profit, spent = np.zeros(customers), np.zeros(customers)
    purchases, last_purchase = np.zeros(customers, np.int32), np.full(customers, -1, np.int32)
    for week in range(w.WEEKS):
        satisfaction = MEAN[stage] + w.SPREAD * chance.standard_normal(customers) - expectation
        expectation += w.ADAPTATION * satisfaction + w.DRIFT
        q = 1.0 / (1.0 + np.exp(-w.STEEPNESS * satisfaction))
        u = chance.random(customers)
        decayed = np.where(u > 1.0 - DOWN[stage] * (1.0 - q), BELOW[stage], stage)
        stage = np.where(u < UP[stage] * q, ABOVE[stage], decayed)
        buyers = np.nonzero(chance.random(customers) < PURCHASE[stage])[0]
        log_spend = LOG_SPEND[stage[buyers]] + w.LOG_SPEND_SD * chance.standard_normal(buyers.size)
        spend = np.exp(log_spend)
        profit[buyers] += w.MARGIN * spend
        purchases[buyers] += 1
        spent[buyers] += spend
        last_purchase[buyers] = week
        profit -= COST[stage]
    return w.Outcome(float(profit.mean()), float(purchases.mean()), float((stage == w.GONE).mean()))


if __name__ == "__main__":
    w.main(live)

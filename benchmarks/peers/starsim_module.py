"""Starsim: a module with a state a field and a distribution a decision, safe for common random numbers."""

import numpy as np
import starsim as ss
import workload as w

MEAN, ABOVE, BELOW, UP, DOWN = (np.array(each) for each in (w.MEAN, w.ABOVE, w.BELOW, w.UP, w.DOWN))
PURCHASE, LOG_SPEND, COST = (np.array(each) for each in (w.PURCHASE, w.LOG_SPEND, w.COST))


class Relationship(ss.Module):
    def __init__(self) -> None:
        super().__init__()
        self.experience_normal, self.spend_normal = ss.normal(loc=0, scale=1), ss.normal(loc=0, scale=1)
        self.stage_uniform, self.purchase_uniform = ss.random(), ss.random()
        self.define_states(
            ss.FloatArr("stage", default=0),
            ss.FloatArr("expectation", default=w.FIRST_EXPECTATION),
            ss.FloatArr("profit", default=0),
            ss.FloatArr("purchases", default=0),
            ss.FloatArr("spent", default=0),
            ss.FloatArr("last_purchase", default=-1),
        )

    def step(self) -> None:
        everybody = self.sim.people.auids
        stage = np.asarray(self.stage[everybody]).astype(np.int64)
        expectation = np.asarray(self.expectation[everybody])
        satisfaction = MEAN[stage] + w.SPREAD * self.experience_normal.rvs(everybody) - expectation
        self.expectation[everybody] = expectation + w.ADAPTATION * satisfaction + w.DRIFT
        q = 1.0 / (1.0 + np.exp(-w.STEEPNESS * satisfaction))
        u = self.stage_uniform.rvs(everybody)
        decayed = np.where(u > 1.0 - DOWN[stage] * (1.0 - q), BELOW[stage], stage)
        stage = np.where(u < UP[stage] * q, ABOVE[stage], decayed)
        self.stage[everybody] = stage
        buys = self.purchase_uniform.rvs(everybody) < PURCHASE[stage]
        buyers = everybody[buys]
        spend = np.exp(LOG_SPEND[stage[buys]] + w.LOG_SPEND_SD * self.spend_normal.rvs(buyers))
        self.profit[everybody] = np.asarray(self.profit[everybody]) - COST[stage]
        self.profit[buyers] = np.asarray(self.profit[buyers]) + w.MARGIN * spend
        self.purchases[buyers] = np.asarray(self.purchases[buyers]) + 1
        self.spent[buyers] = np.asarray(self.spent[buyers]) + spend
        self.last_purchase[buyers] = self.ti


def live(customers: int, seed: int) -> w.Outcome:
    module = Relationship()
    last = ss.days(w.WEEKS - 1)
    sim = ss.Sim(
        n_agents=customers,
        modules=module,
        start=ss.days(0),
        stop=last,
        dt=ss.days(1),
        rand_seed=seed,
        verbose=0,
    )
    sim.run()
    [lived] = [each for each in sim.modules if isinstance(each, Relationship)]
    assert sim.t.npts == w.WEEKS
    stage, profit, purchases = (np.asarray(each) for each in (lived.stage, lived.profit, lived.purchases))
    return w.Outcome(float(profit.mean()), float(purchases.mean()), float((stage == w.GONE).mean()))


if __name__ == "__main__":
    ss.options(verbose=0)
    w.main(live)

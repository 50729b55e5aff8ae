"""Mesa: an agent a customer, all stepped once a week in random order, as its examples do."""

import math

import mesa
import workload as w


class Customer(mesa.Agent):
    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.stage, self.expectation = 0, w.FIRST_EXPECTATION
        self.profit, self.purchases, self.spent, self.last_purchase = 0.0, 0, 0.0, -1

    def step(self) -> None:
        chance, stage = self.model.random, self.stage
        satisfaction = w.MEAN[stage] + w.SPREAD * chance.gauss(0.0, 1.0) - self.expectation
        self.expectation += w.ADAPTATION * satisfaction + w.DRIFT
        q = 1.0 / (1.0 + math.exp(-w.STEEPNESS * satisfaction))
        u = chance.random()
        if u < w.UP[stage] * q:
            stage = w.ABOVE[stage]
        elif u > 1.0 - w.DOWN[stage] * (1.0 - q):
            stage = w.BELOW[stage]
        self.stage = stage
        if chance.random() < w.PURCHASE[stage]:
            spend = math.exp(w.LOG_SPEND[stage] + w.LOG_SPEND_SD * chance.gauss(0.0, 1.0))
            self.profit += w.MARGIN * spend
            self.purchases += 1
            self.spent += spend
            self.last_purchase = self.model.steps - 1
        self.profit -= w.COST[stage]


class Shop(mesa.Model):
    def __init__(self, customers: int, seed: int) -> None:
        super().__init__(seed=seed)
        Customer.create_agents(self, customers)

    def step(self) -> None:
        self.agents.shuffle_do("step")


def live(customers: int, seed: int) -> w.Outcome:
    shop = Shop(customers, seed)
    for _ in range(w.WEEKS):
        shop.step()
    everybody = list(shop.agents)
    return w.Outcome(
        sum(each.profit for each in everybody) / customers,
        sum(each.purchases for each in everybody) / customers,
        sum(each.stage == w.GONE for each in everybody) / customers,
    )


if __name__ == "__main__":
    w.main(live)

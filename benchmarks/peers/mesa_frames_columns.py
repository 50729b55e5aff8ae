"""mesa-frames: the customers as a table of polars, stepped by expressions; chance from NumPy."""

import mesa_frames
import numpy as np
import polars as pl
import workload as w
from polars import col


def by_stage(values: tuple[float, ...]) -> pl.Expr:
    return pl.lit(pl.Series(values)).gather(col("stage"))


class Customers(mesa_frames.AgentSetPolars):
    def __init__(self, model: "Shop", customers: int) -> None:
        super().__init__(model)
        fields = {
            "unique_id": np.arange(customers),
            "stage": np.zeros(customers, np.int64),
            "expectation": np.full(customers, w.FIRST_EXPECTATION),
            "profit": np.zeros(customers),
            "purchases": np.zeros(customers, np.int32),
            "spent": np.zeros(customers),
            "last_purchase": np.full(customers, -1, np.int32),
        }
        self += pl.DataFrame(fields)

    def step(self) -> None:
        chance, week, size = self.model.chance, self.model.week, len(self.agents)
        normals = {name: pl.Series(chance.standard_normal(size)) for name in ("z1", "z2")}
        uniforms = {name: pl.Series(chance.random(size)) for name in ("u1", "u2")}
        q = 1.0 / (1.0 + (-w.STEEPNESS * col("satisfaction")).exp())
        decays = col("u1") > 1.0 - by_stage(w.DOWN) * (1.0 - q)
        stage = pl.when(col("u1") < by_stage(w.UP) * q).then(by_stage(w.ABOVE))
        stage = stage.when(decays).then(by_stage(w.BELOW)).otherwise(col("stage"))
        spend = (by_stage(w.LOG_SPEND) + w.LOG_SPEND_SD * col("z2")).exp()
        last_purchase = pl.when("buys").then(week).otherwise(col("last_purchase")).cast(pl.Int32)
        self.agents = (
            self.agents.with_columns(**normals, **uniforms)
            .with_columns(satisfaction=by_stage(w.MEAN) + w.SPREAD * col("z1") - col("expectation"))
            .with_columns(
                expectation=col("expectation") + w.ADAPTATION * col("satisfaction") + w.DRIFT, stage=stage
            )
            .with_columns(buys=col("u2") < by_stage(w.PURCHASE))
            .with_columns(spend=pl.when("buys").then(spend).otherwise(0.0))
            .with_columns(
                profit=col("profit") + w.MARGIN * col("spend") - by_stage(w.COST),
                purchases=col("purchases") + col("buys").cast(pl.Int32),
                spent=col("spent") + col("spend"),
                last_purchase=last_purchase,
            )
            .drop("z1", "z2", "u1", "u2", "satisfaction", "buys", "spend")
        )


class Shop(mesa_frames.ModelDF):
    def __init__(self, customers: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.chance, self.week = np.random.default_rng(seed), 0
        self.customers = Customers(self, customers)
        self.agents += self.customers

    def step(self) -> None:
        self.agents.do("step")
        self.week += 1


def live(customers: int, seed: int) -> w.Outcome:
    shop = Shop(customers, seed)
    for _ in range(w.WEEKS):
        shop.step()
    [lived] = shop.agents._agentsets
    profit, purchases, stage = (lived.agents[name].to_numpy() for name in ("profit", "purchases", "stage"))
    return w.Outcome(float(profit.mean()), float(purchases.mean()), float((stage == w.GONE).mean()))


if __name__ == "__main__":
    w.main(live)

"""What only the simulator knows: stage paths, exits and their causes, traits, and inner states."""

from dataclasses import dataclass, field

import pyarrow as pa

EXITS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("period", pa.int32()),
        ("cause", pa.uint8()),
        ("settled", pa.int32()),
    ]
)
STAGE_MOVES = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("period", pa.int32()),
        ("stage_before", pa.uint8()),
        ("stage", pa.uint8()),
    ]
)
TRAITS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("entry_days", pa.float64()),
        ("channel", pa.uint8()),
        ("purchase_rate_per_day", pa.float32()),
        ("spend_rate", pa.float32()),
        ("quality_fit", pa.float32()),
        ("frailty", pa.float32()),
        ("persuadability", pa.float32()),
        ("price_sensitivity", pa.float32()),
        ("serving_factor", pa.float32()),
        ("segment", pa.uint8()),
        ("brought_by", pa.uint64()),
    ]
)
SNAPSHOTS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("period", pa.int32()),
        ("stage", pa.uint8()),
        ("satisfaction", pa.float32()),
        ("expectation", pa.float32()),
        ("emotional_loyalty", pa.float32()),
        ("switching_cost", pa.float32()),
        ("recovery_glow", pa.float32()),
        ("categories", pa.uint8()),
    ]
)
ACCOUNTS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("period", pa.int32()),
        ("base_profit", pa.float64()),
        ("related_sales", pa.float64()),
        ("cost_saving", pa.float64()),
        ("referral_benefit", pa.float64()),
        ("acquisition", pa.float64()),
        ("price_concession", pa.float64()),
        ("referral_destruction", pa.float64()),
    ]
)
NEEDS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("product", pa.uint8()),
        ("stated", pa.float32()),
        ("ancillary", pa.float32()),
        ("real", pa.float32()),
        ("related", pa.float32()),
        ("latent", pa.float32()),
    ]
)
SCHEMAS = {
    "exits": EXITS,
    "stage_moves": STAGE_MOVES,
    "traits": TRAITS,
    "snapshots": SNAPSHOTS,
    "accounts": ACCOUNTS,
    "needs": NEEDS,
}


@dataclass(frozen=True)
class Truth:
    """Tables that no strategy and no estimator ever sees, each sorted by customer (and period).

    `exits`: the period, the cause (`hooper.mechanisms.defection.CAUSES`), and the period in which the last
    matter is `settled`; `stage_moves`: every change of stage; `traits`: who each customer is, and the id of
    the one who `brought_by` referral or word of mouth this one, the own id if nobody did; `snapshots`: once
    a quarter the inner state of those who are there; `accounts`: what a customer brought and cost, by
    account (`hooper.economics.ledger.ACCOUNTS`), from the row before to the end of `period`, if anything.
    Surveys hear satisfaction and `recovery_glow` together. `needs`: what a customer needs of each kind, and
    the number of the product that she has; without rows where the firm has no assortment.
    """

    exits: pa.Table
    stage_moves: pa.Table
    traits: pa.Table
    snapshots: pa.Table
    accounts: pa.Table
    needs: pa.Table = field(default_factory=NEEDS.empty_table)

"""What the firm of a simulated world knows of its customers when it divides them."""

from dataclasses import replace

import pyarrow as pa

from hooper.engine.simulated import Simulated
from hooper.history.observed import PRODUCT_LINES
from hooper.history.profiles import profiles
from hooper.scenario.scenario import Scenario
from hooper.segmentation.customer_records import CustomerRecords


def firm_records(simulated: Simulated, scenario: Scenario, cut_days: float) -> CustomerRecords:
    """Return the records of everybody who bought up to the cut, with profiles and products if any."""
    observed = simulated.history.observed
    if scenario.assortment is not None:
        lines = _product_lines(simulated, [each.name for each in scenario.assortment.products])
        observed = replace(observed, others={**observed.others, "product_lines": lines})
    known = profiles(observed, observed.traits) if observed.traits else None
    return CustomerRecords.of(observed, cut_days, known)


def _product_lines(simulated: Simulated, names: list[str]) -> pa.Table:
    """Return the purchases with the product of each customer: who has which is no secret of the customer."""
    bought = simulated.history.observed.transactions
    has = simulated.history.truth.needs.select(["customer_id", "product"])
    joined = bought.join(has, "customer_id", join_type="inner")
    product = pa.array(names).take(joined["product"].cast(pa.int64()))
    return joined.set_column(joined.column_names.index("product"), "product", product).select(
        PRODUCT_LINES.names
    )

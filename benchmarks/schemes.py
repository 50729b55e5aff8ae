"""All schemes of ranks and quantiles on a million customers, from their summary, one after the other."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from best_of import best_of
from drawn_customers import drawn_summary, on_days

from hooper.segmentation import (
    abc_analysis,
    customer_pyramid,
    lv_quadrant,
    management_classes,
    mvc_mgc_bz,
    new_pyramid,
    pareto,
    relationship_ladder,
    rfm,
    rfm_eleven,
    size_and_loyalty,
    transactional_loyalty,
)
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmSettings

NAME = "schemes"
GROUP = "estimators"
MUST = {"seconds": 1.0}
AIM = {"seconds": 0.4}

CUSTOMERS = 1_000_000
BY_RANK = (
    (rfm.assign, RfmSettings()),
    (rfm_eleven.assign, RfmSettings()),
    (abc_analysis.assign, abc_analysis.AbcSettings()),
    (pareto.assign, pareto.ParetoSettings()),
    (customer_pyramid.assign, customer_pyramid.PyramidSettings()),
    (management_classes.assign, management_classes.ManagementClassesSettings()),
    # Its models are measured elsewhere: the growth is given here.
    (
        lambda records, settings: mvc_mgc_bz.segments_by_growth(records, settings, records.summary.age),
        mvc_mgc_bz.MvcMgcBzSettings(),
    ),
    (transactional_loyalty.assign, transactional_loyalty.TransactionalLoyaltySettings()),
    (size_and_loyalty.assign, size_and_loyalty.SizeAndLoyaltySettings()),
    (lv_quadrant.assign, lv_quadrant.LvSettings()),
    (new_pyramid.assign, lv_quadrant.LvSettings()),
    (relationship_ladder.assign, relationship_ladder.LadderSettings()),
)


def run() -> dict[str, object]:
    records = drawn_records(CUSTOMERS)
    seconds = best_of(3, lambda: divide(records))
    return {"seconds": seconds, "customers": CUSTOMERS, "schemes": len(BY_RANK)}


def task() -> Callable[[], object]:
    records = drawn_records(CUSTOMERS)
    return lambda: divide(records)


def divide(records: CustomerRecords) -> None:
    for assign, settings in BY_RANK:
        assign(records, settings)


def drawn_records(customers: int) -> CustomerRecords:
    """Return customers of the BG/NBD on whole days, who spend in cents, the more the more often they buy."""
    summary = on_days(drawn_summary(customers))
    amount = np.random.default_rng(2).gamma(2.0, 15.0, customers)
    return CustomerRecords(replace(summary, total_spend=np.round(amount * (1 + summary.frequency), 2)))

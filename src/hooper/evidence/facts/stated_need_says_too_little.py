"""What customers say that they need says little of how satisfied they will be.

Founders of a firm with three products are asked nothing but their stated need, and take the product that
serves it best. A year later their satisfaction is regressed (least squares) on how well it serves the stated
need, and on how well it serves each of the five. The same founders live once more with the product that
serves all their needs best; whoever is there after both years is compared with herself.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.mechanisms.assortment import AssortmentSettings, NeedWeights, ProductSettings
from hooper.mechanisms.needs import NEEDS, STATED, served

MONTHS: Final = 12
PRODUCTS: Final = (
    ProductSettings(
        name="basic", stated=0.0, ancillary=-0.5, real=-0.5, related=0.0, latent=-0.5, margin=0.25
    ),
    ProductSettings(name="office", stated=0.8, ancillary=0.3, real=0.8, related=0.5, latent=0.0, margin=0.3),
    ProductSettings(
        name="paperless", stated=-0.8, ancillary=0.3, real=0.0, related=-0.5, latent=0.8, margin=0.35
    ),
)
AS_NEEDED: Final = AssortmentSettings(products=PRODUCTS)
AS_STATED: Final = AssortmentSettings(
    products=PRODUCTS, weights=NeedWeights(stated=1.0, ancillary=0.0, real=0.0, related=0.0, latent=0.0)
)
_RATIO, _MORE, _RATIO_OFF, _MORE_OFF = _LABELS = (
    "share of the variance of satisfaction that the stated need explains, over that of all five",
    "satisfaction with the product that is best in all needs less that with the one chosen",
    "the same ratio where only the stated need counts",
    "the same difference there",
)


@dataclass(frozen=True)
class Founders:
    """The n founders who are there in the end, how well each need is served `(n, 5)`, and satisfaction."""

    customer_id: NDArray[np.uint64]
    served: NDArray[np.float32]
    satisfaction: NDArray[np.float32]


def a_year_later(assortment: AssortmentSettings, sample: Sample) -> Founders:
    """Let founders choose and live a year, and look at those who are there then."""
    world = of_size(sample.scenario, sample.size.customers).model_copy(update={"assortment": assortment})
    last = first_periods(MONTHS, world.period_days)[-1]
    plan = RunPlan(sample.keys[0], last + 1, snapshot_periods=last)
    truth = run(laboratory(world), plan, threads=THREADS).history.truth
    snapshots = truth.snapshots["period"].to_numpy() == last
    there, felt = (truth.snapshots[name].to_numpy()[snapshots] for name in ("customer_id", "satisfaction"))
    founder = there < sample.size.customers
    ids = there[founder]
    rows = np.searchsorted(truth.needs["customer_id"].to_numpy(), ids)
    product, *needs = (truth.needs[name].to_numpy()[rows] for name in ("product", *NEEDS))
    of_each = served(np.column_stack(needs), assortment.levels())
    return Founders(ids, of_each[np.arange(ids.size), :, product], felt[founder])


def explained_share(regressors: NDArray[np.floating], values: NDArray[np.floating]) -> float:
    """Return R squared of a regression with an intercept; `regressors` has the shape `(n, k)`.

    >>> explained_share(np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0]))
    1.0
    """
    design = np.column_stack([np.ones(values.size), regressors])
    coefficients = np.linalg.lstsq(design, values, rcond=None)[0]
    return 1.0 - float((values - design @ coefficients).var() / values.var())


def _of(assortment: AssortmentSettings, sample: Sample) -> tuple[float, float]:
    """Return the ratio of explained shares, and how much more satisfying the product best in all needs is."""
    found_out = assortment.model_copy(update={"chosen_by": "all_needs"})
    chosen, best = (a_year_later(each, sample) for each in (assortment, found_out))
    alone = explained_share(chosen.served[:, [STATED]], chosen.satisfaction)
    _, one, other = np.intersect1d(chosen.customer_id, best.customer_id, return_indices=True)
    more = best.satisfaction[other] - chosen.satisfaction[one]
    return alone / explained_share(chosen.served, chosen.satisfaction), float(more.mean())


def measure(sample: Sample) -> Measured:
    """Live where all needs count and where only the stated one does, with either product."""
    on, off = _of(AS_NEEDED, sample), _of(AS_STATED, sample)
    return Measured(dict(zip(_LABELS, (*on, *off), strict=True)), off[0])


FACT: Final = Fact(
    name="stated_need_says_too_little",
    number="D2.11",
    claim="what customers say that they need explains little of how satisfied they are with what they get",
    kind="built in",
    source="a teaching text on five needs; Kotler and Keller for the typology; bands of the specification",
    off="only the stated need counts",
    bands=(
        Band(_RATIO, high=0.5),
        Band(_MORE, low=0.05),
        Band(_RATIO_OFF, low=0.9),
        Band(_MORE_OFF, -0.01, 0.01),
    ),
    full=Size(50_000),
    quick=Size(10_000),
    measure=measure,
)

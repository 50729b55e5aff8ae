"""Clusters of customers who are alike: k-means on the logarithms of recency, frequency and spend.

The three are put on logarithmic scales (days since the last purchase, and spend in its own mean, with one
added, since there are zeros), and standardised. Customers with equal figures are one point with their number
as its weight, so that equals are together and the order of the customers makes no difference. The first
centres are drawn by k-means++ (Arthur and Vassilvitskii 2007), of several sets of them the best is kept, and
clusters are named by mean spend, cluster 1 the least; at equal means the smaller one comes first. Where
customers differ in fewer points than there are clusters, the last clusters are empty.
Sources: MacQueen (1967), Some methods for classification and analysis of multivariate observations; Lloyd
(1982), Least squares quantization in PCM; Rousseeuw (1987), Silhouettes, for the choice of k.
"""

from typing import Annotated, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from hooper.foundation.settings import Count, PositiveCount, Settings
from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments, days_since_last, purchases, segments_of
from hooper.segmentation.weighted_clusters import Points, clusters, mean_silhouette

Floats = NDArray[np.float64]

NAME = "k_means"
LARGEST_SEED = 2**32 - 1


class BySilhouette(Settings):
    """Take the number of clusters with the widest mean silhouette in a sample of customers."""

    fewest: Annotated[int, Field(ge=2)] = 2
    most: Annotated[int, Field(ge=2)] = 8
    sample_customers: Annotated[int, Field(ge=50)] = 2000

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if self.fewest > self.most:
            raise ValueError(f"fewest is {self.fewest} and most {self.most}; give the larger one as most")
        return self


class KMeansSettings(Settings):
    """How many clusters there are, from how many sets of first centres, and the seed of those."""

    clusters: PositiveCount | BySilhouette = 5
    starts: PositiveCount = 4
    seed: Annotated[Count, Field(le=LARGEST_SEED)] = 1


class Figures(NamedTuple):
    """Distinct standardised figures, sorted, how many customers have each, and which each customer has."""

    points: Points
    of_customer: NDArray[np.int64]


def assign(records: CustomerRecords, settings: KMeansSettings) -> Segments:
    """Assign every customer to a cluster; raises InputError if scikit-learn is not installed."""
    figures = standardised_figures(records.summary)
    number = _number_of_clusters(figures.points, settings)
    found = clusters(figures.points, number, settings.starts, settings.seed)[figures.of_customer]
    labels = tuple(f"cluster {rank} of {number}" for rank in range(1, number + 1))
    code = _by_spend(found, records.summary.total_spend, number)
    return segments_of(NAME, labels, code, records, (figures.of_customer,), {})


def standardised_figures(summary: CustomerSummary) -> Figures:
    """Return what customers are compared by: three standardised logarithms."""
    spend = np.sort(summary.total_spend)  # added up in one order, whatever that of the customers
    mean_spend = spend.mean() if spend.any() else 1.0
    figures = np.column_stack(
        (
            np.log1p(days_since_last(summary)),
            np.log(purchases(summary)),
            np.log1p(summary.total_spend.clip(min=0.0) / mean_spend),
        )
    )
    # Rounded: another unit of money may change the last bits.
    distinct, of_customer, weight = np.unique(
        figures.round(9), axis=0, return_inverse=True, return_counts=True
    )
    if not weight.size:
        return Figures(Points(distinct, weight), of_customer)
    centre = np.average(distinct, axis=0, weights=weight)
    spread = np.sqrt(np.average((distinct - centre) ** 2, axis=0, weights=weight))
    place = (distinct - centre) / np.where(spread > 0.0, spread, 1.0)
    return Figures(Points(place, weight), of_customer.ravel())


def _number_of_clusters(points: Points, settings: KMeansSettings) -> int:
    how = settings.clusters
    if not isinstance(how, BySilhouette):
        return how
    scores = {
        number: mean_silhouette(
            points, clusters(points, number, settings.starts, settings.seed), how.sample_customers
        )
        for number in range(how.fewest, how.most + 1)
    }
    return max(scores, key=lambda number: (scores[number], -number))


def _by_spend(found: NDArray[np.int64], spend: Floats, number: int) -> NDArray[np.int64]:
    """Return the place of each customer's cluster when they are ordered by mean spend, empty ones last."""
    count = np.bincount(found, minlength=number)
    total = np.bincount(found, spend, number)
    mean = np.divide(total, count, out=np.full(number, np.inf), where=count > 0)
    rank = np.empty(number, dtype=np.int64)
    rank[np.lexsort((count, mean))] = np.arange(number)
    return rank[found]

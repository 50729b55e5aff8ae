"""The health of a base by segment, as `hooper warn --scheme` tells it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hooper.history.observed import Observed
    from hooper.targeting.base_health import GroupHealth
    from hooper.targeting.customer_months import CustomerMonths


def health_by_segment(
    observed: "Observed", scheme: str | None, now: "CustomerMonths", risk: "NDArray[np.float64]"
) -> "tuple[GroupHealth, ...]":
    """Return the health of the whole base, and that of each segment of `scheme` if one is named."""
    import numpy as np

    from hooper.segmentation import catalogue
    from hooper.segmentation.customer_records import CustomerRecords
    from hooper.targeting.base_health import health_by_group

    everybody = health_by_group(now.value_per_month, risk, np.zeros(now.size, np.int64), ["all"])
    if scheme is None:
        return everybody
    chosen = catalogue.get(scheme)
    segments = chosen.assign(CustomerRecords.of(observed), chosen.settings())
    group = segments.code[np.searchsorted(segments.customer_id, now.customer_id)]
    return everybody + health_by_group(now.value_per_month, risk, group, segments.labels)

"""The leaky bucket: customers poured in at the top by channel, lost through holes by cause.

`N(t+1) = N(t) + A(t) - sum_h L_h(t)`. The three are counted independently of each other,
so that the identity can fail.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from hooper.economics.balance import BalanceError


@dataclass(frozen=True)
class LeakyBucket:
    """The customers of one world, counted at the boundaries of periods and by where they come and go.

    `held` of shape `(periods + 1,)` counts the customers at the start of each period and at the end
    of the last; `arrivals` of shape `(periods, channels)` and `leaks` of shape `(periods, causes)`
    count within periods. Arrivals of a period can leave in the same one.

    >>> bucket = LeakyBucket(("advertising",), ("service", "value"), held=np.array([0, 80]),
    ...                      arrivals=np.array([[100]]), leaks=np.array([[15, 5]]))
    >>> bucket.check_conservation()
    >>> bucket.retention(window_periods=1).tolist()
    [0.8]
    """

    channels: tuple[str, ...]
    causes: tuple[str, ...]
    held: NDArray[np.int64]
    arrivals: NDArray[np.int64]
    leaks: NDArray[np.int64]

    @property
    def at_risk(self) -> NDArray[np.int64]:
        """The customers who live through each period: held at its start or arrived, `(periods,)`."""
        return self.held[:-1] + self.arrivals.sum(axis=1)

    def check_conservation(self) -> None:
        """Raise `BalanceError` unless held customers, arrivals and leaks agree in every period."""
        expected = self.at_risk - self.leaks.sum(axis=1)
        off = self.held[1:] != expected
        if off.any():
            period = int(np.argmax(off))
            raise BalanceError(
                f"held + arrivals - leaks = held after it fails in period {period}: "
                f"{expected[period]} by the flows, {self.held[period + 1]} counted"
            )

    def retention(self, window_periods: int) -> NDArray[np.float64]:
        """Return the retention over each run of consecutive periods, shape `(periods - window + 1,)`.

        The share that would be left of a cohort that met the leaks of these very periods, of all
        customers alike: a life table across cohorts. Not a number where nobody was at risk.
        """
        with np.errstate(invalid="ignore"):
            stay = 1.0 - self.leaks.sum(axis=1) / self.at_risk
        return sliding_window_view(stay, window_periods).prod(axis=1)

    def flows(self) -> dict[str, NDArray[np.int64]]:
        """Return arrivals by channel and leaks by cause, by name, each of shape `(periods,)`."""
        arrivals = {f"arrivals_{name}": self.arrivals[:, i] for i, name in enumerate(self.channels)}
        return arrivals | {f"leaks_{name}": self.leaks[:, i] for i, name in enumerate(self.causes)}

    def table(self) -> pa.Table:
        """Return a row a period: held at its start, arrivals by channel, leaks by cause, held at its end."""
        periods = {"period": np.arange(len(self.arrivals)), "held_at_start": self.held[:-1]}
        return pa.table({**periods, **self.flows(), "held_at_end": self.held[1:]})

"""The figures of a benchmark beside what they must be and what is aimed at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIMES = ("ns_per_customer_period", "seconds")
AIM_MET, MUST_MET, MISSED, NOT_MEASURED, NO_BAR = "aim met", "must met", "MISSED", "not measured", ""
AIM_MISSED = "aim missed"


@dataclass(frozen=True)
class Figure:
    """One figure; more is better where the aim is above the must, and less is better elsewhere."""

    figure: str
    measured: float | None
    must: float | None
    aim: float | None

    @property
    def more_is_better(self) -> bool:
        """Whether the bars are to be exceeded."""
        return self.must is not None and self.aim is not None and self.aim > self.must

    @property
    def met(self) -> str:
        """Say which of the bars the figure meets.

        >>> Figure("seconds", 1.3, must=1.5, aim=0.9).met, Figure("SimPy / hooper", 250, 300, 600).met
        ('must met', 'MISSED')
        """
        if self.must is None and self.aim is None:
            return NO_BAR
        if self.measured is None:
            return NOT_MEASURED
        if self.must is not None and not self._reaches(self.must, self.measured):
            return MISSED
        if self.aim is not None and self._reaches(self.aim, self.measured):
            return AIM_MET
        return MUST_MET if self.must is not None else AIM_MISSED

    def _reaches(self, bar: float, measured: float) -> bool:
        return measured >= bar if self.more_is_better else measured <= bar


def figures_of(
    measured: Mapping[str, Any], must: Mapping[str, float], aim: Mapping[str, float]
) -> list[Figure]:
    """Return the times and ratios of a record, and whatever else has a bar.

    A bar names an entry of the record or of its `ratios`; what was not measured has a figure of None.
    """
    ratios = measured.get("ratios", {})
    values = {**measured, **ratios}
    names = dict.fromkeys([*must, *aim, *(name for name in TIMES if name in measured), *ratios])
    return [Figure(name, values.get(name), must.get(name), aim.get(name)) for name in names]

"""The knowledge base: the more tickets have been solved, the less work the next one is.

`work = M + (1 - M) (n / n0)^-b` of what a ticket takes without it, where n tickets are known, n0 were known
in the beginning, M is the share of the work that no knowledge saves, and `b = -log2(1 - saved per doubling)`.
Source: De Jong (1957), The effects of increasing skill on cycle time and its consequences for time standards,
Ergonomics 1(1).
"""

import math


def work_share(solved: int, known_before: float, saved_per_doubling: float, least_share: float) -> float:
    """Return the work on a ticket after `solved` tickets, as a share of that on the first.

    >>> round(work_share(30, known_before=10.0, saved_per_doubling=0.2, least_share=0.5), 3)
    0.82
    """
    power = math.log2(1.0 - saved_per_doubling)
    return least_share + (1.0 - least_share) * (1.0 + solved / known_before) ** power

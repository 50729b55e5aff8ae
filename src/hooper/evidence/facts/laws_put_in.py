"""The laws of a period with others put in at a place."""

from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.law import Law


def laws_with(*put_in: Law, before: str) -> tuple[Law, ...]:
    """Return the laws of a period with some put in before the one of that name.

    >>> from hooper.mechanisms.memory import memory
    >>> [each.name for each in laws_with(memory, before="experience")][:3]
    ['recovery', 'memory', 'experience']
    """
    index = [each.name for each in PERIOD_LAWS].index(before)
    return (*PERIOD_LAWS[:index], *put_in, *PERIOD_LAWS[index:])

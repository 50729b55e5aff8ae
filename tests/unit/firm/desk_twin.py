"""A service desk once more, in plain Python: at each moment idle agents take whoever is first.

It looks at all cases at every moment, and so needs neither lines nor heaps, nor to know periods.
"""

from dataclasses import dataclass
from math import inf


@dataclass
class Case:
    """A case, and when its service started (never, if it gave up or waits for ever)."""

    id: int
    arrival: float
    service: float
    patience: float
    priority: int = 0
    accepts: bool = False
    start: float = inf

    def turn(self, now, escalation=inf):
        """Return the place of the case among those who wait, or None if it does not wait."""
        if self.start < inf or self.arrival > now:
            return None
        off_the_line = now - self.arrival > self.patience
        if off_the_line and not self.accepts:
            return None
        if not off_the_line and now - self.arrival > escalation:
            return -1, self.arrival, self.priority, self.id
        return int(off_the_line), self.priority, self.arrival, self.id

    @property
    def wait(self):
        return self.start - self.arrival if self.start < inf else self.patience

    @property
    def called_back(self):
        return self.start < inf and self.wait > self.patience


def live(cases, agents, escalation=inf):
    """Serve the cases; `agents` lists from which day on how many work, `escalation` is a wait in days."""
    now = -inf
    while True:
        times = [case.arrival for case in cases] + [day for day, _ in agents]
        times += [case.start + case.service for case in cases if case.start < inf]
        later = [time for time in times if time > now]
        if not later:
            return cases
        now = min(later)
        at_work = [count for day, count in agents if day <= now][-1:] or [0]
        while first := _first(cases, now, at_work[0], escalation):
            first.start = now


def _first(cases, now, at_work, escalation):
    busy = sum(case.start <= now < case.start + case.service for case in cases)
    waiting = [case for case in cases if case.turn(now, escalation)]
    return min(waiting, key=lambda case: case.turn(now, escalation)) if busy < at_work and waiting else None

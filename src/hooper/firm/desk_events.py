"""What happens at a desk in a period, one event after the other: who comes, who is served, who gives up.

Cases wait in lines, one for each priority; those who left a number wait in lines of their own, which
come after all others. Within a line it is first come, first served. At any one moment agents become
idle and shifts change, then cases arrive, then idle agents take whoever is first, then patience ends.
An end of patience changes nothing for others, so it is noticed when the case comes to the front. Nor does
escalation, which is looked for when somebody is to be taken: the oldest of a line stands at its front.
"""

from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hooper.firm.earliest_first import add, remove_earliest
from hooper.foundation.jit import compiled, kernel

ON_THE_LINE: Final = 0
LEFT_A_NUMBER: Final = 1
SERVED: Final = 2
CALLED_BACK: Final = LEFT_A_NUMBER + SERVED
GAVE_UP: Final = 4
_NOBODY: Final = -1

# Records, since each array that is handed to a helper costs some 10 ns a call (references are counted).
PRESENT: Final = np.dtype(
    [
        ("arrival_days", np.float64),
        ("service_days", np.float64),
        ("patience_days", np.float64),
        ("wait_days", np.float64),
        ("priority", np.int32),
        ("standing", np.int8),
        ("accepts_call_back", np.bool_),
    ],
    align=True,
)
_LINE: Final = np.dtype([("front", np.int64), ("end", np.int64)])
Records: TypeAlias = Any  # an array of records; what a field holds is told by the type of its records


@compiled
def live_through(
    period_days: tuple[float, float],
    order: NDArray[np.int64],
    cases: Records,
    shifts: tuple[NDArray[np.float64], NDArray[np.int64]],
    busy_until: NDArray[np.float64],
    busy: int,
    escalation_days: float,
) -> int:
    """Let the events of a period happen, from its first day to before its last; return how many are busy.

    `cases` are `PRESENT` records, of which `standing` and `wait_days` are written, and `order` is the
    order of their arrival. `shifts` says from which days on how many agents work; `busy_until` is the
    heap of the times at which those `busy` at the start become idle, with room for all who work. Who has
    been on the line for longer than `escalation_days` goes before all others, the oldest first.
    """
    moment, end = period_days
    shift_days, at_work = shifts
    lines, queue = _line_up(order, cases)
    arrived, shift = 0, 0
    while moment < end:
        while busy > 0 and busy_until[0] <= moment:
            busy = remove_earliest(busy_until, busy)
        while shift + 1 < shift_days.size and shift_days[shift + 1] <= moment:
            shift += 1
        while arrived < order.size and cases[order[arrived]]["arrival_days"] <= moment:
            lines[cases[order[arrived]]["priority"]]["end"] += 1
            arrived += 1
        while busy < at_work[shift]:
            case = _next_in_line(moment, escalation_days, cases, lines, queue)
            if case == _NOBODY:
                break
            cases[case]["wait_days"] = moment - cases[case]["arrival_days"]
            cases[case]["standing"] += SERVED
            busy = add(busy_until, busy, moment + cases[case]["service_days"])
        moment = cases[order[arrived]]["arrival_days"] if arrived < order.size else end
        if _somebody_waits(lines):
            next_idle = busy_until[0] if busy > 0 else end
            next_shift = shift_days[shift + 1] if shift + 1 < shift_days.size else end
            moment = min(moment, next_idle, next_shift)
    for case in order:
        if cases[case]["standing"] == ON_THE_LINE:
            _lose_patience(case, end, cases)
    return busy


@compiled
def _line_up(order: NDArray[np.int64], cases: Records) -> tuple[Records, NDArray[np.int64]]:
    """Return the lines, as yet empty, and the queue in which each has its place for all who may join it.

    Since a line is joined in the order of arrival, the queue already says who will stand where.
    """
    room = np.zeros(_priorities(order, cases), np.int64)
    for case in order:
        room[cases[case]["priority"]] += 1
    lines = np.zeros(2 * room.size, _LINE)
    place = 0
    for line in range(lines.size):
        lines[line]["front"] = place
        lines[line]["end"] = place
        place += room[line % room.size]
    queue = np.empty(place, np.int64)
    for case in order:
        _join(cases[case]["priority"], case, lines, queue)
    lines["end"][:] = lines["front"]
    return lines, queue


@kernel
def _join(line: int, case: int, lines: Records, queue: NDArray[np.int64]) -> None:
    queue[lines[line]["end"]] = case
    lines[line]["end"] += 1


@kernel
def _priorities(order: NDArray[np.int64], cases: Records) -> int:
    priorities = 0
    for case in order:
        priorities = max(priorities, cases[case]["priority"] + 1)
    return priorities


@kernel
def _somebody_waits(lines: Records) -> bool:
    for line in range(lines.size):  # noqa: SIM110  # kernels know no generators
        if lines[line]["front"] < lines[line]["end"]:
            return True
    return False


@kernel
def _next_in_line(
    now_days: float, escalation_days: float, cases: Records, lines: Records, queue: NDArray[np.int64]
) -> int:
    """Take the case whose turn it is out of its line."""
    line = _line_whose_turn_it_is(now_days, escalation_days, cases, lines, queue)
    if line == _NOBODY:
        return _NOBODY
    front: int = lines[line]["front"]
    lines[line]["front"] += 1
    return int(queue[front])


@kernel
def _line_whose_turn_it_is(
    now_days: float, escalation_days: float, cases: Records, lines: Records, queue: NDArray[np.int64]
) -> int:
    """Return the line with the oldest escalated case at its front, or else the first with anybody in it.

    The lines for call-backs are the second half, in the order of the others; in them nobody escalates.
    """
    first, oldest = _NOBODY, np.inf
    for line in range(lines.size):
        on_the_line = line < lines.size // 2
        if on_the_line:
            _let_the_impatient_go(line, now_days, cases, lines, queue)
        if lines[line]["front"] == lines[line]["end"]:
            continue
        if first == _NOBODY:
            first = line
        if escalation_days == np.inf:
            return first
        arrival: float = cases[queue[lines[line]["front"]]]["arrival_days"]
        if on_the_line and now_days - arrival > escalation_days and arrival < oldest:
            first, oldest = line, arrival
    return first


@kernel
def _let_the_impatient_go(
    line: int, now_days: float, cases: Records, lines: Records, queue: NDArray[np.int64]
) -> None:
    """Let those at the front of a line who have lost patience leave it, until somebody there has not."""
    while lines[line]["front"] < lines[line]["end"]:
        case = int(queue[lines[line]["front"]])
        _lose_patience(case, now_days, cases)
        if cases[case]["standing"] == ON_THE_LINE:
            return
        lines[line]["front"] += 1
        if cases[case]["standing"] == LEFT_A_NUMBER:
            _join(line + lines.size // 2, case, lines, queue)


@kernel
def _lose_patience(case: int, now_days: float, cases: Records) -> None:
    """Let a case leave a number, or give up, if it has waited too long on the line."""
    if now_days - cases[case]["arrival_days"] <= cases[case]["patience_days"]:
        return
    if cases[case]["accepts_call_back"]:
        cases[case]["standing"] = LEFT_A_NUMBER
    else:
        cases[case]["standing"] = GAVE_UP
        cases[case]["wait_days"] = cases[case]["patience_days"]

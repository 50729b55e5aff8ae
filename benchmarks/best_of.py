"""The least processor time of a few repeats: what the machine can do when others leave it alone."""

import time
from collections.abc import Callable


def best_of(repeats: int, task: Callable[[], object]) -> float:
    """Return the least processor time, in seconds, that `task` took."""
    times = []
    for _ in range(repeats):
        began = time.process_time()
        task()
        times.append(time.process_time() - began)
    return min(times)

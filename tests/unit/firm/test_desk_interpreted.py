"""Desks give the same bits compiled and lived by the plain Python interpreter."""

import hashlib
import os
import subprocess
import sys

import numpy as np

from hooper.firm.desk_shifts import Timetable
from hooper.firm.priority_desk import PriorityDesk
from hooper.firm.service_desk import ServiceDesk
from hooper.scenario.shifts import Shift
from tests.unit.firm.random_cases import random_cases, serve_by_periods

SCRIPT = "from tests.unit.firm.test_desk_interpreted import digest; print(digest())"


def digest():
    """Return a digest of all that becomes of many cases at both desks."""
    office = Timetable.of([Shift(from_hour=8.0, until_hour=20.0)])
    plain = random_cases(3_000, days=10.0, load_days=50.0, patience_days=0.3)
    mixed = random_cases(3_000, days=10.0, load_days=25.0, patience_days=0.3, urgent=0.3, accepting=0.5)
    settled = serve_by_periods(ServiceDesk(5), plain, period_days=1.0)
    settled += serve_by_periods(PriorityDesk(5, office), mixed, period_days=1.0, further_periods=5)
    hashed = hashlib.sha256()
    for each in settled:
        for column in (each.cases.customer_id, each.wait_days, each.abandoned, each.called_back):
            hashed.update(np.ascontiguousarray(column).tobytes())
    return hashed.hexdigest()


def test_desks_have_the_same_bits_compiled_and_interpreted():
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest()

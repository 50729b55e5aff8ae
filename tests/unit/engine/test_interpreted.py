"""A whole small world lived by the plain Python interpreter has the bits of the compiled one."""

import os
import subprocess
import sys

from tests.small_worlds import retail, run_with, subscription

SCRIPT = """
import warnings
warnings.simplefilter("ignore")  # unsigned words wrap on purpose
from tests.unit.engine.test_interpreted import digests
print(*digests(engine="agents"))
"""


def digests(**how):
    from hooper.strategies.loyalty_programme import LoyaltyProgramme

    shop = retail(40, acquisition={"newcomers_per_month_per_1000": 500.0}, buyer={"rate_mean_per_month": 4.0})
    worlds = (
        run_with(LoyaltyProgramme(), shop, 16, branch=4, grant=30.0, **how),
        run_with(LoyaltyProgramme(), subscription(30), 8, **how),
    )
    return [world.history.digest for world in worlds]


def test_interpreted_and_compiled_worlds_have_the_same_digest():
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == digests()

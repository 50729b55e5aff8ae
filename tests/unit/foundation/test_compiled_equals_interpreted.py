import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.foundation.kernel_digest import digest

MODULE = "tests.unit.foundation.kernel_digest"
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def interpreted_digest():
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", MODULE]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_every_kernel_gives_the_same_bits_compiled_and_interpreted(interpreted_digest):
    assert digest() == interpreted_digest

"""R2: machine code for older x86-64 processors gives the same bits as that for this one.

Numba keeps the features of the host when only a processor is named, so both are set, and the assembly is
looked at: no 512-bit registers (v3), no 256-bit ones (v2), and no fused multiply-add anywhere.
"""

import os
import re
import subprocess
import sys

import pytest

from tests.small_worlds import retail, run_with, subscription

V2 = "+cx8,+cx16,+sahf,+fxsr,+mmx,+sse,+sse2,+sse3,+ssse3,+sse4.1,+sse4.2,+popcnt"
V3 = f"{V2},+avx,+avx2,+bmi,+bmi2,+f16c,+fma,+lzcnt,+movbe,+xsave"
PROCESSORS = {"x86-64-v2": (V2, r"%[yz]mm"), "x86-64-v3": (V3, r"%zmm")}
SCRIPT = """
from tests.unit.engine.test_other_processors import assembly, digests
print(*digests())
print(assembly())
"""


def digests():
    """Return the digests of worlds in which much happens; none of their strategies fits a model."""
    from hooper.strategies.loyalty_programme import LoyaltyProgramme
    from hooper.strategies.mass_discount import MassDiscount

    shop, contract = retail(1000, acquisition={"newcomers_per_month_per_1000": 60.0}), subscription(500)
    worlds = (
        run_with(LoyaltyProgramme(), shop, 60, grant=500.0),
        run_with(MassDiscount(), contract, 24, grant=2000.0),
    )
    return [world.history.digest for world in worlds]


def assembly():
    from hooper.engine.orders import _draw
    from hooper.engine.step_module import step_module
    from hooper.engine.world import World

    step = step_module(World(retail(10)).law_set)
    return "\n".join(
        text for each in (step.run_blocks, step.enter_lanes, _draw) for text in each.inspect_asm().values()
    )


@pytest.mark.slow
@pytest.mark.parametrize("processor", PROCESSORS)
def test_code_for_another_processor_gives_the_same_bits(processor, tmp_path):
    features, registers_it_lacks = PROCESSORS[processor]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "NUMBA_CPU_NAME": processor,
        "NUMBA_CPU_FEATURES": features,
        "NUMBA_CACHE_DIR": str(tmp_path / "numba"),
        "HOOPER_CACHE_DIR": str(tmp_path / "hooper"),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    first, _, text = done.stdout.partition("\n")
    assert first.split() == digests()
    assert "mulps" in text
    assert not re.search(registers_it_lacks, text), "the code must be for the older processor"
    assert not re.search(r"\bvf(n?m)(add|sub)", text)

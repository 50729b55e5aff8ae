"""The peers, the slowest first as a rule; each is as large as suits it."""

from peers.c_floor import CFloor
from peers.own_engine import OwnEngine
from peers.python_peer import PythonPeer

SIMPY = PythonPeer("simpy_processes", "SimPy, a process a customer", ("simpy==4.1.2",), 10_000, 25)
MESA = PythonPeer("mesa_agents", "Mesa, an agent a customer", ("mesa==3.3.1", "numpy==2.4.6"), 10_000, 25)
STARSIM = PythonPeer(
    "starsim_module",
    "Starsim, a module",
    ("starsim==3.7.2", "numpy==2.4.6", "numba==0.68.1"),
    200_000,
    10,
)
MESA_FRAMES = PythonPeer(
    "mesa_frames_columns",
    "mesa-frames, columns of polars",
    ("mesa-frames==0.1.0a0", "polars==2.1.0", "numpy==1.26.4"),
    200_000,
    10,
)
NUMPY = PythonPeer("numpy_arrays", "NumPy, an array a field", ("numpy==2.4.6",), 20_000, 50)
HOOPER = OwnEngine("hooper", "hooper, compiled laws")
FLOOR_AVX2 = CFloor("floor_avx2", "C by hand, AVX2", ("avx2", "fma"), 1_000_000, 9)
FLOOR_AVX512 = CFloor("floor_avx512", "C by hand, AVX-512", ("avx512f",), 1_000_000, 9)

PEERS = (SIMPY, MESA, STARSIM, MESA_FRAMES, NUMPY, HOOPER, FLOOR_AVX2, FLOOR_AVX512)


def floor() -> CFloor:
    """Return the floor with the widest vectors that this processor has."""
    return FLOOR_AVX512 if FLOOR_AVX512.can_run else FLOOR_AVX2

import numpy as np
import pyarrow as pa

from hooper.evidence.oracles.littles_law import NEWCOMERS, ORACLE, PERIODS, weeks_spent
from hooper.evidence.oracles.stage_markov_chain import CHANCES, transitions, visits
from hooper.history.history import History
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.truth import SCHEMAS, STAGE_MOVES, Truth
from hooper.mechanisms.life_stages import EXPLORATION, FORMATION, GONE, STAGES


def test_weeks_are_counted_from_entry_to_move_to_exit_and_to_the_end_of_the_year():
    truth = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    # One enters in week 0, moves in week 3 and leaves in week 10; another enters in week 1 and stays.
    rows = {name: [0, 0] for name in SCHEMAS["traits"].names}
    truth["traits"] = pa.table(
        rows | {"customer_id": [4, 7], "entry_days": [0.0, 10.0]}, schema=SCHEMAS["traits"]
    )
    moves = ([4, 4], [3, 10], [EXPLORATION, FORMATION], [FORMATION, GONE])
    truth["stage_moves"] = pa.table(dict(zip(STAGE_MOVES.names, moves, strict=True)), schema=STAGE_MOVES)
    history = History(Observed(TRANSACTIONS.empty_table(), 364.0), Truth(**truth))
    assert weeks_spent(history).tolist() == [3 + 51, 7, 0, 0]


def test_what_is_held_comes_near_to_arrivals_times_visits():
    """The rest is on the way: who stays longer than the world has run."""
    held = np.array([ORACLE.bands[f"held in {stage}"].expected for stage in STAGES])
    moves = transitions(CHANCES)
    to_come = visits(moves)[0] - np.linalg.matrix_power(moves, PERIODS)[0] @ visits(moves)
    np.testing.assert_allclose(held, NEWCOMERS * to_come, rtol=1e-12)
    np.testing.assert_allclose(held, NEWCOMERS * visits(moves)[0], rtol=0.03)

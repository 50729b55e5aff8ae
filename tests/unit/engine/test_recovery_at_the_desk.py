"""What the desk makes good is forgiven or felt, as in a whole world in plain Python."""

from functools import cache

from hooper.engine.simulate import simulate
from tests.small_worlds import retail, tables
from tests.unit.engine.world_twin import WorldTwin

KEY, PERIODS = (11, 3), 30
MOVES = ("customer_id", "period", "stage_before", "stage")


def world(*switched_on):
    failure, desk = {"failure_per_order": 0.4, "complaint_share": 1.0}, {"agents_per_1000": 20.0}
    return retail(150, switched_on=switched_on, failure=failure, desk=desk)


@cache
def moves_of_the_twin(*switched_on):
    return sorted(WorldTwin(world(*switched_on), KEY, PERIODS).happened.rows["stage_moves"])


def moves_of_the_engine(*switched_on):
    table = tables(simulate(world(*switched_on), PERIODS, seed=KEY[0], replication=KEY[1]))["stage_moves"]
    return sorted(zip(*(table[column].to_pylist() for column in MOVES), strict=True))


def test_customers_who_do_not_forgive_twice_move_as_those_of_the_twin():
    assert moves_of_the_engine("recovery") == moves_of_the_twin("recovery")


def test_customers_who_forgive_everything_move_otherwise():
    assert moves_of_the_engine() == moves_of_the_twin()
    assert moves_of_the_twin() != moves_of_the_twin("recovery")

"""Whatever stops a run, it goes on from its last checkpoint and ends with the bits of one never stopped."""

import numpy as np
import pytest

from hooper.engine import checkpoint
from hooper.engine.checkpoint import FILE, Checkpoint, identity_of
from hooper.engine.plan import RunPlan
from hooper.engine.run import EngineName, run, run_to_disk
from hooper.engine.world import World
from hooper.foundation.errors import InputError
from hooper.history.digest import SCHEMA_VERSION
from hooper.history.history_folder import unfinished_name
from hooper.strategies.catalogue import STRATEGIES
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from tests.small_worlds import retail, subscription

WORLD = World(retail(600, acquisition={"newcomers_per_month_per_1000": 60.0}))
EVERY = 7


class StopError(Exception):
    """Stands for whatever stops a process."""


def plan_of(strategy, periods=45):
    return RunPlan((5, 1), periods, branch_period=13, grant_per_review=3000.0, strategy=strategy())


def stop_in(period):
    def stop(now):
        if now == period:
            raise StopError

    return stop


def stopped_and_resumed(world, plan, folder, at, engine: EngineName = "blocks", again: EngineName = "blocks"):
    with pytest.raises(StopError):
        run_to_disk(world, plan, folder, engine, checkpoint_periods=EVERY, each_period=stop_in(at))
    assert not folder.exists()
    lived = []
    resumed = run_to_disk(
        world, plan, folder, again, checkpoint_periods=EVERY, resume=True, each_period=lived.append
    )
    assert lived[0] == at - at % EVERY, "nothing that was safe is lived again"
    return resumed


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: strategy.name)
def test_a_resumed_run_has_the_history_books_and_budget_of_one_that_was_never_stopped(strategy, tmp_path):
    plan = plan_of(strategy)
    whole, resumed = run(WORLD, plan), stopped_and_resumed(WORLD, plan, tmp_path / "history", at=30)
    assert resumed.digest == whole.digest == resumed.history.digest
    assert resumed.rows == whole.rows
    assert resumed.books.ledger.profit.tobytes() == whole.books.ledger.profit.tobytes()
    assert resumed.books.means.tobytes() == whole.books.means.tobytes()
    assert resumed.books.held.tolist() == whole.books.held.tolist()
    assert vars(resumed.budget) == vars(whole.budget)
    for name, table in whole.history.tables().items():
        assert resumed.history.tables()[name].equals(table), name


@pytest.mark.parametrize("at", [7, 8, 13, 44])
def test_it_does_not_matter_when_it_is_stopped(at, tmp_path):
    plan = plan_of(MoreServiceCapacity)
    resumed = stopped_and_resumed(WORLD, plan, tmp_path / "history", at)
    assert resumed.digest == run(WORLD, plan).digest


@pytest.mark.parametrize(
    ("engine", "again"), [("agents", "agents"), ("agents", "blocks"), ("blocks", "agents")]
)
def test_either_engine_goes_on_where_either_stopped(engine, again, tmp_path):
    world, plan = World(subscription(200)), plan_of(MoreServiceCapacity, periods=20)
    resumed = stopped_and_resumed(world, plan, tmp_path / "history", 16, engine, again)
    assert resumed.digest == run(world, plan).digest
    assert resumed.books.means.tobytes() == run(world, plan).books.means.tobytes()


def test_nothing_is_left_beside_a_finished_history(tmp_path):
    stopped_and_resumed(WORLD, plan_of(MoreServiceCapacity), tmp_path / "history", at=30)
    assert [path.name for path in tmp_path.iterdir()] == ["history"]
    assert sorted(path.name for path in (tmp_path / "history").iterdir()) == [
        "history.json",
        "observed",
        "truth",
    ]


def test_without_a_checkpoint_a_stopped_run_leaves_nothing_and_resuming_begins_anew(tmp_path):
    plan, folder = plan_of(MoreServiceCapacity), tmp_path / "history"
    with pytest.raises(StopError):
        run_to_disk(WORLD, plan, folder, each_period=stop_in(9))
    assert list(tmp_path.iterdir()) == []
    assert run_to_disk(WORLD, plan, folder, resume=True).digest == run(WORLD, plan).digest


def test_a_checkpoint_of_something_else_is_refused(tmp_path):
    plan, folder = plan_of(MoreServiceCapacity), tmp_path / "history"
    with pytest.raises(StopError):
        run_to_disk(WORLD, plan, folder, checkpoint_periods=EVERY, each_period=stop_in(9))
    for world, other in (
        (World(retail(601)), plan),
        (WORLD, plan_of(MoreServiceCapacity, periods=46)),
        (WORLD, plan_of(STRATEGIES[0])),
    ):
        with pytest.raises(InputError, match="another world, plan, strategy or version"):
            run_to_disk(world, other, folder, resume=True)


def test_what_was_begun_with_tables_of_an_earlier_schema_is_something_else(monkeypatch):
    plan = plan_of(MoreServiceCapacity)
    now = identity_of(WORLD, plan)
    monkeypatch.setattr(checkpoint, "SCHEMA_VERSION", SCHEMA_VERSION - 1)
    assert identity_of(WORLD, plan) != now


@pytest.mark.parametrize("cut", [0, 10, 5000])
def test_a_damaged_checkpoint_is_told_and_never_taken_up(cut, tmp_path):
    plan, folder = plan_of(MoreServiceCapacity), tmp_path / "history"
    with pytest.raises(StopError):
        run_to_disk(WORLD, plan, folder, checkpoint_periods=EVERY, each_period=stop_in(9))
    path = unfinished_name(folder) / FILE
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InputError, match="the checkpoint cannot be read"):
        run_to_disk(WORLD, plan, folder, resume=True)


def test_a_checkpoint_holds_plain_arrays_only(tmp_path):
    identity = identity_of(WORLD, plan_of(MoreServiceCapacity))
    written = {"exits": np.array([2, 17, 5, 6, 7, 2**64 - 1], np.uint64)}
    Checkpoint(identity, 3, written, {"some.rows": np.arange(3)}).save(tmp_path)
    loaded = Checkpoint.load(tmp_path, identity)
    assert loaded is not None
    assert loaded.period == 3
    assert {name: state.tolist() for name, state in loaded.written.items()} == {
        "exits": [2, 17, 5, 6, 7, 2**64 - 1]
    }
    assert {name: array.tolist() for name, array in loaded.state.items()} == {"some.rows": [0, 1, 2]}
    with np.load(tmp_path / FILE, allow_pickle=False) as file:
        assert all(file[name].dtype.kind in "iufbU" for name in file.files)

"""A world that would not fit is refused before it starts, with its size and what would make it fit."""

import shutil
from types import SimpleNamespace

import pytest

from hooper.engine import world_size
from hooper.engine.machine_memory import available_memory_bytes
from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_to_disk
from hooper.engine.world import World
from hooper.engine.world_size import expected_customers, size_of
from hooper.foundation.errors import InputError
from hooper.history.tables import SCHEMAS
from tests.small_worlds import retail

GIB = 1 << 30
LARGE = World(retail(10_000_000))
PLAN = RunPlan((1, 0), 104)


@pytest.fixture
def memory(monkeypatch):
    def set_to(gib):
        monkeypatch.setattr(world_size, "available_memory_bytes", lambda: gib * GIB)

    return set_to


def test_what_does_not_fit_into_memory_is_refused_and_told_to_go_to_disk(memory):
    memory(6)
    with pytest.raises(InputError) as caught:
        run(LARGE, PLAN)
    [fault] = caught.value.faults
    assert fault.where == "memory"
    assert "6.0 GiB are free" in fault.problem
    assert fault.remedy == "write the history to disk: --out DIR"


def test_what_does_not_even_fit_as_state_takes_fewer_customers(memory, tmp_path):
    memory(1)
    with pytest.raises(InputError, match="fewer customers: --customers"):
        run_to_disk(LARGE, PLAN, tmp_path / "history")
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_fit_onto_the_disk_is_refused_and_names_the_place(memory, monkeypatch, tmp_path):
    memory(6)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=GIB))
    with pytest.raises(InputError, match=r"1\.0 GiB are free") as caught:
        run_to_disk(LARGE, PLAN, tmp_path / "deep" / "history")
    assert caught.value.faults[0].where == "disk"


def test_a_world_that_fits_is_not_lived_twice(memory):
    memory(1)
    assert run(World(retail(300)), RunPlan((1, 0), 10)).customers >= 300


def test_the_estimate_agrees_with_what_a_world_takes():
    world = World(retail(20_000))
    lived = run(world, PLAN)
    per_founder = {name: rows / 20_000 for name, rows in lived.rows.items()}
    size = size_of(world, PLAN, per_founder)
    in_memory = sum(table.nbytes for table in lived.history.tables().values())
    assert size.history_bytes == pytest.approx(in_memory, rel=0.05)
    assert expected_customers(world.scenario, PLAN.periods) >= lived.customers * 0.97
    accounts = lived.customer_accounts.of_customers
    held = lived.population.blocks.nbytes / lived.population.capacity + accounts.nbytes / accounts.shape[1]
    assert size.state_bytes / expected_customers(world.scenario, PLAN.periods) == pytest.approx(
        held + 83, rel=0.01
    )


def test_the_share_on_disk_holds(tmp_path):
    world = World(retail(20_000))
    lived = run_to_disk(world, PLAN, tmp_path / "history")
    on_disk = sum(path.stat().st_size for path in (tmp_path / "history").rglob("*.parquet") if path.is_file())
    size = size_of(world, PLAN, {name: rows / 20_000 for name, rows in lived.rows.items()})
    assert 0.5 * size.disk_bytes < on_disk < 1.3 * size.disk_bytes


def test_every_table_has_columns_of_known_width():
    assert all(field.type.bit_width for schema in SCHEMAS.values() for field in schema)


def test_memory_is_what_the_machine_or_the_container_leaves(tmp_path, monkeypatch):
    from hooper.engine import machine_memory

    assert 0.0 < available_memory_bytes() < 2.0**50
    (tmp_path / "memory.max").write_text("1000\n")
    (tmp_path / "memory.current").write_text("400\n")
    monkeypatch.setattr(machine_memory, "_GROUP", tmp_path)
    assert available_memory_bytes() == 600.0
    (tmp_path / "memory.max").write_text("max\n")
    monkeypatch.setattr(machine_memory, "_MEMINFO", tmp_path / "nowhere")
    assert available_memory_bytes() == float("inf")

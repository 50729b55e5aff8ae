"""What the benchmarks rely on: how a command is measured and limited, and that no point is left out."""

import sys

import cost_curve
import large_world
import pytest
from command import Finished, timed

SAYS = "import sys; print('begin', file=sys.stderr, flush=True); print(sum(range(10_000_000)))"
WANTS_A_GIBIBYTE = "held = bytearray(b'x' * 2**30)"


def test_a_command_is_measured_with_when_it_first_said_something():
    finished = timed([sys.executable, "-c", SAYS], {})
    assert (finished.exit_code, finished.record, finished.complaint) == (0, 49999995000000, "begin\n")
    assert 0.0 < finished.first_line_seconds < finished.seconds
    assert finished.processor_seconds > 0.0


def test_a_command_that_wants_too_much_memory_ends_itself():
    command = [sys.executable, "-c", WANTS_A_GIBIBYTE]
    assert timed(command, {}, gib=2.5).exit_code == 0
    refused = timed(command, {}, gib=0.5)
    assert refused.exit_code == 1
    with pytest.raises(RuntimeError, match="MemoryError"):
        _ = refused.record


@pytest.mark.parametrize(
    ("exit_code", "figures"),
    [
        (0, {"unfinished_runs": 0, "seconds": 90.0, "peak_rss_bytes": 7}),
        (3, {"unfinished_runs": 1, "seconds": None, "peak_rss_bytes": None, "reason": "out of memory"}),
    ],
)
def test_a_large_world_that_does_not_finish_is_recorded_so(monkeypatch, exit_code, figures):
    finished = Finished(exit_code, '{"peak_rss_bytes": 7}', "out of memory\n", 90.0, 100.0, 0.1)
    monkeypatch.setattr(large_world, "hooper", lambda *arguments, gib: finished)
    assert figures.items() <= large_world.run().items()


def test_a_point_beyond_the_cap_is_recorded_with_its_reason():
    found = cost_curve.point(10_000_000, 520, expected=cost_curve.CAP_SECONDS + 1.0)
    assert found["seconds"] is None
    assert "the cap is" in found["reason"]


def test_a_point_is_expected_to_cost_what_the_last_one_did():
    last = {"seconds": 2.0, "ns_per_customer_period": 20.0}
    beyond = {"seconds": None, "ns_per_customer_period": None}
    assert cost_curve.expected_seconds([last, beyond], 1_000_000, 100) == pytest.approx(2.0)
    assert cost_curve.expected_seconds([], 1_000_000, 100) == 0.0


def test_a_point_is_measured_in_a_process_of_its_own():
    found = cost_curve.point(100, 2, expected=0.0)
    assert found["ns_per_customer_period"] == pytest.approx(1e9 * found["seconds"] / 200)
    assert found["peak_rss_bytes"] > 1_000_000
    assert found["reason"] == ""

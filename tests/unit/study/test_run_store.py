"""The run store keeps exactly one whole result a key."""

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.study.run_store import RunStore

ABOUT = {"strategy": "mass_discount", "replication": "0"}
OUTCOME = {"equity": np.array(1.5), "active": np.arange(3), "digest": np.array("ab12")}


def test_what_is_committed_comes_back(tmp_path):
    store = RunStore(tmp_path, keep=True)
    store.commit("k1", OUTCOME, ABOUT)
    loaded = store.load("k1")
    assert store.has("k1")
    assert not store.has("k2")
    assert {name: value.tolist() for name, value in loaded.items()} == {
        name: value.tolist() for name, value in OUTCOME.items()
    }


def test_a_second_commit_changes_nothing(tmp_path):
    store = RunStore(tmp_path, keep=True)
    store.commit("k1", OUTCOME, ABOUT)
    store.commit("k1", {"equity": np.array(9.0)}, ABOUT)
    assert float(store.load("k1")["equity"]) == 1.5
    assert [path.name for path in tmp_path.iterdir()] == ["k1"]


def test_leftovers_of_interrupted_runs_are_swept_and_results_kept(tmp_path):
    RunStore(tmp_path, keep=True).commit("k1", OUTCOME, ABOUT)
    (tmp_path / "unfinished-xyz").mkdir()
    assert RunStore(tmp_path, keep=True).has("k1")
    assert not (tmp_path / "unfinished-xyz").exists()


def test_without_keep_an_earlier_study_is_removed(tmp_path):
    RunStore(tmp_path, keep=True).commit("k1", OUTCOME, ABOUT)
    assert not RunStore(tmp_path, keep=False).has("k1")


@pytest.mark.parametrize("damage", [b"", b"not a zip file", None])
def test_a_damaged_result_is_named_with_a_remedy(tmp_path, damage):
    store = RunStore(tmp_path, keep=True)
    store.commit("k1", OUTCOME, ABOUT)
    file = tmp_path / "k1" / "outcome.npz"
    file.write_bytes(file.read_bytes()[:100] if damage is None else damage)
    with pytest.raises(InputError, match="k1 is damaged"):
        store.load("k1")

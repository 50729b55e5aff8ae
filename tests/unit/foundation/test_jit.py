"""Machine code on disk must never outlive the source that it was made of."""

import os
import subprocess
import sys

import pytest

from hooper.foundation import jit

HELPER = "from hooper.foundation.jit import kernel\n@kernel\ndef helper(x):\n    return x * {factor}\n"
OUTER = (
    "from hooper.foundation.jit import compiled\nfrom helper_of_test import helper\n"
    "@compiled\ndef outer(x):\n    return helper(x) + 1.0\n"
    "print(outer(1.0), sum(outer.stats.cache_hits.values()))\n"
)


@pytest.fixture
def run_outer(tmp_path):
    def run(factor):
        (tmp_path / "helper_of_test.py").write_text(HELPER.format(factor=factor))
        (tmp_path / "outer_of_test.py").write_text(OUTER)
        paths = os.pathsep.join([str(tmp_path), *sys.path])
        environment = {
            **os.environ,
            "PYTHONPATH": paths,
            "PYTHONDONTWRITEBYTECODE": "1",
            "NUMBA_DISABLE_JIT": "0",
        }
        command = [sys.executable, "-c", "import outer_of_test"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split()

    return run


def test_an_edited_helper_in_another_file_is_compiled_anew_and_an_unchanged_one_is_not(run_outer):
    assert run_outer(2.0) == ["3.0", "0"]
    assert run_outer(2.0) == ["3.0", "1"]
    assert run_outer(5.0) == ["6.0", "0"]


def test_where_nothing_can_be_written_beside_the_package_machine_code_is_kept_in_the_cache_folder(
    monkeypatch, tmp_path
):
    from numba.core import caching

    only_where_told = [caching.CacheImpl._locator_classes[0]]
    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", only_where_told)
    monkeypatch.setenv("HOOPER_CACHE_DIR", str(tmp_path))
    doubled = jit.compiled(lambda x: x + x)
    assert doubled(2.0) == 4.0
    assert list((tmp_path / "numba").rglob("*.nbi"))


@pytest.mark.skipif(os.environ.get("NUMBA_DISABLE_JIT") == "1", reason="nothing is compiled")
def test_what_only_compiled_code_calls_says_so_and_is_called_by_it():
    twice = jit.inner_kernel(lambda x: x + x)
    outer = jit.block_loop(lambda x: twice(x) + 1.0)
    assert jit.kernel(lambda x: outer(x) * 2.0)(2.0) == 10.0
    for inner in (twice, outer):
        with pytest.raises(TypeError, match="by compiled code only"):
            inner(2.0)

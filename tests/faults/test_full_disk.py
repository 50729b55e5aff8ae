"""A full disk ends with exit code 3 and the name of what was being written; nothing half-written is left."""

import resource
import subprocess
from pathlib import Path

import pytest

from tests.command_line import COMMAND, hooper_process

SMALL = ("simulate", "retail", "--customers", 3000, "--periods", 20, "--quiet")
LIMIT_BYTES = 20_000  # less than the purchases of that world take


def no_large_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_BYTES, LIMIT_BYTES))


@pytest.fixture(scope="module", autouse=True)
def compiled():
    """The laws are compiled before the disk is full, so that it is the answer that cannot be written."""
    assert hooper_process(*SMALL, "--json").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        ((*SMALL, "--out", "history"), "history"),
        (("export", "example:cdnow", "--out", "cdnow.csv", "--quiet"), "cdnow.csv"),
        pytest.param(
            ("value", "example:cdnow", "--out", "value.csv", "--quiet"), "value.csv", marks=pytest.mark.slow
        ),
    ],
)
def test_a_file_that_does_not_fit(arguments, file):
    ended = hooper_process(*arguments, preexec_fn=no_large_files)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr.startswith(f"{file}: could not be written")
    assert "run the same command again" in ended.stderr
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("arguments", [("list", "laws"), ("list", "laws", "--json"), ("--help",)])
def test_an_answer_that_cannot_be_written(arguments):
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 3
    assert "no space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr

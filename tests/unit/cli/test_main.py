import json
import re
import subprocess
import sys

import pytest

import hooper as package
from tests.command_line import hooper

COMMANDS = [
    *"compare simulate fit segment value warn sensitivity list explain verify".split(),
    *"facts odd export explore new bench".split(),
]
HEAVY = {"numpy", "numba", "scipy", "matplotlib", "pandas", "xarray", "pyarrow", "simpy"}


def words(text):
    """Return the text of a help page or message without its frame and line breaks."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


def test_version_is_that_of_the_package():
    result = hooper("--version")
    assert (result.exit_code, result.stdout) == (0, f"hooper {package.__version__}\n")


def test_help_names_every_command_and_the_exit_codes():
    text = words(hooper("--help").stdout)
    assert all(f" {command} " in text for command in COMMANDS)
    assert "0 done, 1 the answer is no, 2 the input is wrong, 3 interrupted or incomplete" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_common_options(command):
    text = hooper(command, "--help").stdout
    assert all(option in text for option in ("--json", "--quiet", "--seed"))


def test_the_command_is_ready_without_importing_anything_heavy():
    command = "import sys, hooper.cli.main; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(loaded.stdout.split())


def test_a_mistyped_command_is_answered_with_the_nearest():
    result = hooper("simulat", "retail")
    assert result.exit_code == 2
    assert "Did you mean 'simulate'?" in words(result.stderr)


def test_a_mistyped_option_is_answered_with_the_nearest():
    result = hooper("simulate", "retail", "--custmers", 5)
    assert result.exit_code == 2
    assert "--customers" in words(result.stderr)


def test_without_a_command_the_help_is_shown():
    result = hooper()
    assert "Commands" in result.output


@pytest.mark.parametrize("arguments", ["list laws", "explain retail", "verify geometric_tenure"])
def test_json_is_all_that_stands_on_standard_output(arguments):
    result = hooper(*arguments.split(), "--json")
    assert isinstance(json.loads(result.stdout), dict)


def test_quiet_says_nothing_on_standard_error():
    assert hooper("verify", "geometric_tenure", "--quiet").stderr == ""
    assert hooper("verify", "geometric_tenure").stderr != ""

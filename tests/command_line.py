"""The `hooper` command for tests: in this process, or in one of its own as a user runs it."""

import json
import subprocess
import sys

from typer.testing import CliRunner

from hooper.cli.main import app

COMMAND = [sys.executable, "-c", "from hooper.cli.main import main; main()"]


def hooper(*arguments):
    """Run the command in this process; what is no exit code is raised."""
    runner = CliRunner(env={"COLUMNS": None})  # no terminal, so tables take the room they need
    return runner.invoke(app, [str(each) for each in arguments], catch_exceptions=False, prog_name="hooper")


def answer(*arguments):
    """Return the JSON object that the command answers with, which must be all of standard output."""
    result = hooper(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def hooper_process(*arguments, **how):
    """Run the command in a process of its own."""
    command = [*COMMAND, *(str(each) for each in arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **how)

import errno
from pathlib import Path

import pytest

from hooper.cli.exits import ending, writing
from hooper.foundation.errors import Fault, IncompleteError, InputError

FULL = OSError(errno.ENOSPC, "No space left on device", "table.parquet")


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (InputError([Fault("a.csv:3", "is no date", "write 2020-01-31")]), 2, "a.csv:3: is no date"),
        (IncompleteError("3 of 9 runs are there; go on with --resume"), 3, "go on with --resume"),
        (KeyboardInterrupt(), 3, "run the same command again"),
        (MemoryError("Unable to allocate 3 TiB"), 3, "fewer customers"),
        (FULL, 3, "table.parquet: no space left on device"),
    ],
)
def test_what_is_raised_becomes_a_message_and_an_exit_code(raised, code, told, capsys):
    with pytest.raises(SystemExit) as end, ending():
        raise raised
    assert end.value.code == code
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""


def test_a_fault_of_the_program_shows_itself():
    with pytest.raises(ZeroDivisionError), ending():
        raise ZeroDivisionError


def test_all_faults_of_the_input_are_told_at_once(capsys):
    faults = [Fault("here", "one", "mend it"), Fault("there", "two", "mend that")]
    with pytest.raises(SystemExit), ending():
        raise InputError(faults)
    assert capsys.readouterr().err == f"{faults[0]}\n{faults[1]}\n"


def test_a_full_disk_names_what_was_written_and_what_to_do():
    with pytest.raises(IncompleteError, match=r"(?s)out/h.*no space left.*--out"), writing(Path("out/h")):
        raise FULL


@pytest.mark.parametrize("error", [PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError])
def test_a_place_that_takes_no_file_is_wrong_input(error):
    with pytest.raises(InputError, match="choose another place"), writing(Path("/out")):
        raise error(errno.EACCES, "not here")

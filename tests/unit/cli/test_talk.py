import io
import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress

import pytest

from hooper.cli.talk import Talk, plain
from hooper.report.numbers import count
from hooper.report.table import Column, Table
from tests.command_line import COMMAND

NOTE = "a long note that has to be folded somewhere"
TABLE = Table(
    "[segments]",
    (Column("label", "segment"), Column("customers", "customers", count), Column("note", "note")),
    (("at risk [bold]", 12345, NOTE),),
)


@pytest.fixture
def printed(monkeypatch, capsys):
    """Return what a talk prints on standard output, at a width if one is given."""

    def run(*shown, width=None, record=None, as_json=False):
        monkeypatch.delenv("COLUMNS", raising=False)
        if width:
            monkeypatch.setenv("COLUMNS", str(width))
        Talk(as_json, quiet=False).answer(record or {}, *shown)
        return capsys.readouterr().out

    return run


def test_json_has_null_where_a_number_is_not_finite(printed):
    record = {"low": float("nan"), "high": float("inf"), "total": 1.5, "name": "Müller"}
    assert json.loads(printed(record=record, as_json=True)) == {
        "low": None,
        "high": None,
        "total": 1.5,
        "name": "Müller",
    }


def test_numpy_scalars_become_numbers():
    import numpy as np

    assert plain({"n": np.int64(3), "x": np.float32("nan"), "b": np.bool_(True)}) == {
        "n": 3,
        "x": None,
        "b": True,
    }


def test_a_table_keeps_brackets_as_they_are(printed):
    text = printed(TABLE)
    assert "[segments]" in text
    assert "at risk [bold]" in text


def test_a_table_fits_a_narrow_terminal_and_loses_nothing(printed):
    text = printed(TABLE, width=40)
    assert max(len(line) for line in text.splitlines()) <= 40
    assert "12,345" in text
    assert set(NOTE.split()) <= set(text.split())


def test_a_table_too_wide_to_fold_is_told_cell_by_cell(printed):
    text = printed(TABLE, width=24)
    assert max(len(line) for line in text.splitlines()) <= 24
    assert {"segment: at risk [bold]", "customers: 12,345"} <= set(text.splitlines())
    assert set(NOTE.split()) <= set(text.split())


def test_a_file_gets_neither_colours_nor_trailing_blanks(printed):
    text = printed(TABLE, "a line")
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_a_line_of_text_is_never_broken(printed):
    line = "word " * 60
    assert printed(line, width=40) == line.rstrip() + "\n"


def test_a_terminal_without_unicode_gets_letters_it_knows(monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", out)
    Talk(as_json=False, quiet=False).answer({}, TABLE, "Müller")
    assert b"M?ller" in out.buffer.getvalue()


def test_notes_go_to_standard_error_unless_quiet(capsys):
    Talk(as_json=True, quiet=False).note("halfway")
    Talk(as_json=True, quiet=True).note("never said")
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "halfway\n")


def on_a_terminal(words, environment):
    terminal, its_end = pty.openpty()
    with subprocess.Popen([*COMMAND, *words.split()], stdout=its_end, stderr=its_end, env=environment):
        os.close(its_end)
        shown = b""
        with suppress(OSError):  # the other end of a terminal closes with an error
            while piece := os.read(terminal, 65536):
                shown += piece
    os.close(terminal)
    return shown


def test_text_is_filled_to_a_terminal():
    shown = on_a_terminal("explain retail", {**os.environ, "COLUMNS": "60", "TERM": "dumb"}).decode()
    assert max(map(len, shown.splitlines())) <= 60


@pytest.mark.parametrize("off", [{"NO_COLOR": "1", "TERM": "xterm-256color"}, {"TERM": "dumb"}])
def test_colours_can_be_turned_off_on_a_terminal(off):
    environment = {
        name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")
    } | off
    shown = on_a_terminal("--help", environment)
    assert b"simulate" in shown
    assert not re.search(rb"\x1b\[[0-9;]*3[0-7]m", shown)

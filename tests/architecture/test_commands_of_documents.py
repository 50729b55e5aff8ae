"""Every command of hooper that a document tells a reader to type is one that the command line takes."""

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from hooper.cli.main import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("README.md", "CONTRIBUTING.md", "docs/*.md", "experiments/**/README.md")
    for path in ROOT.glob(pattern)
)
LINE = re.compile(r"^(?: {3,})?(hooper [a-z].+)$", re.MULTILINE)
COMMANDS = sorted(
    {
        (path.relative_to(ROOT).as_posix(), line.partition(" #")[0].partition(" > ")[0].strip())
        for path in DOCUMENTS
        for line in LINE.findall(path.read_text(encoding="utf-8"))
    }
)
group = typer.main.get_command(app)


def parse(words):
    context, command = group.make_context("hooper", [], resilient_parsing=True), group
    while isinstance(command, TyperGroup):
        asked = words[0]
        name, command, words = command.resolve_command(context, words)
        assert command is not None, f"there is no command {asked}"
        context = type(context)(command, info_name=name, parent=context)
    command.parse_args(context, list(words))


@pytest.mark.parametrize(("document", "line"), COMMANDS, ids=lambda text: text[:60])
def test_a_command_of_a_document_is_understood(document, line):
    parse(shlex.split(line)[1:])


def test_a_command_that_is_not_known_is_found_out():
    with pytest.raises(Exception, match="no-such-option"):
        parse(["simulate", "retail", "--no-such-option"])
    with pytest.raises(Exception, match="no command simulat"):
        parse(["simulat", "retail"])

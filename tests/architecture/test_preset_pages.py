"""What docs/presets.md says of each preset is what its command gives."""

import json
import re
from pathlib import Path

import pytest

from hooper.scenario import presets
from tests.command_line import hooper

DOCUMENT = Path(__file__).parents[2] / "docs" / "presets.md"
SECTIONS = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL))


def test_every_preset_has_a_section_and_no_other_world():
    assert set(SECTIONS) == set(presets.names())


@pytest.mark.parametrize("name", presets.names())
def test_a_section_says_what_it_is_what_it_shows_and_what_it_is_not(name):
    headings = re.findall(r"^\*\*(.+?)\*\*", SECTIONS[name], re.MULTILINE)
    assert headings == ["What it is.", "What it shows.", "What it is not."]


@pytest.mark.slow
@pytest.mark.parametrize("name", presets.names())
def test_its_figures_are_those_of_the_history_that_its_command_gives(name):
    [command] = re.findall(r"^    hooper (.+)$", SECTIONS[name], re.MULTILINE)
    [digest] = re.findall(r"^\| digest .*?([0-9a-f]{12}) \|$", SECTIONS[name], re.MULTILINE)
    told = json.loads(hooper(*command.split(), "--json").stdout)
    assert told["digest"].startswith(digest), "run the command, and write its figures down anew"

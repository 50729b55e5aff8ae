"""What a release says about itself is the same everywhere."""

import re
from pathlib import Path

import hooper

ROOT = Path(__file__).parents[2]


def test_the_citation_file_names_this_version():
    citation = (ROOT / "CITATION.cff").read_text()
    assert re.findall(r"^version: (.*)$", citation, flags=re.MULTILINE) == [hooper.__version__]


def test_the_newest_section_of_the_change_log_is_this_version():
    sections = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)
    assert sections[0] == hooper.__version__


def test_every_change_says_what_kind_it_is():
    changes = re.findall(r"^- (.*)$", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)
    assert changes
    assert all(re.match(r"(NEW|FIX|CHANGE) ", change) for change in changes)

"""What docs/win_back.md says of settings is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.mechanisms.second_lifetime import SecondLifetimeSettings
from hooper.mechanisms.win_back import WinBackSettings
from hooper.scenario.firm_settings import LeverSettings
from tests.architecture.settings_listed import listed, settings_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "win_back.md").read_text()
SECTIONS = {"## Who accepts": WinBackSettings, "## The second lifetime": SecondLifetimeSettings}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_listed_with_its_default(heading):
    assert listed(DOCUMENT, heading) == settings_of(SECTIONS[heading])


def test_every_price_is_listed_with_its_default():
    prices = [each for each in settings_of(LeverSettings) if each[0].startswith("win_back")]
    assert listed(DOCUMENT, "## What it costs") == prices


def test_its_python_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "asked.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "asked.py"))
    assert told["taken"].num_rows > 100
    assert re.fullmatch(r"\d+ offers taken up, for \d+\n", capsys.readouterr().out)

"""What docs/acquisition.md says of settings is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.scenario.channel_settings import ChannelSettings
from hooper.scenario.diffusion_settings import DiffusionSettings
from hooper.scenario.partner_settings import PartnerSettings
from tests.architecture.settings_listed import listed, settings_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "acquisition.md").read_text()
SECTIONS = {
    "## How many come": ChannelSettings,
    "## A partner": PartnerSettings,
    "## Diffusion": DiffusionSettings,
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_listed_with_its_default(heading):
    assert listed(DOCUMENT, heading) == settings_of(SECTIONS[heading])


def test_its_python_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "asked.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "asked.py"))
    assert told["came"] > 100
    assert re.fullmatch(r"\d+ came through the press, for 2\d{3}\n", capsys.readouterr().out)

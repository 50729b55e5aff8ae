"""What docs/needs.md says of settings is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.mechanisms.assortment import AssortmentSettings, NeedWeights, ProductSettings
from tests.architecture.settings_listed import listed, settings_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "needs.md").read_text()
SECTIONS = {"### Products": ProductSettings, "### Weights": NeedWeights}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_listed_with_its_default(heading):
    assert listed(DOCUMENT, heading) == settings_of(SECTIONS[heading])


def test_the_settings_of_the_assortment_are_listed_with_their_defaults():
    [weights] = [
        index for index, (name, _) in enumerate(listed(DOCUMENT, "## Settings")) if name == "weights"
    ]
    told, there = listed(DOCUMENT, "## Settings"), settings_of(AssortmentSettings)
    assert told[:weights] == there[:weights]
    assert told[weights + 1 :] == there[weights + 1 :]


def test_its_python_runs(tmp_path, capsys):
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL))
    (tmp_path / "asked.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "asked.py"))
    assert capsys.readouterr().out.count("'product'") == 4
    assert told["by_channel"].num_rows == 2 * 4

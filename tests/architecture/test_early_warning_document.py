"""What docs/early_warning.md says of warnings and settings is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.targeting import catalogue
from hooper.targeting.payment_record import PaymentTerms
from hooper.targeting.warning_settings import WarningSettings
from tests.architecture.settings_listed import listed, settings_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "early_warning.md").read_text()
SECTIONS = {"## What is warned of": WarningSettings, "## The risk that nothing is paid": PaymentTerms}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_listed_with_its_default(heading):
    assert listed(DOCUMENT, heading) == settings_of(SECTIONS[heading])


def test_every_warning_is_listed_in_the_order_of_the_catalogue():
    assert tuple(name for name, _ in listed(DOCUMENT, "## The warnings")) == catalogue.names()


def test_its_python_runs_and_the_risks_of_default_are_near_what_is_lost_and_truly_ordered(tmp_path, capsys):
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL))
    (tmp_path / "asked.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "asked.py"))
    assert capsys.readouterr().out.count("ok") == 2
    assert told["risk"].mean() == pytest.approx(told["later"].is_lost.mean(), rel=0.15)

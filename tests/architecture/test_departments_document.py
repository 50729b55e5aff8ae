"""What docs/departments.md says of settings is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.scenario.business_intelligence_settings import BusinessIntelligenceSettings
from hooper.scenario.campaign_settings import CampaignSettings, CampaignsSettings
from hooper.scenario.credit_settings import CreditDepartmentSettings
from hooper.scenario.fulfilment_settings import FulfilmentSettings
from hooper.scenario.self_service_settings import SelfServiceSettings
from hooper.scenario.skills import Skill
from hooper.scenario.staff_settings import StaffSettings
from hooper.scenario.survey_settings import SurveySettings
from hooper.scenario.ticket_settings import TicketSettings

DOCUMENT = (Path(__file__).parents[2] / "docs" / "departments.md").read_text()
SECTIONS = {
    "## Self-service": SelfServiceSettings,
    "### Skills": Skill,
    "## Tickets": TicketSettings,
    "## Staff": StaffSettings,
    "## Business intelligence": BusinessIntelligenceSettings,
    "## Surveys": SurveySettings,
    "## Campaigns": CampaignsSettings,
    "### Each campaign": CampaignSettings,
    "## Credit": CreditDepartmentSettings,
    "## Fulfilment": FulfilmentSettings,
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_listed_with_its_default(heading):
    text = re.split(r"\n##+ ", DOCUMENT.partition(f"\n{heading}\n")[2])[0]
    listed = re.findall(r"^\| `(\w+)` \| ([^|]*)\|", text, re.MULTILINE)
    fields = SECTIONS[heading].model_fields.items()
    assert [(name, default.strip()) for name, default in listed] == [
        (name, "" if field.is_required() else str(field.default)) for name, field in fields
    ]


def test_its_python_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "asked.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "asked.py"))
    assert told["tickets"].num_rows > 0
    assert re.fullmatch(r"\d+ tickets, \d+% in time, for \d+\n", capsys.readouterr().out)

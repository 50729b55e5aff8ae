"""What docs/departments.md says of settings is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.scenario.business_intelligence_settings import BusinessIntelligenceSettings
from hooper.scenario.campaign_settings import CampaignSettings, CampaignsSettings
from hooper.scenario.care_settings import CareSettings
from hooper.scenario.credit_settings import CreditDepartmentSettings
from hooper.scenario.fulfilment_settings import FulfilmentSettings
from hooper.scenario.self_service_settings import SelfServiceSettings
from hooper.scenario.skills import Skill
from hooper.scenario.staff_settings import StaffSettings
from hooper.scenario.survey_settings import SurveySettings
from hooper.scenario.ticket_settings import TicketSettings
from hooper.scenario.ties_settings import TiesSettings
from tests.architecture.settings_listed import listed, settings_of

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
    "## Customer care": CareSettings,
    "## Structural ties": TiesSettings,
    "## Credit": CreditDepartmentSettings,
    "## Fulfilment": FulfilmentSettings,
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_listed_with_its_default(heading):
    assert listed(DOCUMENT, heading) == settings_of(SECTIONS[heading])


def test_its_python_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "asked.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "asked.py"))
    assert told["tickets"].num_rows > 0
    assert re.fullmatch(r"\d+ tickets, \d+% in time, for \d+\n", capsys.readouterr().out)

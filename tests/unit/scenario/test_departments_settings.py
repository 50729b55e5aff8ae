"""Settings of departments: what no department can have is refused, by its name."""

import pytest

from hooper.foundation.errors import InputError
from hooper.scenario import presets
from hooper.scenario.self_service_settings import SelfServiceSettings
from hooper.scenario.ticket_settings import TicketSettings

TERMS = "payment_delay_days=95.0, default_probability=0.2"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("tickets.specialists_per_1000=-1.0", "-1.0 is not above 0"),
        ("tickets.resolution_share=1.2", "1.2 is above 1"),
        ("tickets.urgent_share=1.5", "1.5 is above 1"),
        ("tickets.escalation_days=-1.0", "-1.0 is below 0"),
        ("tickets.work_saved_per_doubling=1.0", "1.0 is not below 1"),
        ("self_service.share=1.5", "1.5 is above 1"),
        ("self_service.cost_per_use=-0.1", "-0.1 is below 0"),
        ("desk.agents_per_1000=-0.1", "-0.1 is below 0"),
        ("tickets.agents=1", "there is no such key"),
        ("credit.grade_shares=[0.5, 0.2, 0.2, 0.0, 0.0]", "add up to 0.9 and not to 1"),
        ("business_intelligence.delay_days=-1.0", "-1.0 is below 0"),
        ("business_intelligence.missing_share=1.1", "1.1 is above 1"),
        ("business_intelligence.amount_noise_log_sd=-0.1", "-0.1 is below 0"),
        ("credit.grade_shares=[1.0]", "has 1 elements"),
        ("credit.terms_days=-1.0", "-1.0 is below 0"),
        ("credit.neglect_per_refusal=1.5", "1.5 is above 1"),
        ("credit.cost_of_capital_per_year=-0.1", "-0.1 is below 0"),
        ("credit.collection_cost_per_overdue=-2.0", "-2.0 is below 0"),
        ("credit.loss_given_default=1.2", "1.2 is above 1"),
        (f"credit.none={{{TERMS}, exposure_limit=-1.0}}", "-1.0 is below 0"),
        (f"credit.best={{{TERMS}, exposure_limit=9e4}}", "of grade best is worse than of grade better"),
    ],
)
def test_what_no_department_can_have_is_refused(given, problem):
    with pytest.raises(InputError) as error:
        presets.load("retail", [given])
    [fault] = error.value.faults
    assert fault.where.startswith(f"--set {given}")
    assert problem in fault.problem
    assert fault.remedy


def test_a_department_that_is_not_named_is_not_there_and_one_that_is_has_its_defaults():
    assert presets.load("retail", []).tickets is None
    world = presets.load("retail", ["tickets.target_days=1.0", "self_service.share=0.3"])
    assert world.tickets == TicketSettings(target_days=1.0)
    assert world.self_service == SelfServiceSettings(share=0.3)


LETTERS = 'campaigns.planned=[{name="letters"%s}]'


@pytest.mark.parametrize(
    ("given", "problem", "remedy"),
    [
        (
            LETTERS % ", share=0.0",
            "'letters' is for nobody: share is 0",
            "give a share above 0, or take it out",
        ),
        (LETTERS % ", stages=[]", "'letters' is for nobody: it has no stages", "name some of exploration"),
        (LETTERS % ', stages=["loyal"]', '"loyal" is not known', "'formation'"),
        (LETTERS % ", times=0", "0 is below 1", "at least 1"),
        (LETTERS % ", cost_per_contact=-0.5", "-0.5 is below 0", "at least 0"),
        (LETTERS % ", every_months=0.0", "0.0 is not above 0", "above 0"),
        ('campaigns.planned=[{name=""}]', "too short", "at least 1"),
        ('campaigns.planned=[{name="a"}, {name="a"}]', "the name 'a'", "a name of its own"),
        ("campaigns.budget_per_month=-1.0", "-1.0 is below 0", "at least 0"),
        ("campaigns.most_contacts_per_month=0", "0 is below 1", "at least 1"),
        ("campaigns.half_life_of_contact_months=0.0", "0.0 is not above 0", "above 0"),
        ("campaigns.opt_out_per_contact=1.5", "1.5 is above 1", "at most 1"),
    ],
)
def test_campaigns_that_cannot_be_are_refused_with_what_to_do(given, problem, remedy):
    with pytest.raises(InputError) as error:
        presets.load("retail", [given])
    [fault] = error.value.faults
    assert problem in fault.problem
    assert remedy in fault.remedy


@pytest.mark.parametrize(("founders", "specialists"), [(20_000, 5), (1_000, 1), (100, 1)])
def test_specialists_grow_with_the_world_and_there_is_always_one(founders, specialists):
    assert TicketSettings().specialists(founders) == specialists

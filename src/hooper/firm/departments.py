"""Which departments a firm has: those that its scenario names."""

from collections.abc import Iterable

from hooper.firm.business_intelligence import BusinessIntelligence
from hooper.firm.campaigns import Campaigns
from hooper.firm.contact_management import ContactManagement
from hooper.firm.contact_policy import ContactPolicy
from hooper.firm.credit import Credit
from hooper.firm.customer_care import CustomerCare
from hooper.firm.department import Department
from hooper.firm.fulfilment import Fulfilment
from hooper.firm.sales_force import SalesForce
from hooper.firm.structural_ties import StructuralTies
from hooper.firm.surveys import Surveys
from hooper.scenario.scenario import Scenario


def departments_of(scenario: Scenario) -> tuple[Department, ...]:
    """Return the departments of a world, in the order in which they work in a period.

    >>> departments_of(Scenario())
    ()
    """
    founders = scenario.founders.customers
    opened: list[Department] = []
    if scenario.fulfilment:
        opened.append(Fulfilment(scenario.fulfilment, founders))
    if scenario.sales_force:
        opened.append(SalesForce(scenario.sales_force, founders))
    if scenario.contact_management:
        opened.append(ContactManagement.of(scenario, scenario.contact_management))
    if scenario.credit:
        opened.append(Credit(scenario.credit))
    if scenario.surveys:
        opened.append(Surveys.of(scenario, scenario.surveys))
    if scenario.campaigns:
        opened.append(Campaigns.of(scenario, scenario.campaigns))
    if scenario.care:
        opened.append(CustomerCare.of(scenario, scenario.care, policy_for_everybody(opened)))
    if scenario.ties:
        opened.append(StructuralTies(scenario.ties))
    if scenario.business_intelligence:
        opened.append(BusinessIntelligence(scenario.business_intelligence))
    return tuple(opened)


def policy_for_everybody(departments: Iterable[Department]) -> ContactPolicy | None:
    """Return the contact policy that binds strategies and care as well as campaigns, if there is one."""
    for department in departments:
        if isinstance(department, Campaigns) and department.settings.rules_are_for == "everybody":
            return department.policy
    return None

"""The page of the ODD protocol: prose from a template, everything else from the code that it is about.

Source: Grimm et al. (2020), The ODD protocol for describing agent-based and other simulation models: a
second update, Journal of Artificial Societies and Social Simulation 23(2).
"""

from importlib.resources import files
from string import Template

from hooper.cli import odd_tables
from hooper.cli.odd_submodels import settings_section, submodels
from hooper.mechanisms.customer_period import SIGNALS
from hooper.scenario.firm_settings import (
    AcquisitionSettings,
    DeskSettings,
    EconomicsSettings,
    FounderSettings,
    LeverSettings,
)

_FIRM = (FounderSettings, AcquisitionSettings, DeskSettings, EconomicsSettings, LeverSettings)


def odd_page() -> str:
    """Return the whole page in Markdown, ending with a newline."""
    template = (files("hooper.cli") / "templates" / "odd.txt").read_text(encoding="utf-8")
    return Template(template).substitute(
        patterns=odd_tables.patterns(),
        state=odd_tables.state(),
        signals=", ".join(f"`{signal}`" for signal in SIGNALS),
        phases=odd_tables.phases(),
        entry=odd_tables.laws_of_entry(),
        period=odd_tables.laws_of_a_period(),
        outside=odd_tables.laws_outside(),
        draws=odd_tables.draws(),
        submodels=submodels(),
        firm="\n\n".join(settings_section(settings) for settings in _FIRM),
    )

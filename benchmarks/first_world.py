"""The world of `retail_first.toml`, at the size that a benchmark wants."""

from pathlib import Path

from hooper.scenario import presets
from hooper.scenario.scenario import Scenario

PATH = Path(__file__).with_name("retail_first.toml")


def first_world(customers: int) -> Scenario:
    """Return the world with so many founding customers."""
    return presets.load(str(PATH), [f"founders.customers={customers}"])

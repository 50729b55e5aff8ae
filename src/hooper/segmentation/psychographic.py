"""Customers by what they value: lifestyle, attitude, personality, values.

The traits are columns of the profiles, named in the settings; up to three are crossed, and classes are made
as in `trait_classes`. Who has no profile, or one with a gap, is `unknown`.
Source: Kotler and Keller (2016), Marketing management, 15th ed.
"""

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments
from hooper.segmentation.trait_classes import ClassSettings, TraitNames, assign_by_traits

NAME = "psychographic"


class PsychographicSettings(ClassSettings):
    """By which traits customers are divided, and how numbers are cut."""

    traits: TraitNames = ("attitude",)


def assign(records: CustomerRecords, settings: PsychographicSettings) -> Segments:
    """Assign every customer to the crossed classes; raises InputError without such profiles."""
    return assign_by_traits(NAME, settings.traits, records.traits(), records, settings)

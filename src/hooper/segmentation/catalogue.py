"""The segmentation schemes that come with the package. A new one is one file and one entry here."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.segmentation import (
    behavioural,
    category_count,
    demographic,
    firmographic,
    geographic,
    k_means,
    main_product,
    psychographic,
    rfm,
    rfm_eleven,
    stages_lifecycle_management,
    stages_new_business,
    stages_prospect_to_loyal,
    stages_telecom,
)
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmSettings
from hooper.segmentation.segments import Segments
from hooper.segmentation.stages_by_silence import StageSettings


@dataclass(frozen=True)
class Scheme:
    """A segmentation scheme: `assign(records, settings)` with its own class of settings."""

    name: str
    needs: str
    source: str
    settings: type[Settings]
    assign: Callable[[CustomerRecords, Any], Segments]


SCHEMES: Final = (
    Scheme(
        name=rfm.NAME,
        needs="customer_id, date, amount",
        source="scores: Hughes (2011), Strategic Database Marketing, 4th ed.; segments: the textbook four",
        settings=RfmSettings,
        assign=rfm.assign,
    ),
    Scheme(
        name=rfm_eleven.NAME,
        needs="customer_id, date, amount",
        source="scores: Hughes (2011), Strategic Database Marketing, 4th ed.; names: industry practice",
        settings=RfmSettings,
        assign=rfm_eleven.assign,
    ),
    Scheme(
        name=stages_lifecycle_management.NAME,
        needs="customer_id, date, amount",
        source="words: industry practice; stages: Dwyer, Schurr and Oh (1987)",
        settings=StageSettings,
        assign=stages_lifecycle_management.assign,
    ),
    Scheme(
        name=stages_prospect_to_loyal.NAME,
        needs="customer_id, date, amount",
        source="words: industry practice; stages: Dwyer, Schurr and Oh (1987)",
        settings=StageSettings,
        assign=stages_prospect_to_loyal.assign,
    ),
    Scheme(
        name=stages_telecom.NAME,
        needs="customer_id, date, amount",
        source="words: telecom practice; stages: Dwyer, Schurr and Oh (1987)",
        settings=StageSettings,
        assign=stages_telecom.assign,
    ),
    Scheme(
        name=stages_new_business.NAME,
        needs="customer_id, date, amount, product",
        source="words: relationship textbooks; stages: Dwyer, Schurr and Oh (1987)",
        settings=stages_new_business.NewBusinessSettings,
        assign=stages_new_business.assign,
    ),
    Scheme(
        name=geographic.NAME,
        needs="customer_id, date, amount; profiles",
        source="Kotler and Keller (2016), Marketing management, 15th ed.",
        settings=geographic.GeographicSettings,
        assign=geographic.assign,
    ),
    Scheme(
        name=demographic.NAME,
        needs="customer_id, date, amount; profiles",
        source="Kotler and Keller (2016), Marketing management, 15th ed.",
        settings=demographic.DemographicSettings,
        assign=demographic.assign,
    ),
    Scheme(
        name=psychographic.NAME,
        needs="customer_id, date, amount; profiles",
        source="Kotler and Keller (2016), Marketing management, 15th ed.",
        settings=psychographic.PsychographicSettings,
        assign=psychographic.assign,
    ),
    Scheme(
        name=firmographic.NAME,
        needs="customer_id, date, amount; profiles",
        source="Kotler and Keller (2016), Marketing management, 15th ed.",
        settings=firmographic.FirmographicSettings,
        assign=firmographic.assign,
    ),
    Scheme(
        name=behavioural.NAME,
        needs="customer_id, date, amount",
        source="Kotler and Keller (2016), Marketing management, 15th ed.",
        settings=behavioural.BehaviouralSettings,
        assign=behavioural.assign,
    ),
    Scheme(
        name=main_product.NAME,
        needs="customer_id, date, amount, product",
        source="industry practice",
        settings=main_product.MainProductSettings,
        assign=main_product.assign,
    ),
    Scheme(
        name=category_count.NAME,
        needs="customer_id, date, amount, product",
        source="Reinartz and Kumar (2003), Journal of Marketing 67(1): 77-99",
        settings=category_count.CategoryCountSettings,
        assign=category_count.assign,
    ),
    Scheme(
        name=k_means.NAME,
        needs="customer_id, date, amount; hooper[learning]",
        source="MacQueen (1967); Arthur and Vassilvitskii (2007); Rousseeuw (1987)",
        settings=k_means.KMeansSettings,
        assign=k_means.assign,
    ),
)


def names() -> tuple[str, ...]:
    """Return the names of all schemes, in the order of the catalogue."""
    return tuple(scheme.name for scheme in SCHEMES)


def get(name: str) -> Scheme:
    """Return the scheme `name`; raises `InputError` with the nearest names.

    >>> get("rfm").needs
    'customer_id, date, amount'
    """
    for scheme in SCHEMES:
        if scheme.name == name:
            return scheme
    near = difflib.get_close_matches(name, names(), n=3) or names()
    raise InputError([Fault("scheme", f"there is no '{name}'", f"choose one of: {', '.join(near)}")])

"""The segmentation schemes that come with the package. A new one is one file and one entry here."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.segmentation import (
    abc_analysis,
    credit_grades,
    customer_pyramid,
    emotional_loyalty_classes,
    engagement_classes,
    key_account_matrix,
    lv_octants,
    lv_quadrant,
    management_classes,
    mvc_mgc_bz,
    new_pyramid,
    new_pyramid_octants,
    pareto,
    relationship_ladder,
    relationship_quality_classes,
    rfm,
    rfm_eleven,
    seven_indicators,
    size_and_loyalty,
    transactional_loyalty,
    value_tiers,
)
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.index_thirds import IndexThirds
from hooper.segmentation.rfm_scores import RfmSettings
from hooper.segmentation.segments import Segments


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
        name=abc_analysis.NAME,
        needs="customer_id, date, amount",
        source="Dickie (1951), ABC inventory analysis shoots for dollars, not pennies",
        settings=abc_analysis.AbcSettings,
        assign=abc_analysis.assign,
    ),
    Scheme(
        name=pareto.NAME,
        needs="customer_id, date, amount",
        source="Pareto (1896), Cours d'économie politique; Lorenz (1905)",
        settings=pareto.ParetoSettings,
        assign=pareto.assign,
    ),
    Scheme(
        name=customer_pyramid.NAME,
        needs="customer_id, date, amount",
        source="Zeithaml, Rust and Lemon (2001), California Management Review 43(4)",
        settings=customer_pyramid.PyramidSettings,
        assign=customer_pyramid.assign,
    ),
    Scheme(
        name=management_classes.NAME,
        needs="customer_id, date, amount",
        source="textbook slides on customer value; Curry (1992), Customer marketing",
        settings=management_classes.ManagementClassesSettings,
        assign=management_classes.assign,
    ),
    Scheme(
        name=mvc_mgc_bz.NAME,
        needs="customer_id, date, amount; profiles for a share of wallet",
        source="Peppers and Rogers (2016), Managing customer experience and relationships, 3rd ed.",
        settings=mvc_mgc_bz.MvcMgcBzSettings,
        assign=mvc_mgc_bz.assign,
    ),
    Scheme(
        name=value_tiers.NAME,
        needs="customer_id, date, amount",
        source="Fader, Hardie and Lee (2005), Journal of Marketing Research 42(4)",
        settings=value_tiers.ValueTiersSettings,
        assign=value_tiers.assign,
    ),
    Scheme(
        name=credit_grades.NAME,
        needs="payments",
        source="textbook slides on customer value: credit grades; cuts assumed",
        settings=credit_grades.CreditGradesSettings,
        assign=credit_grades.assign,
    ),
    Scheme(
        name=transactional_loyalty.NAME,
        needs="customer_id, date, amount",
        source="GreaterChinaCRM (2004), Segmenting customers by loyalty and value",
        settings=transactional_loyalty.TransactionalLoyaltySettings,
        assign=transactional_loyalty.assign,
    ),
    Scheme(
        name=emotional_loyalty_classes.NAME,
        needs="survey_answers",
        source="GreaterChinaCRM (2004), Segmenting customers by loyalty and value; Barnes (2003)",
        settings=emotional_loyalty_classes.EmotionalLoyaltySettings,
        assign=emotional_loyalty_classes.assign,
    ),
    Scheme(
        name=seven_indicators.NAME,
        needs="customer_id, date, amount; more indicators with more tables and profiles",
        source="textbook slides on customer value: indicators of customer loyalty",
        settings=seven_indicators.SevenIndicatorsSettings,
        assign=seven_indicators.assign,
    ),
    Scheme(
        name=size_and_loyalty.NAME,
        needs="customer_id, date, amount",
        source="textbook slides on customer value: the customer sequence model",
        settings=size_and_loyalty.SizeAndLoyaltySettings,
        assign=size_and_loyalty.assign,
    ),
    Scheme(
        name=lv_quadrant.NAME,
        needs="customer_id, date, amount",
        source="GreaterChinaCRM (2004), Segmenting customers by loyalty and value",
        settings=lv_quadrant.LvSettings,
        assign=lv_quadrant.assign,
    ),
    Scheme(
        name=lv_octants.NAME,
        needs="customer_id, date, amount",
        source="GreaterChinaCRM (2004), Segmenting customers by loyalty and value",
        settings=lv_octants.LvOctantSettings,
        assign=lv_octants.assign,
    ),
    Scheme(
        name=new_pyramid.NAME,
        needs="customer_id, date, amount",
        source="GreaterChinaCRM (2004), Segmenting customers by loyalty and value",
        settings=lv_quadrant.LvSettings,
        assign=new_pyramid.assign,
    ),
    Scheme(
        name=new_pyramid_octants.NAME,
        needs="customer_id, date, amount",
        source="GreaterChinaCRM (2004), Segmenting customers by loyalty and value",
        settings=lv_octants.LvOctantSettings,
        assign=new_pyramid_octants.assign,
    ),
    Scheme(
        name=key_account_matrix.NAME,
        needs="customer_id, date, amount; profiles for factors of one's own",
        source="Cheverton (2008), Key account management, 4th ed.",
        settings=key_account_matrix.KeyAccountSettings,
        assign=key_account_matrix.assign,
    ),
    Scheme(
        name=relationship_ladder.NAME,
        needs="customer_id, date, amount; referrals for the top rung",
        source="Christopher, Payne and Ballantyne (1991), Relationship marketing",
        settings=relationship_ladder.LadderSettings,
        assign=relationship_ladder.assign,
    ),
    Scheme(
        name=relationship_quality_classes.NAME,
        needs="survey_answers",
        source="Palmatier, Dant, Grewal and Evans (2006), Journal of Marketing 70(4)",
        settings=IndexThirds,
        assign=relationship_quality_classes.assign,
    ),
    Scheme(
        name=engagement_classes.NAME,
        needs="referrals, survey_answers, service_cases or contacts",
        source="Van Doorn et al. (2010), Journal of Service Research 13(3)",
        settings=IndexThirds,
        assign=engagement_classes.assign,
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

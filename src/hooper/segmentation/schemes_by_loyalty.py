"""The schemes by loyalty. A new one is one file and one entry here."""

from typing import Final

from hooper.segmentation import (
    emotional_loyalty_classes,
    engagement_classes,
    key_account_matrix,
    lv_octants,
    lv_quadrant,
    new_pyramid,
    new_pyramid_octants,
    relationship_ladder,
    relationship_quality_classes,
    seven_indicators,
    size_and_loyalty,
    transactional_loyalty,
)
from hooper.segmentation.index_thirds import IndexThirds
from hooper.segmentation.scheme import Scheme

SCHEMES_BY_LOYALTY: Final = (
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

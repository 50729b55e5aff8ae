"""The schemes by value. A new one is one file and one entry here."""

from typing import Final

from hooper.segmentation import (
    abc_analysis,
    credit_grades,
    customer_pyramid,
    management_classes,
    mvc_mgc_bz,
    pareto,
    rfm,
    rfm_eleven,
    value_tiers,
)
from hooper.segmentation.rfm_scores import RfmSettings
from hooper.segmentation.scheme import Scheme

SCHEMES_BY_VALUE: Final = (
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
)

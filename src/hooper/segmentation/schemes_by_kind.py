"""The schemes by who customers are, what they buy, and who is alike: a new one is one file and an entry."""

from typing import Final

from hooper.segmentation import (
    behavioural,
    category_count,
    demographic,
    firmographic,
    geographic,
    k_means,
    main_product,
    psychographic,
)
from hooper.segmentation.scheme import Scheme

SCHEMES_BY_KIND: Final = (
    Scheme(
        name=geographic.NAME,
        needs="customer_id, date, amount, profiles",
        source="Kotler and Keller (2016), Marketing management, 15th ed.",
        settings=geographic.GeographicSettings,
        assign=geographic.assign,
    ),
    Scheme(
        name=demographic.NAME,
        needs="customer_id, date, amount, profiles",
        source="Kotler and Keller (2016), Marketing management, 15th ed.",
        settings=demographic.DemographicSettings,
        assign=demographic.assign,
    ),
    Scheme(
        name=psychographic.NAME,
        needs="customer_id, date, amount, profiles",
        source="Kotler and Keller (2016), Marketing management, 15th ed.",
        settings=psychographic.PsychographicSettings,
        assign=psychographic.assign,
    ),
    Scheme(
        name=firmographic.NAME,
        needs="customer_id, date, amount, profiles",
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

"""The words of the page, in English and in Chinese."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Language = Literal["en", "zh"]


@dataclass(frozen=True)
class Labels:
    """All that is written on the page in one language; `{}` stand for figures.

    `names` are those of strategies, channels and causes of leaving, by their names in the code.
    """

    language: Language
    title: str
    lead: str
    competition: str
    service: str
    newcomers: str
    offered: str
    bucket: str
    ranking: str
    strategy: str
    gain: str
    interval: str
    before: str
    after: str
    others: str
    gains: str
    loses: str
    undecided: str
    reference: str
    first: str
    nobody: str
    told: str
    bucket_told: str
    level_told: str
    waiting: str
    names: Mapping[str, str]


ENGLISH: Final = Labels(
    language="en",
    title="What keeps the bucket full?",
    lead="A shop without contracts, and a budget. Turn the market, the desk and your plan; see who leaves, "
    "and which plan adds most to customer equity.",
    competition="Competition (0.1 monopoly, 0.9 fierce)",
    service="Service capacity (cases a week per 1,000 customers)",
    newcomers="Budget split: share for newcomers, the rest keeps customers (%)",
    offered="Offer targeting: offers to the top share of active customers by spend (%)",
    bucket="The bucket under your plan, over two years",
    ranking="Ranking by gain in customer equity",
    strategy="strategy",
    gain="gain",
    interval="95 % interval",
    before="at the start: {}",
    after="after two years: {}",
    others="other reasons",
    gains="gains",
    loses="loses",
    undecided="not decided",
    reference="what the others are compared with",
    first="Best: {}.",
    nobody="No plan is surely better than doing nothing.",
    told="{} customers, {} paired replications, 24 months; answered in {} s. Money is in currency units; the "
    "budget is {} a customer and year.",
    bucket_told="A bucket that held {} customers at the start and {} after two years. {} came and {} left, "
    "most of them by: {}. Without any plan {} would be left.",
    level_told="after two years without any plan: {}",
    waiting="The shop is lived through; the first time, its laws are compiled: about half a minute.",
    names=MappingProxyType(
        {
            "your_plan": "your plan",
            "no_intervention": "no intervention",
            "mass_discount": "mass discount",
            "more_service_capacity": "more service capacity",
            "loyalty_programme": "loyalty programme",
            "paid": "paid acquisition",
            "referred": "referral",
            "word_of_mouth": "word of mouth",
            "won_back": "won back",
            "service": "poor service",
            "staff": "neglect by staff",
            "quality": "poor quality",
            "assortment": "narrow assortment",
            "value": "poor value",
            "rival": "pull of a rival",
            "natural": "natural end",
        }
    ),
)

CHINESE: Final = Labels(
    language="zh",
    title="怎样让水桶保持满？",
    lead="一家没有合同约束的商店，一份预算。调节市场竞争、服务台和您的方案，看谁会流失，"
    "哪种方案最能提高客户资产。",
    competition="竞争程度（0.1 为垄断，0.9 为激烈竞争）",
    service="服务能力（每千名客户每周可处理的个案数）",
    newcomers="预算分配：用于获取新客户的比例，其余用于保留客户（%）",
    offered="优惠对象：按消费额排名靠前的活跃客户比例（%）",
    bucket="您的方案下的漏桶（两年）",
    ranking="按客户资产增益排名",
    strategy="策略",
    gain="增益",
    interval="95 % 置信区间",
    before="期初：{}",
    after="两年后：{}",
    others="其他原因",
    gains="增益为正",
    loses="增益为负",
    undecided="尚无定论",
    reference="比较基准",
    first="最佳：{}。",
    nobody="没有哪种方案确定优于不干预。",
    told="{} 名客户，{} 次配对重复实验，24 个月；用时 {} 秒。金额以货币单位计；预算为每位客户每年 {}。",
    bucket_told="漏桶：期初有 {} 名客户，两年后有 {} 名。新增 {} 名，流失 {} 名，主要原因：{}。"
    "若不干预，将剩 {} 名。",
    level_told="两年后（不干预）：{}",
    waiting="正在模拟商店；首次运行需要编译客户规律，约需半分钟。",
    names=MappingProxyType(
        {
            "your_plan": "您的方案",
            "no_intervention": "不干预",
            "mass_discount": "全员折扣",
            "more_service_capacity": "增加服务能力",
            "loyalty_programme": "忠诚度计划",
            "paid": "付费获取",
            "referred": "客户推荐",
            "word_of_mouth": "口碑",
            "won_back": "客户挽回",
            "service": "服务不佳",
            "staff": "员工怠慢",
            "quality": "质量不佳",
            "assortment": "品类不足",
            "value": "价值不足",
            "rival": "竞争对手吸引",
            "natural": "自然终止",
        }
    ),
)

LABELS: Final[Mapping[Language, Labels]] = MappingProxyType({"en": ENGLISH, "zh": CHINESE})

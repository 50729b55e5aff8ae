"""The statistical models of which histories can be drawn. A new one is one file and one entry here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hooper.foundation.named_entry import named_entry
from hooper.foundation.settings import Settings
from hooper.reduced_form import (
    beta_discrete_weibull,
    bg_bb,
    bg_nbd,
    gamma_gamma,
    hidden_markov,
    hidden_markov_contacts,
    lognormal_spend,
    markov_stages,
    mbg_nbd,
    pareto_ggg,
    pareto_nbd,
    shifted_beta_geometric,
)
from hooper.reduced_form.generated_history import GeneratedHistory


@dataclass(frozen=True)
class ReducedForm:
    """What every model tells of itself; `population` is the class of its parameters."""

    name: str
    source: str
    equation: str
    population: type[Settings]

    @property
    def parameters(self) -> dict[str, str]:
        """What each parameter means and in which unit, under the names of the paper."""
        return {name: field.description or "" for name, field in self.population.model_fields.items()}


@dataclass(frozen=True)
class TransactionModel(ReducedForm):
    """A model of whether and when customers buy: `generate(population, entry_days, end_days, key)`."""

    generate: Callable[..., GeneratedHistory[Any]]


@dataclass(frozen=True)
class SpendModel(ReducedForm):
    """A model of amounts, put on any history of purchases: `with_amounts(history, population, key)`."""

    with_amounts: Callable[..., GeneratedHistory[Any]]


MODELS: Final[tuple[TransactionModel | SpendModel, ...]] = (
    TransactionModel(
        name="bg_nbd",
        source="Fader, Hardie and Lee (2005), Marketing Science 24(2): 275-284",
        equation="waits ~ Exp(lambda), lambda ~ Gamma(r, alpha); leaves after each repeat, p ~ Beta(a, b)",
        population=bg_nbd.BgNbdPopulation,
        generate=bg_nbd.generate,
    ),
    TransactionModel(
        name="mbg_nbd",
        source="Batislam, Denizel and Filiztekin (2007), Int. J. of Research in Marketing 24(3): 201-209",
        equation="waits ~ Exp(lambda), lambda ~ Gamma(r, alpha); leaves after any purchase, p ~ Beta(a, b)",
        population=mbg_nbd.MbgNbdPopulation,
        generate=mbg_nbd.generate,
    ),
    TransactionModel(
        name="pareto_nbd",
        source="Schmittlein, Morrison and Colombo (1987), Management Science 33(1): 1-24",
        equation="waits ~ Exp(lambda), lambda ~ Gamma(r, alpha); lifetime ~ Exp(mu), mu ~ Gamma(s, beta)",
        population=pareto_nbd.ParetoNbdPopulation,
        generate=pareto_nbd.generate,
    ),
    TransactionModel(
        name="pareto_ggg",
        source="Platzer and Reutterer (2016), Marketing Science 35(5): 779-799",
        equation="waits ~ Gamma(k, k lambda), k ~ Gamma(t, gamma); else as in the Pareto/NBD",
        population=pareto_ggg.ParetoGggPopulation,
        generate=pareto_ggg.generate,
    ),
    TransactionModel(
        name="bg_bb",
        source="Fader, Hardie and Shang (2010), Marketing Science 29(6): 1086-1108",
        equation="buys, p ~ Beta(alpha, beta); leaves before an opportunity, theta ~ Beta(gamma, delta)",
        population=bg_bb.BgBbPopulation,
        generate=bg_bb.generate,
    ),
    TransactionModel(
        name="shifted_beta_geometric",
        source="Fader and Hardie (2007), Journal of Interactive Marketing 21(1): 76-90",
        equation="churns at each renewal, theta ~ Beta(alpha, beta)",
        population=shifted_beta_geometric.ShiftedBetaGeometricPopulation,
        generate=shifted_beta_geometric.generate,
    ),
    TransactionModel(
        name="beta_discrete_weibull",
        source="Fader, Hardie, Liu, Davin and Steenburgh (2018), J. of Interactive Marketing 43: 1-16",
        equation="stays for t renewals with (1 - theta)^(t^c), theta ~ Beta(a, b)",
        population=beta_discrete_weibull.BetaDiscreteWeibullPopulation,
        generate=beta_discrete_weibull.generate,
    ),
    TransactionModel(
        name="markov_stages",
        source="Pfeifer and Carraway (2000), Journal of Interactive Marketing 14(2): 43-55",
        equation="stage ~ P(stage before); a margin a period in each stage",
        population=markov_stages.MarkovStagesPopulation,
        generate=markov_stages.generate,
    ),
    TransactionModel(
        name="hidden_markov",
        source="Netzer, Lattin and Srinivasan (2008), Marketing Science 27(2): 185-204",
        equation="state ~ P(state before), unseen; purchases ~ Poisson or Bernoulli(rate of the state)",
        population=hidden_markov.HiddenMarkovPopulation,
        generate=hidden_markov.generate,
    ),
    TransactionModel(
        name="hidden_markov_contacts",
        source="Netzer, Lattin and Srinivasan (2008), Marketing Science 27(2): 185-204",
        equation="log odds of a higher state = contacts' pull - threshold; purchases as in hidden_markov",
        population=hidden_markov_contacts.HiddenMarkovContactsPopulation,
        generate=hidden_markov_contacts.generate,
    ),
    SpendModel(
        name="gamma_gamma",
        source="Fader, Hardie and Lee (2005), Journal of Marketing Research 42(4): 415-430",
        equation="amount ~ Gamma(p, nu), nu ~ Gamma(q, v)",
        population=gamma_gamma.GammaGammaPopulation,
        with_amounts=gamma_gamma.with_amounts,
    ),
    SpendModel(
        name="lognormal_spend",
        source="Borle, Singh and Jain (2008), Management Science 54(1): 100-112",
        equation="log(amount) ~ Normal(mu, sigma^2), mu ~ Normal(log(median_amount), tau^2)",
        population=lognormal_spend.LognormalSpendPopulation,
        with_amounts=lognormal_spend.with_amounts,
    ),
)


def names() -> tuple[str, ...]:
    """Return the names of all models, in the order of the catalogue."""
    return tuple(model.name for model in MODELS)


def get(name: str) -> TransactionModel | SpendModel:
    """Return the model `name`; raises `InputError` with the nearest names.

    >>> list(get("shifted_beta_geometric").parameters)
    ['alpha', 'beta', 'contract_days']
    """
    return named_entry("model", name, {model.name: model for model in MODELS})

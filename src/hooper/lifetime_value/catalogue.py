"""The lifetime-value models that come with the package. A new one is one file and one entry here."""

from typing import Final, TypeVar

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.named_entry import named_entry
from hooper.history.customer_summary import summarise
from hooper.history.log_spend_summary import summarise_log_spend
from hooper.lifetime_value import (
    beta_discrete_weibull,
    bg_bb,
    bg_bb_future,
    bg_nbd,
    gamma_gamma,
    lognormal_spend,
    mbg_nbd,
    pareto_nbd,
    rounded_bg_nbd,
    rounded_mbg_nbd,
    rounded_pareto_nbd,
    shifted_beta_geometric,
)
from hooper.lifetime_value.hidden_markov import estimation, purchases_to_come, state_probabilities
from hooper.lifetime_value.model_kinds import (
    AnyModel,
    OpportunityModel,
    PurchaseModel,
    RetentionModel,
    SpendModel,
)
from hooper.lifetime_value.panel_model import PanelModel

Kind = TypeVar("Kind", PurchaseModel, SpendModel)

_OF_RATES: Final = {
    "r": "shape of the purchase rates; small: customers differ much",
    "alpha": "scale of the purchase rates, in units of time; the mean rate is r / alpha",
}
_OF_DROPOUT: Final = {
    "a": "first shape of the dropout probabilities",
    "b": "second shape of the dropout probabilities; their mean is a / (a + b)",
}

MODELS: Final[tuple[AnyModel | PanelModel, ...]] = (
    PurchaseModel(
        name=bg_nbd.NAME,
        needs="customer_id, date",
        source="Fader, Hardie and Lee (2005), Marketing Science 24(2): 275-284",
        equation=(
            "purchases ~ Poisson(lambda), lambda ~ Gamma(r, alpha); "
            "dropout after each repeat purchase with probability p ~ Beta(a, b)"
        ),
        parameters={**_OF_RATES, **_OF_DROPOUT},
        fit=bg_nbd.fit,
        problem=bg_nbd.problem,
        simulate=bg_nbd.simulate,
        fit_with_covariates=bg_nbd.fit_with_covariates,
        rounded=rounded_bg_nbd.MODEL,
        probability_alive=bg_nbd.probability_alive,
        expected_transactions=bg_nbd.conditional_expected_transactions,
        weighted_transactions_while_alive=bg_nbd.weighted_transactions_while_alive,
        expected_transactions_of_new=bg_nbd.expected_transactions,
        count_probabilities_while_alive=bg_nbd.count_probabilities_while_alive,
        survival_while_alive=bg_nbd.survival_while_alive,
        time_while_alive=bg_nbd.time_while_alive,
    ),
    PurchaseModel(
        name=mbg_nbd.NAME,
        needs="customer_id, date",
        source=(
            "Batislam, Denizel and Filiztekin (2007), Int. J. of Research in Marketing 24(3): 201-209; "
            "Hoppe and Wagner (2007), Marketing: J. of Research and Management 3(2): 75-90"
        ),
        equation=(
            "purchases ~ Poisson(lambda), lambda ~ Gamma(r, alpha); "
            "dropout after each purchase, the first too, with probability p ~ Beta(a, b)"
        ),
        parameters={**_OF_RATES, **_OF_DROPOUT},
        fit=mbg_nbd.fit,
        problem=mbg_nbd.problem,
        simulate=mbg_nbd.simulate,
        fit_with_covariates=mbg_nbd.fit_with_covariates,
        rounded=rounded_mbg_nbd.MODEL,
        probability_alive=mbg_nbd.probability_alive,
        expected_transactions=mbg_nbd.conditional_expected_transactions,
        weighted_transactions_while_alive=mbg_nbd.weighted_transactions_while_alive,
        expected_transactions_of_new=mbg_nbd.expected_transactions,
        count_probabilities_while_alive=mbg_nbd.count_probabilities_while_alive,
        survival_while_alive=mbg_nbd.survival_while_alive,
        time_while_alive=mbg_nbd.time_while_alive,
    ),
    PurchaseModel(
        name=pareto_nbd.NAME,
        needs="customer_id, date",
        source="Schmittlein, Morrison and Colombo (1987), Management Science 33(1): 1-24",
        equation=(
            "purchases ~ Poisson(lambda), lambda ~ Gamma(r, alpha); "
            "lifetime ~ Exponential(mu), mu ~ Gamma(s, beta)"
        ),
        parameters={
            **_OF_RATES,
            "s": "shape of the death rates; small: customers differ much",
            "beta": "scale of the death rates, in units of time; the mean rate is s / beta",
        },
        fit=pareto_nbd.fit,
        problem=pareto_nbd.problem,
        simulate=pareto_nbd.simulate,
        fit_with_covariates=pareto_nbd.fit_with_covariates,
        rounded=rounded_pareto_nbd.MODEL,
        probability_alive=pareto_nbd.probability_alive,
        expected_transactions=pareto_nbd.conditional_expected_transactions,
        weighted_transactions_while_alive=pareto_nbd.weighted_transactions_while_alive,
        expected_transactions_of_new=pareto_nbd.expected_transactions,
        count_probabilities_while_alive=pareto_nbd.count_probabilities_while_alive,
        survival_while_alive=pareto_nbd.survival_while_alive,
        time_while_alive=pareto_nbd.time_while_alive,
    ),
    OpportunityModel(
        name=bg_bb.NAME,
        needs="customer_id, date; or opportunities counted",
        source="Fader, Hardie and Shang (2010), Marketing Science 29(6): 1086-1108",
        equation=(
            "buys at an opportunity with probability p ~ Beta(alpha, beta); "
            "leaves before it with probability theta ~ Beta(gamma, delta)"
        ),
        parameters={
            "alpha": "first shape of the purchase probabilities",
            "beta": "second shape of the purchase probabilities; their mean is alpha / (alpha + beta)",
            "gamma": "first shape of the dropout probabilities",
            "delta": "second shape of the dropout probabilities; their mean is gamma / (gamma + delta)",
        },
        fit=bg_bb.fit,
        problem=bg_bb.problem,
        simulate=bg_bb.simulate,
        probability_alive=bg_bb.probability_alive,
        expected_transactions=bg_bb.conditional_expected_transactions,
        purchase_count_probabilities=bg_bb_future.purchase_count_probabilities,
        probability_there=bg_bb_future.probability_there,
    ),
    RetentionModel(
        name=shifted_beta_geometric.NAME,
        needs="tenure, customers (cohort)",
        source=(
            "Fader and Hardie (2007), Journal of Interactive Marketing 21(1): 76-90; "
            "(2010), Marketing Science 29(1): 85-93"
        ),
        equation="leaves at each renewal with probability theta ~ Beta(alpha, beta)",
        parameters={
            "alpha": "first shape of the churn probabilities; at 1 or less the mean lifetime is infinite",
            "beta": "second shape; the mean churn at the first renewal is alpha / (alpha + beta)",
        },
        fit=shifted_beta_geometric.fit,
        problem=shifted_beta_geometric.problem,
        simulate=shifted_beta_geometric.simulate,
        survival=shifted_beta_geometric.survival,
        retention_rates=shifted_beta_geometric.retention_rates,
        discounted_expected_residual_lifetime=shifted_beta_geometric.discounted_expected_residual_lifetime,
    ),
    RetentionModel(
        name=beta_discrete_weibull.NAME,
        needs="tenure, customers (cohort)",
        source=("Fader, Hardie, Liu, Davin and Steenburgh (2018), Journal of Interactive Marketing 43: 1-16"),
        equation="stays for t renewals with probability (1 - theta)^(t^c), theta ~ Beta(a, b)",
        parameters={
            "a": "first shape of the churn probabilities at the first renewal",
            "b": "second shape; the mean churn there is a / (a + b)",
            "c": "exponent of tenure: above 1 a customer's churn rises with it, below 1 it falls",
        },
        fit=beta_discrete_weibull.fit,
        problem=beta_discrete_weibull.problem,
        simulate=beta_discrete_weibull.simulate,
        survival=beta_discrete_weibull.survival,
        retention_rates=beta_discrete_weibull.retention_rates,
        discounted_expected_residual_lifetime=beta_discrete_weibull.discounted_expected_residual_lifetime,
    ),
    SpendModel(
        name=gamma_gamma.NAME,
        needs="customer_id, date, amount",
        source="Fader and Hardie (2013), brucehardie.com/notes/025; Fader, Hardie and Lee (2005), JMR 42(4)",
        equation="amount ~ Gamma(p, nu), nu ~ Gamma(q, v)",
        parameters={
            "p": "shape of one customer's amounts; large: they vary little",
            "q": "shape of the customers' means; the population mean p v / (q - 1) needs q > 1",
            "v": "scale of the customers' means, in currency units",
        },
        summarise=summarise,
        fit=gamma_gamma.fit,
        problem=gamma_gamma.problem,
        simulate=gamma_gamma.simulate,
        expected_spend=gamma_gamma.expected_spend,
    ),
    SpendModel(
        name=lognormal_spend.NAME,
        needs="customer_id, date, amount",
        source=(
            "Searle, Casella and McCulloch (1992), Variance Components; "
            "Borle, Singh and Jain (2008), Management Science 54(1): 100-112"
        ),
        equation="log(amount) ~ Normal(mu, sigma^2), mu ~ Normal(log(median_amount), tau^2)",
        parameters={
            "median_amount": "median amount, in currency units; the mean is exp((sigma^2 + tau^2) / 2) of it",
            "sigma": "standard deviation of the logs of one customer's amounts",
            "tau": "standard deviation of the customers' mean logs",
        },
        summarise=summarise_log_spend,
        fit=lognormal_spend.fit,
        problem=lognormal_spend.problem,
        simulate=lognormal_spend.simulate,
        expected_spend=lognormal_spend.expected_spend,
    ),
    PanelModel(
        name=estimation.NAME,
        needs="customer_id, date; contacts or other covariates if there are any",
        source="Netzer, Lattin and Srinivasan (2008), Marketing Science 27(2): 185-204",
        equation=(
            "P(state >= j | state s before) = 1 / (1 + exp(threshold_sj - coefficients_s . covariates)); "
            "purchases of a period ~ Poisson(rate of the state)"
        ),
        parameters={
            "rate_0": "mean purchases a period in the state in which least is bought",
            "rate_1": "the same in the state above it; rates rise from state to state, up to rate_3",
            "entry_1": "log odds of state 1 against state 0 in a customer's first period",
            "threshold_0_1": "log odds of state 0 against all higher ones a period after state 0; with more "
            "states gap_0_2 is how much more these are for states 0 and 1 together, and so on",
            "threshold_1_1": "the same a period after state 1; a covariate x has parameters x_0, x_1, ...: "
            "what one unit of it adds to the log odds of landing higher from each state",
        },
        fit=estimation.fit,
        final_probabilities=state_probabilities.final_probabilities,
        expected_purchases=purchases_to_come.expected_purchases,
    ),
)

OF_LOGS: Final = tuple(model for model in MODELS if isinstance(model, PurchaseModel | SpendModel))


def names() -> tuple[str, ...]:
    """Return the names of all models, in the order of the catalogue."""
    return tuple(model.name for model in MODELS)


def get(name: str) -> AnyModel | PanelModel:
    """Return the model `name`; raises `InputError` with the nearest names.

    >>> get("bg_nbd").needs
    'customer_id, date'
    """
    return named_entry("model", name, {model.name: model for model in MODELS})


def purchase_model(name: str) -> PurchaseModel:
    """Return the model of purchases `name`; raises `InputError` if it is none."""
    return _of_kind(name, PurchaseModel, "purchases")


def spend_model(name: str) -> SpendModel:
    """Return the model of spend `name`; raises `InputError` if it is none."""
    return _of_kind(name, SpendModel, "spend")


def _of_kind(name: str, kind: type[Kind], wanted: str) -> Kind:
    model = get(name)
    if isinstance(model, kind):
        return model
    those = ", ".join(each.name for each in MODELS if isinstance(each, kind))
    raise InputError([Fault("model", f"'{name}' is no model of {wanted}", f"choose one of: {those}")])

"""A population for every model: the published estimates where there are some, and a history drawn from it."""

import numpy as np

from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR
from hooper.reduced_form import catalogue
from hooper.reduced_form.beta_discrete_weibull import BetaDiscreteWeibullPopulation
from hooper.reduced_form.bg_bb import BgBbPopulation
from hooper.reduced_form.bg_nbd import BgNbdPopulation
from hooper.reduced_form.catalogue import TransactionModel
from hooper.reduced_form.gamma_gamma import GammaGammaPopulation
from hooper.reduced_form.hidden_markov import HiddenMarkovPopulation
from hooper.reduced_form.hidden_markov_contacts import HiddenMarkovContactsPopulation
from hooper.reduced_form.markov_stages import MarkovStagesPopulation
from hooper.reduced_form.mbg_nbd import MbgNbdPopulation
from hooper.reduced_form.pareto_ggg import ParetoGggPopulation
from hooper.reduced_form.pareto_nbd import ParetoNbdPopulation
from hooper.reduced_form.purchases_in_states import BernoulliPurchases, PoissonPurchases
from hooper.reduced_form.shifted_beta_geometric import ShiftedBetaGeometricPopulation

SPEND = GammaGammaPopulation(p=6.25, q=3.74, v=15.44)
STAGES = MarkovStagesPopulation(
    initial=(1.0, 0.0, 0.0, 0.0),
    transitions=(
        (0.60, 0.25, 0.00, 0.05, 0.10),
        (0.02, 0.70, 0.20, 0.05, 0.03),
        (0.00, 0.03, 0.90, 0.06, 0.01),
        (0.00, 0.05, 0.10, 0.55, 0.30),
    ),
    margins=(-10.0, 20.0, 60.0, 10.0),
    period_days=DAYS_PER_MONTH,
)
HIDDEN = HiddenMarkovPopulation(
    initial=(0.2, 0.5, 0.3),
    transitions=((0.90, 0.08, 0.02), (0.20, 0.70, 0.10), (0.05, 0.25, 0.70)),
    purchases=PoissonPurchases(per_period=(0.02, 0.6, 2.5)),
    period_days=7.0,
)
HIDDEN_VISITS = HIDDEN.model_copy(
    update={"purchases": BernoulliPurchases(probability=(0.02, 0.4, 0.9)), "period_days": 30.4}
)
HIDDEN_CONTACTS = HiddenMarkovContactsPopulation(
    initial=(0.2, 0.5, 0.3),
    thresholds=((2.0, 4.0), (-1.5, 2.0), (-3.5, -1.5)),
    contact_probabilities=(0.3, 0.1),
    coefficients=((1.2, 2.0), (0.5, 1.0), (-0.4, 0.8)),
    purchases=PoissonPurchases(per_period=(0.05, 0.6, 2.5)),
    period_days=7.0,
)
POPULATIONS = {
    "bg_nbd": BgNbdPopulation(r=0.243, alpha=4.414, a=0.793, b=2.426),
    "mbg_nbd": MbgNbdPopulation(r=0.525, alpha=6.183, a=0.891, b=1.614),
    "pareto_nbd": ParetoNbdPopulation(r=0.553, alpha=10.578, s=0.606, beta=11.669),
    "pareto_ggg": ParetoGggPopulation(r=0.553, alpha=10.578, s=0.606, beta=11.669, t=2.5, gamma=1.5),
    "bg_bb": BgBbPopulation(
        alpha=1.2035, beta=0.7497, gamma=0.6567, delta=2.7838, opportunity_days=DAYS_PER_YEAR / 12
    ),
    "shifted_beta_geometric": ShiftedBetaGeometricPopulation(alpha=0.668, beta=3.806, contract_days=30.4),
    "beta_discrete_weibull": BetaDiscreteWeibullPopulation(a=0.456, b=0.779, c=1.283, contract_days=30.4),
    "markov_stages": STAGES,
    "hidden_markov": HIDDEN,
    "hidden_markov_contacts": HIDDEN_CONTACTS,
}


def draw(name, entry_days, end_days=273.0, key=(1, 0), population=None):
    entry = np.asarray(entry_days, dtype=np.float64)
    model = catalogue.get(name)
    assert isinstance(model, TransactionModel)
    return model.generate(population or POPULATIONS[name], entry, end_days, key)


def columns(table):
    return [table[name].to_numpy() for name in ("customer_id", "time_days", "amount")]


def equal_columns(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def purchases_of(history, customers):
    """The number of purchases of each of the first customers, entry included."""
    return np.bincount(columns(history.transactions)[0].astype(np.int64), minlength=customers)

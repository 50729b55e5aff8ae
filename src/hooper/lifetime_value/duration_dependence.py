"""Whether a customer's own retention changes with tenure, or only the mix of customers does.

Retention that rises with tenure is no proof that customers grow loyal: the sBG model makes it rise by
mere selection. The beta-discrete-Weibull model adds an exponent c of tenure, and c = 1 is the sBG.
"""

from dataclasses import dataclass

from scipy.special import chdtrc

from hooper.lifetime_value.fit import Fit


@dataclass(frozen=True)
class DurationDependence:
    """Twice the log-likelihood that c brings, and how often it would bring as much though it is 1."""

    statistic: float
    p_value: float


def duration_dependence(beta_discrete_weibull: Fit, shifted_beta_geometric: Fit) -> DurationDependence:
    """Test c = 1 by the ratio of the likelihoods of the two models, fitted to the same customers.

    The statistic is chi-square with one degree of freedom if c is 1 and customers are many; nan without
    customers.
    """
    gain = beta_discrete_weibull.log_likelihood - shifted_beta_geometric.log_likelihood
    statistic = max(2.0 * gain, 0.0)  # two searches may end a rounding error apart
    return DurationDependence(statistic, float(chdtrc(1.0, statistic)))

"""Whether a customer's own retention changes with tenure, or only the mix of customers does.

Retention that rises with tenure is no proof that customers grow loyal: the sBG model makes it rise by
mere selection. The beta-discrete-Weibull model adds an exponent c of tenure, and c = 1 is the sBG.
"""

from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_ratio import LikelihoodRatio, likelihood_ratio_test


def duration_dependence(beta_discrete_weibull: Fit, shifted_beta_geometric: Fit) -> LikelihoodRatio:
    """Test c = 1 by the ratio of the likelihoods of the two models, fitted to the same customers.

    The statistic is chi-square with one degree of freedom if c is 1 and customers are many; nan without
    customers.
    """
    return likelihood_ratio_test(shifted_beta_geometric, beta_discrete_weibull)

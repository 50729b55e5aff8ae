"""Key account management: the few most valuable accounts have a manager of their own."""

import math
from typing import ClassVar

import numpy as np

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings
from hooper.strategies.actions import CARE, PERSONAL_BOND, Actions
from hooper.strategies.active_customers import biggest_spenders
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class KeyAccountManagement(Settings):
    """Gives the biggest spenders of those who are active a manager, who knows them well and calls.

    They are `accounts_share` of the active ones at most. A manager is a personal bond of a `bond_strength`,
    and an attention at each review; an account has both or neither.
    """

    name: ClassVar[str] = "key_account_management"
    source: ClassVar[str] = (
        "Homburg, Workman and Jensen (2002) for key account management; the pyramid of customers"
    )
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    accounts_share: Probability = 0.02
    bond_strength: NonNegative = 2.0
    active_within_days: Positive = 180.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return bond and attention for each account, the biggest spenders first."""
        best = biggest_spenders(view, draws, self.active_within_days)
        bond = self.bond_strength * budget.prices.of_action(PERSONAL_BOND)
        call = budget.prices.of_action(CARE)
        accounts = best[: budget.buys(bond + call, math.ceil(self.accounts_share * best.size))]
        return Actions(
            np.repeat(accounts, 2),
            np.tile([PERSONAL_BOND, CARE], accounts.size),
            np.tile([self.bond_strength, 1.0], accounts.size),
            np.tile([bond, call], accounts.size),
        )

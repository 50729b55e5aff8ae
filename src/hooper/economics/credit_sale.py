"""What a sale on credit is worth: payment comes later, and sometimes not at all.

Of the amount p the share `1 - q l` is expected to be paid, with the chance q of default and the loss l where
it comes, `D` days later; what was sold is paid for now. So a sale at the cost c is worth

    p (1 - q l) (1 + d)^(-D / year) - c
"""

from hooper.economics.ranges import NON_NEGATIVE, require
from hooper.foundation.units import discount_factor
from hooper.mechanisms.credit_grades import CreditGrade, CreditSettings


def worth_of_credit_sale(
    amount: float, cost: float, grade: CreditGrade, credit: CreditSettings, rate_per_year: float
) -> float:
    """Return the present value of a sale to a customer of a grade, in currency units.

    Raises InputError for an amount, a cost or a yearly discount rate below zero.

    >>> round(worth_of_credit_sale(1000.0, 900.0, "poor", CreditSettings(), rate_per_year=0.1), 2)
    58.33
    """
    require(
        ("amount", amount, NON_NEGATIVE),
        ("cost", cost, NON_NEGATIVE),
        ("rate_per_year", rate_per_year, NON_NEGATIVE),
    )
    terms = credit.terms(grade)
    paid = 1.0 - terms.default_probability * credit.loss_given_default
    return amount * paid * discount_factor(rate_per_year, terms.payment_delay_days) - cost


def break_even_margin(grade: CreditGrade, credit: CreditSettings, rate_per_year: float) -> float:
    """Return the margin, as a share of the amount, above which a sale to the grade is worth something.

    >>> round(break_even_margin("poor", CreditSettings(), rate_per_year=0.1), 4)
    0.0417
    """
    return 1.0 - worth_of_credit_sale(1.0, 0.0, grade, credit, rate_per_year)

"""The early warnings that come with the package. A new one is one file and one entry here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from hooper.foundation.named_entry import named_entry
from hooper.targeting import churn_hazard, complaints, own_rhythm, probability_alive, recency_alone
from hooper.targeting.customer_months import CustomerMonths
from hooper.targeting.warning_fit import WarningFit


@dataclass(frozen=True)
class EarlyWarning:
    """A warning: `fit(months)` learns from customer-months whose outcome is known."""

    name: str
    needs: str
    source: str
    fit: Callable[[CustomerMonths], WarningFit]


WARNINGS: Final = (
    EarlyWarning(
        name=recency_alone.NAME,
        needs="customer_id, date",
        source="practice; steps that rise: Ayer et al. (1955)",
        fit=recency_alone.fit,
    ),
    EarlyWarning(
        name=own_rhythm.NAME,
        needs="customer_id, date",
        source="practice; steps that rise: Ayer et al. (1955)",
        fit=own_rhythm.fit,
    ),
    EarlyWarning(
        name=probability_alive.NAME,
        needs="customer_id, date",
        source="Schmittlein, Morrison and Colombo (1987), Management Science 33(1): 1-24",
        fit=probability_alive.fit,
    ),
    EarlyWarning(
        name=complaints.NAME,
        needs="customer_id, date; service_cases",
        source="Bolton (1998), Marketing Science 17(1): 45-65",
        fit=complaints.fit,
    ),
    EarlyWarning(
        name=churn_hazard.NAME,
        needs="customer_id, date, amount; service_cases, contacts, survey_answers if there are any",
        source="Allison (1982); Neslin et al. (2006), Journal of Marketing Research 43(2): 204-211",
        fit=churn_hazard.fit,
    ),
)


def names() -> tuple[str, ...]:
    """Return the names of all warnings, in the order of the catalogue."""
    return tuple(warning.name for warning in WARNINGS)


def get(name: str) -> EarlyWarning:
    """Return the warning `name`; raises `InputError` with the nearest names.

    >>> get("recency_alone").needs
    'customer_id, date'
    """
    return named_entry("warning", name, {warning.name: warning for warning in WARNINGS})

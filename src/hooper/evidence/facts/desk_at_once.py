"""A law that stands in for the desk: whoever complains is served at once, without a queue.

Customers without a firm would complain to nobody. Whether a complaint is made good is read from the word
from which the desk reads it.
"""

from typing import NamedTuple

from hooper.foundation.decisions import SERVICE_CASE
from hooper.foundation.kernel_numerics import ZERO
from hooper.mechanisms.law import Draw, law


class DeskAtOnce(NamedTuple):
    """The share of complaints that are made good."""

    recovery_share: float


@law(
    writes=("failure_felt", "made_good"),
    settings=DeskAtOnce,
    draws=(Draw("recovery_uniform", "uniform", SERVICE_CASE, 3),),
)
def desk_at_once(service_case, failure_felt, made_good, recovery_uniform, s):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return failures that will be felt, and those made good, with the complaint of the period settled."""
    resolved = service_case if recovery_uniform < s.recovery_share else ZERO
    return failure_felt + (service_case - resolved), made_good + resolved

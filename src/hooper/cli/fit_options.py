"""Which options of `hooper fit` go with which kind of model."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    from hooper.lifetime_value.model_kinds import Model

OF_STATES = ("PanelModel",)
OF_PURCHASES = ("PurchaseModel",)
GOES_WITH: Mapping[str, tuple[str, ...]] = {
    "--states": OF_STATES,
    "--out": OF_STATES,
    "--covariates": OF_STATES + OF_PURCHASES,
    "--effects": OF_PURCHASES,
    "--rounded-to": OF_PURCHASES,
}
_AS_IN: Mapping[tuple[str, ...], str] = {
    OF_STATES: "hidden_markov",
    OF_PURCHASES: "bg_nbd",
    OF_STATES + OF_PURCHASES: "bg_nbd or hidden_markov",
}


def require_that_they_apply(given: Mapping[str, object], model: "Model | None") -> None:
    """Raise InputError if options that were given say nothing to the model; None stands for all of a log."""
    kind = type(model).__name__ if model is not None else OF_PURCHASES[0]
    name = model.name if model is not None else "--all"
    faults = [
        Fault(option, f"does not go with {name}", f"leave it out, or fit --model {_AS_IN[kinds]}")
        for option, kinds in GOES_WITH.items()
        if given[option] is not None and kind not in kinds
    ]
    if faults:
        raise InputError(faults)

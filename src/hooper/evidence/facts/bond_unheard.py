"""Two laws that hide the emotional bond from all laws that act on it, and bring it back when they are done.

The bond grows as ever, so that customers can be told apart by it; what they do is what everybody with a
lukewarm bond would do.
"""

import numpy as np

from hooper.mechanisms.law import law

_LUKEWARM = np.float32(0.3)  # as where the law of the bond is switched off


@law(writes=("hidden_bond", "emotional_loyalty"))
def hide_bond(emotional_loyalty):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return the bond, to be kept, and what the laws that follow take for it."""
    return emotional_loyalty, _LUKEWARM


@law(writes=("emotional_loyalty",))
def show_bond(hidden_bond):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return the bond that was kept."""
    return hidden_bond

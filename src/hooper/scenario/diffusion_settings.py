"""Settings of diffusion: a market of so many, who hear of the firm from outside and from each other.

Source: Bass (1969), A new product growth for model consumer durables, Management Science 15(5): 215-227.
"""

from hooper.foundation.settings import NonNegative, Positive, Settings, assumed

_META_ANALYSIS = "Sultan, Farley and Lehmann (1990), means of 213 applications of Bass (1969)"


class DiffusionSettings(Settings):
    """Potential customers per 1,000 founders, of whom each adopts at the rate `p + q F`.

    F is the share of them who have adopted, whether they are still there or not. Founders are none of them.

    >>> DiffusionSettings().imitation_per_year
    0.38
    """

    market_per_1000: Positive = 10_000.0
    innovation_per_year: Positive = assumed(0.03, low=0.01, high=0.06, source=_META_ANALYSIS)
    imitation_per_year: NonNegative = assumed(0.38, low=0.2, high=0.6, source=_META_ANALYSIS)

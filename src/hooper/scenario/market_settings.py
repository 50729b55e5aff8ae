"""Settings of the market: what rivals offer, whatever the firm does."""

from hooper.foundation.settings import Probability, Settings


class MarketSettings(Settings):
    """Prices of rivals: the share of the firm's price by which the cheapest of them is cheaper."""

    price_gap: Probability = 0.0

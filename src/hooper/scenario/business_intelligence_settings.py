"""Settings of business intelligence: what of the orders comes into the firm's log, when, and how exactly."""

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed


class BusinessIntelligenceSettings(Settings):
    """An order comes into the log `delay_days` after it was placed, if it does, with an amount near its own.

    The order with which somebody becomes a customer opens the account: it is there at once.
    """

    delay_days: NonNegative = 3.0
    missing_share: Probability = assumed(0.02, low=0.0, high=0.1, source="assumed")
    amount_noise_log_sd: NonNegative = assumed(0.05, low=0.0, high=0.2, source="assumed")

"""Settings of a partner through whom customers come: what the firm pays, and what it cannot control."""

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed


class PartnerSettings(Settings):
    """Commission on what customers pay in their first months, and what happens to leads on their way.

    A share of the leads never reaches the firm, the others do `delay_weeks` later; the quality fit of the
    partner's customers varies by `quality_noise_sd` more than that of others, in all dimensions alike. A
    partner of whom all is 0 is none.

    >>> PartnerSettings().commission_months
    12.0
    """

    commission_share: Probability = assumed(0.10, low=0.05, high=0.30, source="assumed")
    commission_months: NonNegative = 12.0
    quality_noise_sd: NonNegative = assumed(0.20, low=0.0, high=0.45, source="assumed")
    delay_weeks: NonNegative = assumed(2.0, low=0.0, high=8.0, source="assumed")
    leakage_share: Probability = assumed(0.15, low=0.0, high=0.5, source="assumed")

    @property
    def takes_commission(self) -> bool:
        """Whether the firm pays the partner anything."""
        return self.commission_share > 0.0 and self.commission_months > 0.0

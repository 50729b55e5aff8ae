"""MBG/NBD of purchases rounded to days or weeks, as if nothing had been rounded.

A log of days merges the purchases of a day and hides when in the day they were made, which makes
purchases look rarer. Here the chance of what the rounded log shows is computed exactly
(`rounded_beta_geometric`), so that the parameters are those of the MBG/NBD in continuous time. What a
grid is, and what the age must count, tells `rounding_grid`. On a grid of 0 nothing was rounded, and all
is as in `mbg_nbd`.
"""

from typing import Final

from hooper.lifetime_value import mbg_nbd
from hooper.lifetime_value.rounded_beta_geometric import rounded_model

_FIRST_EXIT = 0  # the entry

MODEL: Final = rounded_model(mbg_nbd.NAME, mbg_nbd, _FIRST_EXIT)

"""What every test shares: Hypothesis draws the same examples every time and never hurries a compiler."""

from hypothesis import settings

settings.register_profile("hooper", deadline=None, derandomize=True)
settings.load_profile("hooper")

"""The version of the package: one place, read by everything that records it."""

__version__ = "0.1.0"

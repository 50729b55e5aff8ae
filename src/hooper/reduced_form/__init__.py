"""Exact generators of the statistical models, for recovery, coverage and the parametric bootstrap."""

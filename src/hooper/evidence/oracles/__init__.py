"""Closed forms that a simulation or an estimator must meet, one a file."""

"""Exact generators of the statistical models, for recovery, coverage and the parametric bootstrap.

A model draws who the customers are (their traits) and then how they live: entry days are given, waits
and a lifetime make purchases (`renewal`), or a chain of states does (`state_paths`). Amounts are put on
afterwards (`gamma_gamma`), and last of all comes what a log shows of it (`observation`).
"""

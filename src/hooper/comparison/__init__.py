"""Strategies against each other, and estimates against the truth: plain arrays and tables in, rows out."""

"""Lifetime-value models, one a file, and their catalogue."""

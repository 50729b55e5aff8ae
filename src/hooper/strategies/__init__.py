"""Retention strategies, one a file: they see what a firm observes, and pull levers that they pay for."""

"""Whom to act on: early warning, response and uplift models."""

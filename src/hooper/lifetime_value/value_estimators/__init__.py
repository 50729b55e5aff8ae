"""Estimators of what customers will bring: one question to all of them, one file an estimator."""

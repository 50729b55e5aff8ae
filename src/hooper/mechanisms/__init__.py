"""The laws of customer behaviour, one a file: pure functions of one customer in one period."""

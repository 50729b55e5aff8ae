"""A world fitted to a log by simulated moments: what is fitted, to what, and how far the log can tell."""

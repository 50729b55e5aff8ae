"""Histories of customers: what a firm observes, what only the simulator knows, and summaries of both."""

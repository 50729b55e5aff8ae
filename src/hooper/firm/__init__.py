"""Departments of the firm that couple its customers: what one customer takes, another waits for."""

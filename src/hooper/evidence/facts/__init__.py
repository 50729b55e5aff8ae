"""Stylised facts of customer relationships that a world must show, one a file."""

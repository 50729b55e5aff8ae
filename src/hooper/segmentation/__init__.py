"""Segmentation schemes, one a file, and their catalogue."""

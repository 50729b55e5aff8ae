"""The market: rivals who act, segments with the forces on each, and what happens at dates of its own."""

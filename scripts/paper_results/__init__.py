"""What the paper reads: made from finished studies, scores and checks."""

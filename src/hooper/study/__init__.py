"""Studies: design, calibration, runs on many workers, their store, and the comparison they feed."""

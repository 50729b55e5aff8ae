"""The page with sliders: a small world that answers while it is being turned."""

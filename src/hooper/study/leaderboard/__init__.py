"""The leaderboard: fixed worlds in which a strategy of one's own is set beside those of the library."""

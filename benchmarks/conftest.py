"""What pytest leaves alone here: the peers need packages of their own."""

collect_ignore_glob = ["peers/*"]

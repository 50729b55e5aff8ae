"""What surrounds firm and customers: rivals, word of mouth, seasons, shocks."""

"""What a world is: frozen, typed, unit-carrying settings, read from TOML or from a preset."""

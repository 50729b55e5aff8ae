"""The hooper command, one file per command group; nothing else prints."""

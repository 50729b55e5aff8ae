"""The pictures of docs/concepts.md, each from settings, laws, runs or results of the project itself."""

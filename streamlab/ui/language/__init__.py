"""The window's language, and the catalogue of its words."""

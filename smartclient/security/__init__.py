"""Keys, passwords and what must not be logged."""

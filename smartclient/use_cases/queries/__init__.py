"""Queries: what a screen or a command reads from the local data."""

"""Queries: what a screen or a command asks of the local data."""

"""Frozen, typed settings and where they are kept."""

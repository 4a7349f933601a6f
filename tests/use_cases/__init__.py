"""Tests of what a rep or an admin does and asks."""

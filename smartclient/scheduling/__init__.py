"""Scheduling: what happens in the background by itself, and when."""

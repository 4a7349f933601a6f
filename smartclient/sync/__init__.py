"""Keeping the store and head office in step."""

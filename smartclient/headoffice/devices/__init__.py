"""Enrolled devices: their codes, credentials and what becomes of them, whatever the link is."""

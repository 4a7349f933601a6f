"""Engines, what differs between the databases, and the translation of their errors."""

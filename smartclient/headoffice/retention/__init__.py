"""Retention: head office empties or deletes what is over long enough, and forgets customers."""

"""Replies: what a sync does with what comes back from head office."""

"""Replies: how a sync applies what comes back from head office."""

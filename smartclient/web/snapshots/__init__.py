"""Snapshots: prepared files of the feeds that are the same for everybody."""

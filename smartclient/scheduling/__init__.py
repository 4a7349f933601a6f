"""Scheduling: the jobs that run in the background."""

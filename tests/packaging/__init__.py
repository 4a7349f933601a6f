"""Tests of what is in packaging/: lock files, the workflow, records of decisions."""

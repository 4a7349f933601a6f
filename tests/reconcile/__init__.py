"""Tests of merging and conflicts."""

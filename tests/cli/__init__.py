"""Tests of the command line, as a terminal runs it."""

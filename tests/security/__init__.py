"""Tests of keyrings, store keys and redaction."""

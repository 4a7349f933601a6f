"""Tests that drive the order pad in a browser."""

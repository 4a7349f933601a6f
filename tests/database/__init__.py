"""Tests of engines, addresses and connections."""

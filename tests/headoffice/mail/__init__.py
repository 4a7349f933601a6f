"""Tests of mail by head office."""

"""Tests of laptops that reach a live head office over a bad link."""

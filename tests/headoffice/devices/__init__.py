"""Tests of enrolled devices: their codes, credentials and what becomes of them."""

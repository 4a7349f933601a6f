"""Tests of inbox, worker, sales, administration and their databases."""

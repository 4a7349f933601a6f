"""Tests of orders on paper."""

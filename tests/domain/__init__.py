"""Tests of values, pricing, rules and tasks."""

"""Tests of the laptop's database."""

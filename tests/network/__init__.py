"""Tests of the network below every transport."""

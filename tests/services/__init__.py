"""Tests of services beside head office."""

"""Tests of the sentences and labels that stand for codes."""

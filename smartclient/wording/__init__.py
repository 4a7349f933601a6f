"""Wording: English sentences for codes, and labels for states, which the programs translate."""

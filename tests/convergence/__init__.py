"""Plays of laptops and a head office that end by comparing both sides."""

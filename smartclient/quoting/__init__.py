"""Quoting: an order as a device prices and checks it, from whatever it keeps its data in."""

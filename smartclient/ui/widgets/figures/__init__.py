"""Figures: amounts as meters, charts, sums and tiles."""

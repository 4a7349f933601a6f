"""Sales: orders, customers and what the rules judge them by, in head office's tables."""

"""Sales: orders, customers and the context of the rules, in head office's tables."""

"""Documents made from records: an order on paper, a list as a table; without a window."""

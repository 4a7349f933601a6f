"""Documents of records: an order to print, a list as a table; without a window."""

"""The demonstration: a company, a laptop and a story to try the product with."""

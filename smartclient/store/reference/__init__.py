"""Reference data in the store: catalog, customers, prices, and what the rules read of them."""

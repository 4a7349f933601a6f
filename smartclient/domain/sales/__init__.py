"""Sales: catalog, customers, orders, and what an order costs."""

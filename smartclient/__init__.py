"""Smart Client: take orders where the network does not reach."""

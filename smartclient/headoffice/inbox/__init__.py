"""The inbox: requests arrive, wait in lanes, and are answered by workers."""

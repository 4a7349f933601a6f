"""The JSON shapes of what commands print."""

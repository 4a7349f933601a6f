"""Work that happens by itself, on time."""

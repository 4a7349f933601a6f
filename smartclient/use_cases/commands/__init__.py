"""Commands: what a rep or an admin does, each saved as one transaction."""

"""The network below the link: what the system says of it without a window, and a cheap probe."""

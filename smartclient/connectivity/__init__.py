"""The link's state, and how good it is: what was seen of it, never a guess."""

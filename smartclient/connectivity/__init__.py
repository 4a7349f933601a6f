"""Whether there is a link, and whether it is worth using."""

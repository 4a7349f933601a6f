"""The laptop's side of the link."""

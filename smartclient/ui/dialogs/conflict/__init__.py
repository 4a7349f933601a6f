"""The conflict dialog and its parts."""

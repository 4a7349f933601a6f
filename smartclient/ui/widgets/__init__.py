"""Small controls that several pages and dialogs use."""

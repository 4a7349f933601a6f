"""The text of the window: languages, formats and sentences."""

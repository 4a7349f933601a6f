"""Pages: what commands print for a person, as tables and sentences."""

"""Text: canonical forms, search forms, hidden characters, and codes that people scan or type."""

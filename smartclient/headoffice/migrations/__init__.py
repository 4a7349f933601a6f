"""Head office's schema, step by step."""

"""The laptop's encrypted database."""

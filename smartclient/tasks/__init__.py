"""What a rep or an admin can do."""

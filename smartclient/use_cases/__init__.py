"""What a rep or an admin can do: commands, the queries of screens, and what replies do."""

"""Read models: what a query gathers for a screen or a command, ready to show."""

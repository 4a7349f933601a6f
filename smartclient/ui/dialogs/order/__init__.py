"""The dialogs of an order: its editor, its view, and their parts."""

"""Dialogs about mail: writing one, and what became of those that were written."""

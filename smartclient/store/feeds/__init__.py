"""Feeds in the store: pages applied, checked and merged, with their cursors."""

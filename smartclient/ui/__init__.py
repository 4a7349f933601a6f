"""The window: pages, dialogs, models and delegates over the use cases; the only place with Qt."""

"""The window: pages, dialogs, models and delegates over the desk; the only place with Qt."""

"""The rep's work in the store: orders, tasks, the outbox, conflicts and edits."""

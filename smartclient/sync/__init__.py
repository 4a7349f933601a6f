"""The sync: sends the outbox, collects replies, and pulls feeds, until nothing moves."""

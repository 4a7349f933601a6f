"""What both sides of the link share: messages, feeds and the operations."""

"""Mail: handing one message to a mail server, and knowing what became of it."""

"""Mail by head office: the mailbox it sends from, its mails, and what sends them."""

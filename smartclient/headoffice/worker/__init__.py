"""The worker: the process that answers the requests in the inbox, and what it reports."""

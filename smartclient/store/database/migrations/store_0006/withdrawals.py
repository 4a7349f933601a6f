"""Withdrawals: each request names those that are not to be carried out any more."""

STATEMENTS = ("ALTER TABLE requests ADD COLUMN withdraws TEXT NOT NULL DEFAULT ''",)

"""The Message-IDs of mails that this device sends by itself."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE message_ids (
    mail_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    PRIMARY KEY (mail_id)
)
""",
)

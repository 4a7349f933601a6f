FORCESEEK (uq_sync_inbox_sender_request_id (sender, request_id))

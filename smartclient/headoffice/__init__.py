"""The service side: tables, inbox, worker, feeds and cases."""

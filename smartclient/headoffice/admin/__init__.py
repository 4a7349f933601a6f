"""Administration: what head office's staff and command line see and do."""

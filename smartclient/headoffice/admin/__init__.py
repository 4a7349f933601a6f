"""Administration: what head office's own staff and its services see and do."""

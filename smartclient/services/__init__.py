"""Services: what work is sent to beside head office's own database."""

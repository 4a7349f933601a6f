"""Monitoring: what Prometheus is given of head office and of this process."""

"""The web service: head office over HTTPS, beside the worker."""

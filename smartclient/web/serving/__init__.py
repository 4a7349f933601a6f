"""Serving: the listener, TLS and HTTP beneath the application."""

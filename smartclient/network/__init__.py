"""The network below every transport: how a connection is opened."""

"""Head office over HTTPS: the operations, and the calls of a device about itself."""

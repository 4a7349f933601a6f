"""Head office over HTTPS: what crosses that link besides the operations' own messages."""

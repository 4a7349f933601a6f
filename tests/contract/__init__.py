"""What every head office promises a laptop, on every database."""

"""What the order pad runs in the page, tried without one."""

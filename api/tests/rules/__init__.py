"""What the code itself must keep to."""

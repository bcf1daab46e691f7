"""Every decision and every write, one file per noun."""

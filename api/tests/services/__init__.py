"""The feed, backups and secrets, below HTTP."""

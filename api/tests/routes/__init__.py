"""One file per endpoint, and one per rule that all of them share."""

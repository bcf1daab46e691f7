"""nginx and the API together, as started natively: what only both can keep."""

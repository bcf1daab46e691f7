"""Rooms against a simple model of them: whatever people do, each answer is what the model says."""

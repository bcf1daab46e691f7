"""Tests of what is read and noticed: mentions, read marks, typing and presence, quiet hours."""

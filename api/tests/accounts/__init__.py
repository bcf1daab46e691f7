"""Tests of accounts: making them, coming in by them, what their roles may."""

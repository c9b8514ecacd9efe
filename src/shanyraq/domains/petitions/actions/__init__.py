"""Writes of petitions, one file a noun."""

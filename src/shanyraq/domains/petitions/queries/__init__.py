"""Reads of petitions: always what the one who asks may see."""

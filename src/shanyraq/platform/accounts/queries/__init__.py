"""Reads. Always what this user may see."""

"""Reads: always what this reader may see."""

"""Reads of this room; always what the reader may see."""

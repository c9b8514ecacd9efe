"""Reads. Always what the reader or the librarian may see."""

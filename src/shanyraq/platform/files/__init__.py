"""Uploaded files: what may come in, and how it is kept and served."""

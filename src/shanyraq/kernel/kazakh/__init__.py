"""Kazakh text: three scripts and their conversion, the search key. Pure functions on the standard library."""

"""Kazakh text: its three scripts, their conversion, the search key. Pure functions on the standard library."""

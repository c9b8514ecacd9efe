"""Kazakh text: its three scripts, their conversion, and the search key. Pure functions on the standard library alone."""

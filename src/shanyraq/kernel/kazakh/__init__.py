"""Kazakh text: its three scripts and their conversion. Pure functions on the standard library alone."""

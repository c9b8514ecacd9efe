"""Shanyraq: one roof for the public systems of a ministry of culture and information."""

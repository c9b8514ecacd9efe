"""Editions in the formats of other systems: exchange formats, metadata for the web, citations."""

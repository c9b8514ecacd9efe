"""Data for machines: the JSON API, feeds, dumps."""

"""Persons, bodies, places and subjects with names in several languages and scripts."""

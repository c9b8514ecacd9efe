"""Codes of descriptions in the reader's language: kinds, languages, roles, scripts."""

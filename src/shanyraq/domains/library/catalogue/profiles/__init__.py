"""Mapping profiles: tables that say which tags, subfields and positions go into which part of a description.

``schema`` checks a table, ``mapping.Mapper`` reads records with it, ``shipped/`` holds the platform's own.
"""

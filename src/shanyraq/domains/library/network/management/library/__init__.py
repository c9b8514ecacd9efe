"""Subcommands of ``shanyraq library`` that belong to this room."""

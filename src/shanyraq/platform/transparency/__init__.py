"""Moves of procedures, performed under a lock and recorded for ever."""

"""Verifiable logs: what was stated stands in a tree that only grows, which anyone can recompute.

Rooms state with ``appending``; the one process that is ``sequencing`` gives every entry its place and signs
the tree's head; ``publishing`` writes the files that clients, witnesses and ``shanyraq-verify`` read. The
design and its reasons: ``docs/decisions/0010-petitions-are-counted-from-a-log.md``.
"""

"""Verifiable logs: an append-only Merkle tree, its proofs, its files and its signed heads.

Standard library alone, so that whoever checks a log needs nothing installed and can read all of the code that
convinces them. Sources: RFC 9162 (tree and proofs), C2SP ``tlog-tiles``, ``signed-note``, ``tlog-checkpoint``
and ``tlog-cosignature`` (files and signatures), RFC 8032 (Ed25519).
"""

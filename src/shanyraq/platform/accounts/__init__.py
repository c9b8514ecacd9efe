"""People, their proofs of identity, and organisations."""

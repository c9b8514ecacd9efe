"""OPDS 1.2 (Atom) and 2.0 (JSON): catalogues for reading applications, of one and the same feeds."""

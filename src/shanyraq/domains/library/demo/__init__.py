"""The demonstration of the library: three members, their catalogues and readers, and books to read."""

"""The index of one node: a small interface in front of tantivy."""

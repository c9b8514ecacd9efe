"""Which records describe the same edition and the same work: keys, scores, descriptions. Pure."""

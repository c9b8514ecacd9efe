"""The review of signatures against fraud: what was noticed, and what a person decides."""

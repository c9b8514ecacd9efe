"""Our own checks and the small programs behind the Makefile."""

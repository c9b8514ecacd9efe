"""Forms of digital editions."""

"""Settings, root addresses, server entry and the launcher: the only part that knows all others."""

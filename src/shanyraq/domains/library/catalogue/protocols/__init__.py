"""The open protocols of the library: OAI-PMH, SRU, OPDS. Each is a pure part behind a thin view."""

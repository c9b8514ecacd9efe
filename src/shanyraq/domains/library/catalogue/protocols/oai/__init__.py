"""OAI-PMH 2.0 (protocol version of 2002): a provider that keeps no state and loses no change."""

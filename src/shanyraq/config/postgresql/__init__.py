"""Django's PostgreSQL, with a connection that is asked less often whether it lives."""

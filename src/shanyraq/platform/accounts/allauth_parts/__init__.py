"""What we change in allauth: its hooks, one module a part of it."""

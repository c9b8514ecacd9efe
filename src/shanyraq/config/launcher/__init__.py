"""The `shanyraq` command: database, web server and worker started and stopped together."""

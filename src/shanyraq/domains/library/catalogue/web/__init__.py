"""HTTP of the catalogue: pages for everybody, files, machines, the librarians' editor."""

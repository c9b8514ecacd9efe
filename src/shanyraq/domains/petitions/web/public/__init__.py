"""Pages, feeds and files of petitions for everybody."""

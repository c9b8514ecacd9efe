"""Digital editions: pages, text, access and the reader's page."""

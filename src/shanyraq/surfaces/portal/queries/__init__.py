"""Reads of the portal: always what a visitor may see, in the reader's language."""

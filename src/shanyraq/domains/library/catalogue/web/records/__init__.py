"""The librarians' record editor."""

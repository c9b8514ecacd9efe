"""Files of books: scans, PDF, EPUB and ALTO, read and written without knowing the database."""

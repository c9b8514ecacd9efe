"""Setting the demonstration's own texts as pages of a small book, and as an EPUB."""

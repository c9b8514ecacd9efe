"""From text to terms: what a document is found by, and what a query asks for."""

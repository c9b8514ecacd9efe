"""The words of the IIIF Image API 2.1 and 3.0: understanding requests, describing pictures."""

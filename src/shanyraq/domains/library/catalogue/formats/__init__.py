"""Reading and writing of MARC records: pure code that knows nothing of the database.

``reading`` gives every record of a file with its place and original bytes, or an error for just that record.
"""

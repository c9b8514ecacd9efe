"""Signing, one's own signature with its receipt, and the check of receipts in the browser."""

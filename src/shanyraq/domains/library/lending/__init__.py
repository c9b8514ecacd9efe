"""Loans, holds and the circulation desk."""

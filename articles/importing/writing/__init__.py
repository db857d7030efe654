"""Carry out a plan in bulk SQL and journal it; the caller holds the transaction."""

from articles.importing.writing.batch import write_plan
from articles.importing.writing.settling import settle

__all__ = ["settle", "write_plan"]

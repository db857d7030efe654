"""Taking back what an action changed, where it still stands."""

from articles.curation.undoing.undo import CannotUndoError, undo

__all__ = ["CannotUndoError", "undo"]

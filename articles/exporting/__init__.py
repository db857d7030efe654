"""Articles → files: what came from a file goes back to the byte, but for the lines that staff changed."""

from articles.exporting.folder import OutsideError
from articles.exporting.run import CannotExportError, Report, export_seeds

__all__ = ["CannotExportError", "OutsideError", "Report", "export_seeds"]

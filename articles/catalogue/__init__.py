"""Published articles as counts, search and rankings know them, and how that is kept true.

Triggers note in `Due` which articles were written, whoever writes; `refresh` makes their entries anew.
Whatever goes through the journal is refreshed there, in its own transaction, so that readers never see one
without the other.
"""

from articles.catalogue.counts import Counts
from articles.catalogue.refreshing import catch_up, rebuild, refresh

__all__ = ["Counts", "catch_up", "rebuild", "refresh"]

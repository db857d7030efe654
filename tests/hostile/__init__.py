"""Bad inputs and the verdict that each must get. Small ones are files of this folder, the others are made."""

from tests.hostile.documents import SCRIPTS, Case, document
from tests.hostile.rejected import REJECTED
from tests.hostile.tolerated import HARMLESS, NOTED, PLAIN, SAME, STRIPPED

__all__ = ["HARMLESS", "NOTED", "PLAIN", "REJECTED", "SAME", "SCRIPTS", "STRIPPED", "Case", "document"]

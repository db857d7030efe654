"""How times are told as they pass: by the minute, by the hour, then by their date."""

from datetime import datetime

from django.utils import timezone

HOUR, DAY = 3600, 86400  # seconds


def age(instant: datetime | None) -> int:
    """A number that changes whenever a relative time is told differently."""
    if instant is None:
        return -1
    seconds = (timezone.now() - instant).total_seconds()
    if not 0 <= seconds < DAY:
        return -1
    return int(seconds // 60) if seconds < HOUR else HOUR + int(seconds // HOUR)

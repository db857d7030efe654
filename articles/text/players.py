"""Players that a featured video may come from: the one list for pages and for the Content-Security-Policy."""

from typing import Final
from urllib.parse import urlsplit

PLAYERS: Final = (
    "https://www.youtube.com/embed/",
    "https://www.youtube-nocookie.com/embed/",
    "https://player.vimeo.com/video/",
)
ORIGINS: Final = [f"https://{urlsplit(player).netloc}" for player in PLAYERS]

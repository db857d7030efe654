"""Uploaded pictures, where the file system keeps them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve


def uploaded(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give the file at `path` in the media folder; 404 where there is none, 400 outside of the folder."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:  # a name longer than the file system knows
        raise Http404 from error

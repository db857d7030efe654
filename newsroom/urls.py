"""Addresses of the whole site."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from newsroom import health, media

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/", include("articles.api.urls")),
    path("", include("articles.public.urls")),
]
if settings.MEDIA_URL.startswith("/"):
    # Not in development only: one machine with the embedded default needs no other server for its pictures.
    urlpatterns.append(path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media.uploaded, name="media"))

"""The bare Django view that `web` measures against: no middleware, no template, the same bytes."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGES = {file.name: file.read_bytes() for file in Path(os.environ["BENCH_FOLDER"]).glob("*.html")}


def page(request: HttpRequest, name: str) -> HttpResponse:
    content = PAGES.get(name, b"")
    return HttpResponse(content, headers={"Content-Length": len(content)})


urlpatterns = [path("<str:name>", page)]
if not settings.configured:
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="bare", MIDDLEWARE=[])
application = get_wsgi_application()

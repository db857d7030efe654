"""Settings for the suite: the product's own, whatever the developer's environment says."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# One folder per process, so that parallel workers and other sessions stay apart.
SCRATCH = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

PRODUCT_VARIABLES = {
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "INDEX_EXCERPTS",
    "MEDIA_URL",
    "SECRET_KEY",
    "SITE_NAME",
    "SITE_URL",
    "TIME_ZONE",
    "WEBSUB_HUB",
}
for name in PRODUCT_VARIABLES & os.environ.keys():
    del os.environ[name]
os.environ["DEBUG"] = "1"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{SCRATCH / 'unused.sqlite3'}"

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import DATABASES  # noqa: E402

database = DATABASES["default"]
database["CONN_MAX_AGE"] = 0  # a kept connection of the live server would stop the database being dropped
if database["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in the product: in memory, the threads of the live server would share one connection.
    database["TEST"] = {"NAME": SCRATCH / "test.sqlite3"}
    database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # nobody pulls this plug
else:
    # A server set up without a language would otherwise make databases that know ASCII only.
    database["TEST"] = {"CHARSET": "UTF8", "TEMPLATE": "template0"}

# Pages are made anew for every request; tests of caching ask for `page_cache`.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
MEDIA_ROOT = SCRATCH / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # thousands of logins, no secrets
WHITENOISE_AUTOREFRESH = True  # static files from where they are written, not from where they are collected
WHITENOISE_USE_FINDERS = True

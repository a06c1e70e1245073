"""The web process: it is always the web's role in the database."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nastavnik.config.settings")
os.environ.setdefault("NASTAVNIK_ROLE", "web")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from nastavnik.access.checks import refuse_to_serve_without_walls  # noqa: E402  (needs the applications)

refuse_to_serve_without_walls()

# What was loaded stays for good: collections of garbage, which come in the middle of a page, pass it by.
gc.collect()
gc.freeze()

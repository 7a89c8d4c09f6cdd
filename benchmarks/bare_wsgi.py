"""The project's application with `bare_urls` before its addresses, for gunicorn: `benchmarks.signage`."""

import django
from django.conf import settings

settings.ROOT_URLCONF = "benchmarks.bare_urls"
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

"""The addresses of the portal and, before them, the least a Django view can do: `benchmarks.signage`."""

from django.http import HttpRequest, HttpResponseNotModified
from django.urls import URLPattern, URLResolver, path

from portal.urls import urlpatterns as portal_urlpatterns


def bare(request: HttpRequest) -> HttpResponseNotModified:
    """304 whatever is asked."""
    return HttpResponseNotModified()


urlpatterns: list[URLPattern | URLResolver] = [path("signage/v1/bare", bare), *portal_urlpatterns]

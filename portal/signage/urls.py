"""Everything below /signage/v1/: for machines, without sub-site, session or cookies."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "signage"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.signage.rendering.urls")),
]

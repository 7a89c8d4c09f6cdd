"""Everything below /signage/v1/: for machines, without sub-site, session or cookies."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from portal.signage.boards.authentication import not_found

app_name = "signage"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.signage.feeds.urls")),  # first: what is asked most
    path("", include("portal.signage.boards.machine_urls")),
    path("", include("portal.signage.monitoring.urls")),
    path("", include("portal.signage.schedule.urls")),
    path("", include("portal.signage.rendering.urls")),
    path("", include("portal.signage.emergency.urls")),
    re_path("", not_found, name="nothing"),  # last: whatever else is asked below the prefix
]

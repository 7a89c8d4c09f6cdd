"""Everything below /signage/v1/: for machines, without sub-site, session or cookies."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from portal.signage.boards.authentication import not_found
from portal.signage.feeds.urls import urlpatterns as feeds_urlpatterns

app_name = "signage"
urlpatterns: list[URLPattern | URLResolver] = [
    *feeds_urlpatterns,  # first, and not included: what is asked most is found with fewest steps
    path("", include("portal.signage.emergency.urls")),
    path("", include("portal.signage.player.urls")),
    path("", include("portal.signage.schedule.urls")),
    path("", include("portal.signage.rendering.urls")),
    path("", include("portal.signage.boards.machine_urls")),
    path("", include("portal.signage.monitoring.urls")),
    re_path("", not_found, name="nothing"),  # last: whatever else is asked below the prefix
]

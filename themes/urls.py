"""Addresses of the themes engine; the project says under which prefix."""

from django.urls import re_path

from themes.views import own_colours

app_name = "themes"

urlpatterns = [
    # Nine digits: a longer number is no key, and a database fails over it.
    re_path(r"^(?P<site_id>[0-9]{1,9})-(?P<digest>[^/]+)\.css$", own_colours, name="colours"),
]

"""Addresses of the themes engine; the project says under which prefix."""

from django.urls import path

from themes.views import own_colours

app_name = "themes"

urlpatterns = [
    path("<int:site_id>-<str:digest>.css", own_colours, name="colours"),
]

"""Addresses of the themes engine."""

from django.urls import path

from themes.views import own_colours

app_name = "themes"

urlpatterns = [
    path("giao-dien/<int:site_id>-<str:digest>.css", own_colours, name="colours"),
]

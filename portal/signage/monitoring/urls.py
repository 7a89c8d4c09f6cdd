"""Addresses below /signage/v1/ to which boards send."""

from django.urls import path

from portal.signage.monitoring import views

urlpatterns = [
    path("boards/me/heartbeat", views.heartbeat, name="heartbeat"),
    path("boards/me/plays", views.plays, name="plays"),
    path("boards/me/screenshot", views.screenshot, name="screenshot"),
]

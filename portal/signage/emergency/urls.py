"""Addresses below /signage/v1/ that are about alerts."""

from django.urls import URLPattern, URLResolver, path

from portal.signage.boards.authentication import both_ways
from portal.signage.emergency import endpoints, events

urlpatterns: list[URLPattern | URLResolver] = [
    *both_ways("emergency.json", endpoints.emergency, name="emergency"),
    *both_ways("cap.xml", endpoints.cap, name="cap"),
    *both_ways("events", events.events, name="events"),
    path("boards/me/acks", endpoints.acks, name="acks"),
]

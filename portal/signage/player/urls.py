"""Addresses of the player, below /signage/v1/."""

from django.urls import path

from portal.signage.player import views

urlpatterns = [
    path("player", views.shell, name="player"),
    path("player/sw.js", views.worker, name="player_worker"),
    path("player/<slug:code>/<str:name>", views.file, name="player_file"),
]

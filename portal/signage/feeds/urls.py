"""What boards read, and the two schemas."""

from django.urls import path

from portal.signage.boards.authentication import both_ways
from portal.signage.feeds import views

urlpatterns = [
    *both_ways("playlist.json", views.playlist),
    path("boards/me", views.board, name="board"),
    path("k/<str:key>", views.board, name="board_by_key"),
    *both_ways("feed.xml", views.feed),
    *both_ways("concerto.json", views.concerto),
    *both_ways("ticker.txt", views.ticker),
    *both_ways("ticker.kv", views.ticker_keys),
    *both_ways("frame.png", views.frame),
    path("schemas/playlist.json", views.schema, {"name": "playlist"}, name="playlist_schema"),
    path("schemas/emergency.json", views.schema, {"name": "emergency"}, name="emergency_schema"),
]

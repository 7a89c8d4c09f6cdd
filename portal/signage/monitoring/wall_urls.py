"""Addresses below /admin/signage/wall/."""

from django.urls import path

from portal.signage.monitoring import wall

app_name = "signage_wall"

urlpatterns = [
    path("", wall.WallView.as_view(), name="index"),
    path("<int:board_id>/", wall.BoardView.as_view(), name="board"),
    path("<int:board_id>/screenshot/", wall.AskScreenshotView.as_view(), name="ask_screenshot"),
    path("<int:board_id>/screenshot/<int:shot_id>.png", wall.ScreenshotView.as_view(), name="screenshot"),
    path("<int:board_id>/plays.csv", wall.PlaysExportView.as_view(), name="plays"),
]

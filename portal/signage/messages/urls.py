"""Addresses below /admin/signage/ of this room."""

from django.urls import include, path

from portal.signage.messages import views

messages = (
    [
        path("", views.MessageListView.as_view(), name="index"),
        path("new/", views.NewMessageView.as_view(), name="new"),
    ],
    "signage_messages",
)
timeline = ([path("<int:board_id>/day/", views.BoardDayView.as_view(), name="day")], "signage_timeline")

urlpatterns = [
    path("messages/", include(messages)),
    path("boards/", include(timeline)),
]

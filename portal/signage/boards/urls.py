"""Addresses below /admin/signage/boards/."""

from django.urls import path

from portal.signage.boards import key_screens, pairing_screens, tag_screens, views

app_name = "signage_boards"

urlpatterns = [
    path("", views.BoardListView.as_view(), name="index"),
    path("add/", views.BoardAddView.as_view(), name="add"),
    path("pair/", pairing_screens.PairView.as_view(), name="pair"),
    path("tags/", tag_screens.TagListView.as_view(), name="tags"),
    path("tags/<int:tag_id>/", tag_screens.TagEditView.as_view(), name="tag_edit"),
    path("tags/<int:tag_id>/delete/", tag_screens.TagDeleteView.as_view(), name="tag_delete"),
    path("<int:board_id>/", views.BoardView.as_view(), name="board"),
    path("<int:board_id>/edit/", views.BoardEditView.as_view(), name="edit"),
    path("<int:board_id>/pair/", pairing_screens.PairBoardView.as_view(), name="pair_board"),
    path("<int:board_id>/retire/", views.BoardRetireView.as_view(), name="retire"),
    path("<int:board_id>/restore/", views.BoardRestoreView.as_view(), name="restore"),
    path("<int:board_id>/move/", views.BoardMoveView.as_view(), name="move"),
    path("<int:board_id>/keys/", key_screens.KeysView.as_view(), name="keys"),
    path("<int:board_id>/keys/issue/", key_screens.KeyIssueView.as_view(), name="issue"),
    path("<int:board_id>/keys/<int:key_id>/revoke/", key_screens.KeyRevokeView.as_view(), name="revoke"),
    path("<int:board_id>/keys/<int:key_id>/cloned/", key_screens.CloneDismissView.as_view(), name="cloned"),
]

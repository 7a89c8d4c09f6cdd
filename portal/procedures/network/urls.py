"""Addresses below /admin/procedures-network/."""

from django.urls import path

from portal.procedures.network import views

app_name = "procedures_network"

urlpatterns = [
    path("", views.NetworkIndexView.as_view(), name="index"),
    path("by-procedure/", views.ProceduresBehindView.as_view(), name="procedures"),
    path("own-parts/", views.OwnPartsView.as_view(), name="own_parts"),
    path("proposals/", views.ProposalsView.as_view(), name="proposals"),
    path("proposals/<int:proposal_id>/", views.AnswerView.as_view(), name="answer"),
]

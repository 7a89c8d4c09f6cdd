"""Addresses below /admin/procedures-here/."""

from django.urls import path

from portal.procedures.adoption import own_parts, views

app_name = "procedures_here"

urlpatterns = [
    path("", views.HereIndexView.as_view(), name="index"),
    path("<int:unit_id>/", views.ProcedureListView.as_view(), name="list"),
    path("<int:unit_id>/facts/", views.FactsView.as_view(), name="facts"),
    path("<int:unit_id>/tasks/", own_parts.TasksView.as_view(), name="tasks"),
    path("<int:unit_id>/tasks/<int:task_id>/", own_parts.TaskView.as_view(), name="task"),
    path("<int:unit_id>/<int:procedure_id>/", views.ProcedureView.as_view(), name="procedure"),
    path(
        "<int:unit_id>/<int:procedure_id>/facts/", views.ProcedureFactsView.as_view(), name="procedure_facts"
    ),
    path("<int:unit_id>/<int:procedure_id>/propose/", views.ProposeView.as_view(), name="propose"),
    path("<int:unit_id>/<int:procedure_id>/carry-out/", views.CarryOutView.as_view(), name="carry_out"),
    path(
        "<int:unit_id>/<int:procedure_id>/parts/<slug:part>/",
        own_parts.OverrideView.as_view(),
        name="override",
    ),
    path(
        "<int:unit_id>/<int:procedure_id>/parts/<slug:part>/remove/",
        own_parts.OverrideRemoveView.as_view(),
        name="remove",
    ),
]

"""Admin addresses that stand before Wagtail's own: the same screens at the same places, scoped.

Their names differ, so Wagtail's still lead to the place, and the place to ours.
"""

from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from sites.folder_privacy import set_folder_privacy
from sites.reports import OwnHistoryView, OwnLockedPagesView, OwnWorkflowTasksView, OwnWorkflowView

_SCREENS = (
    ("locked/", "locked_pages", OwnLockedPagesView),
    ("workflow/", "workflow", OwnWorkflowView),
    ("workflow_tasks/", "workflow_tasks", OwnWorkflowTasksView),
    ("site-history/", "site_history", OwnHistoryView),
)

_reports = []
for _route, _name, _view in _SCREENS:
    _reports += [
        path(_route, never_cache(require_admin_access(_view.as_view())), name=_name),
        path(
            f"{_route}results/",
            never_cache(require_admin_access(_view.as_view(results_only=True))),
            name=f"{_name}_results",
        ),
    ]

urlpatterns = [
    path("reports/", include((_reports, "site_reports"), namespace="site_reports")),
    path(
        "collections/<int:collection_id>/privacy/",
        never_cache(require_admin_access(set_folder_privacy)),
        name="site_folder_privacy",
    ),
]

"""The province's screen: a file of figures is checked, shown and then taken over."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.procedures.models.statistics import StatisticsUpload
from portal.procedures.statistics.permissions import may_import_statistics, may_view_statistics
from portal.procedures.statistics.reading import HEADINGS_IN_WORDS, MAX_BYTES
from portal.procedures.statistics.refusals import StatisticsRefused
from portal.procedures.statistics.selectors import imports_made
from portal.procedures.statistics.uploads import upload_check, upload_confirm

PROBLEMS_SHOWN = 100
_RETURN = "procedure_statistics:index"


class StatisticsFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File with figures"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV UTF-8, at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(megabytes)d MB.") % {"megabytes": MAX_BYTES // 1024 // 1024}
            )
        return file


class StatisticsView(WagtailAdminTemplateMixin, FormView):
    """A form; after a good file the same page says what it would do and asks."""

    template_name = "procedures/admin/statistics.html"
    form_class = StatisticsFileForm
    page_title = gettext_lazy("Statistics of services")
    header_icon = "table"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().breadcrumbs_items, {"url": "", "label": _("Statistics of services")}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_allowed = may_import_statistics if request.method == "POST" else may_view_statistics
        if not is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "may_import": may_import_statistics(self.request.user),
            "headings": HEADINGS_IN_WORDS,
            "imports": imports_made(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "confirm" in request.POST:
            return self._confirm()
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: StatisticsFileForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            report = upload_check(
                file_name=file.name, content=file.read(), actor=self.request.user, now=timezone.now()
            )
        except StatisticsRefused as refused:
            return self._refused(form, refused)
        context = self.get_context_data(form=self.form_class(), report=report, file_name=file.name)
        return self.render_to_response(context)

    def _confirm(self) -> HttpResponse:
        upload = StatisticsUpload.objects.filter(user=self.request.user.pk).first()
        if upload is None:
            messages.error(self.request, _("No file waits any more. Please send it again."))
            return redirect(_RETURN)
        try:
            report = upload_confirm(upload=upload, actor=self.request.user, now=timezone.now())
        except StatisticsRefused as refused:
            return self._refused(self.form_class(), refused)
        text = _("New: %(created)d, corrected: %(corrected)d, unchanged: %(unchanged)d.")
        counts = {"created": report.created, "corrected": report.corrected, "unchanged": report.unchanged}
        messages.success(self.request, text % counts)
        return redirect(_RETURN)

    def _refused(self, form: StatisticsFileForm, refused: StatisticsRefused) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            problems=refused.problems[:PROBLEMS_SHOWN],
            problem_count=len(refused.problems),
            problems_left=max(0, len(refused.problems) - PROBLEMS_SHOWN),
        )
        return self.render_to_response(context, status=422)

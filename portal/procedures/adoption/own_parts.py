"""Screens of the parts a unit states itself, and of the tasks that wait when the record changed them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from portal.procedures.adoption.forms import PART_FORMS, DecisionForm, OverrideForm
from portal.procedures.adoption.screens import HereFormView, HereScreen, ProcedureScreen
from portal.procedures.adoption.selectors import open_tasks
from portal.procedures.adoption.services import (
    override_remove,
    override_write,
    task_decide,
    tasks_take_over,
)
from portal.procedures.adoption.wording import comparison, part_lines
from portal.procedures.enums import FieldPolicy
from portal.procedures.models import Override, OverrideTask
from portal.procedures.parts import RECORD_PARTS
from portal.procedures.selectors import policies_on_day


class TasksView(HereScreen, TemplateView):
    """What waits for this unit. Sending takes the record over in all tasks that are shown."""

    template_name = "procedures/admin/tasks.html"
    page_subtitle = gettext_lazy("The record changed")

    @cached_property
    def tasks(self) -> list[OverrideTask]:
        return list(open_tasks(unit=self.unit))

    def steps(self) -> list[tuple[str, str]]:
        return [(str(self.page_subtitle), "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(task, RECORD_PARTS[task.override.part].label) for task in self.tasks]
        return super().get_context_data(**kwargs) | {"rows": rows}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_edit:
            raise PermissionDenied
        wanted = set(request.POST.getlist("task"))
        chosen = [task for task in self.tasks if str(task.pk) in wanted]
        if not chosen:
            messages.error(request, _("Choose at least one task."))
            return redirect("procedures_here:tasks", self.unit.pk)
        count = tasks_take_over(unit=self.unit, tasks=chosen, actor=request.user, now=timezone.now())
        text = ngettext(
            "The record is taken over in %(count)s part.",
            "The record is taken over in %(count)s parts.",
            count,
        )
        messages.success(request, text % {"count": count})
        return redirect("procedures_here:tasks", self.unit.pk)


class TaskView(HereFormView):
    """Three columns: the record when we wrote, the record now, our own; and the two ways on."""

    writes = False
    template_name = "procedures/admin/task.html"
    form_class = DecisionForm
    done = gettext_lazy("Decided.")

    @cached_property
    def task(self) -> OverrideTask:
        return get_object_or_404(open_tasks(unit=self.unit), pk=self.kwargs["task_id"])

    def check(self) -> None:
        if self.task and self.request.method == "POST" and not self.may_edit:
            raise PermissionDenied

    def steps(self) -> list[tuple[str, str]]:
        tasks = reverse("procedures_here:tasks", args=[self.unit.pk])
        return [(_("The record changed"), tasks), (self.task.override.procedure.code, "")]

    def back(self) -> str:
        return reverse("procedures_here:tasks", args=[self.unit.pk])

    def get_page_subtitle(self) -> str:
        return str(RECORD_PARTS[self.task.override.part].label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        override, part = self.task.override, self.task.override.part
        columns = comparison(
            part,
            then=override.base_version.content[part],
            now=self.task.version.content[part],
            own=override.value,
        )
        later = self.task.version.effective_from
        return super().get_context_data(**kwargs) | {
            "task": self.task,
            "override": override,
            "columns": columns,
            "part": RECORD_PARTS[part],
            "is_later": later is not None and later > self.day,
        }

    def save(self, form: DecisionForm) -> None:
        decision = form.cleaned_data["decision"]
        task_decide(task=self.task, decision=decision, actor=self.request.user, now=timezone.now())


class PartScreen(ProcedureScreen):
    """About one part that the unit may state itself; others are refused."""

    def check(self) -> None:
        key = self.kwargs["part"]
        if key not in RECORD_PARTS:
            raise Http404
        if policies_on_day(day=self.day)[key] != FieldPolicy.OVERRIDABLE or key not in PART_FORMS:
            raise PermissionDenied

    @cached_property
    def own(self) -> Override | None:
        return Override.objects.filter(
            unit=self.unit, procedure=self.version.procedure_id, part=self.kwargs["part"]
        ).first()

    def get_page_subtitle(self) -> str:
        return str(RECORD_PARTS[self.kwargs["part"]].label)


class OverrideView(PartScreen, HereFormView):
    template_name = "procedures/admin/override.html"
    done = gettext_lazy("Saved. Your site shows it at once.")

    def get_form_class(self) -> type[OverrideForm]:
        return PART_FORMS[self.kwargs["part"]]

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.own.reason, "review_on": self.own.review_on} if self.own else {}

    def get_form_kwargs(self) -> dict[str, Any]:
        recorded = self.version.content[self.kwargs["part"]]
        return super().get_form_kwargs() | {"shown": self.own.value if self.own else recorded}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = self.kwargs["part"]
        return super().get_context_data(**kwargs) | {
            "recorded": part_lines(key, self.version.content[key]),
            "own": self.own,
            "remove_url": reverse(
                "procedures_here:remove", args=[self.unit.pk, self.version.procedure_id, key]
            ),
        }

    def save(self, form: OverrideForm) -> None:
        override_write(
            unit=self.unit,
            version=self.version,
            part=self.kwargs["part"],
            value=form.value(),
            reason=form.cleaned_data["reason"],
            review_on=form.cleaned_data["review_on"],
            actor=self.request.user,
            now=timezone.now(),
        )


class OverrideRemoveView(PartScreen, TemplateView):
    """Asks on GET, follows the record again on POST. Open also when the part has been locked since."""

    writes = True
    template_name = "procedures/admin/confirm.html"

    def check(self) -> None:
        if self.own is None:
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "question": _("Follow the record again in this part?"),
            "consequence": _(
                "Your own wording goes and your site shows the record at once. Office, hours and phone stay."
            ),
            "button": _("Follow the record"),
            "back": self.address,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.own is not None:
            override_remove(override=self.own, actor=request.user, now=timezone.now())
        messages.success(request, _("Your site follows the record again."))
        return redirect(self.address)

"""Tags of boards: the province's words, alike for all."""

from typing import Any

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.signage.boards.forms import TagForm
from portal.signage.boards.screens import BoardsScreen, ConfirmScreen, RefusableForm
from portal.signage.boards.services import tag_create, tag_delete, tag_rename
from portal.signage.models import BoardTag


class TagsScreen(BoardsScreen):
    page_title = gettext_lazy("Tags of boards")

    @property
    def is_allowed(self) -> bool:
        return self.policy.runs_network

    def back(self) -> str:
        return reverse("signage_boards:tags")

    def steps(self) -> list[tuple[str, str]]:
        return [(_("Tags of boards"), self.back()), *super().steps()]


class TagListView(TagsScreen, RefusableForm):
    """All tags with the number of boards; those who run the network add one below."""

    template_name = "signage/boards/tags.html"
    form_class = TagForm
    submit_button_label = gettext_lazy("Add the tag")

    @property
    def is_allowed(self) -> bool:
        is_reading = self.request.method in ("GET", "HEAD")
        return self.policy.runs_network or (self.policy.is_network_wide and is_reading)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "tags": BoardTag.objects.annotate(board_count=Count("boards")),
            "may_run": self.policy.runs_network,
        }

    def act(self, form: TagForm) -> str:
        tag = tag_create(name=form.cleaned_data["name"], actor=self.request.user, now=timezone.now())
        messages.success(self.request, _("Added: %(name)s.") % {"name": tag.name})
        return self.back()


class TagEditView(TagsScreen, RefusableForm):
    form_class = TagForm
    page_subtitle = gettext_lazy("Rename a tag")

    @cached_property
    def tag(self) -> BoardTag:
        return get_object_or_404(BoardTag, pk=self.kwargs["tag_id"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.tag}

    def act(self, form: TagForm) -> str:
        name = form.cleaned_data["name"]
        tag_rename(tag=self.tag, name=name, actor=self.request.user, now=timezone.now())
        messages.success(self.request, _("Saved: %(name)s.") % {"name": name})
        return self.back()


class TagDeleteView(TagsScreen, ConfirmScreen):
    page_subtitle = gettext_lazy("Delete a tag")
    question = gettext_lazy("Delete the tag “%(name)s”?")
    consequence = gettext_lazy("No board may have it any more.")
    button = gettext_lazy("Delete the tag")
    done = gettext_lazy("Deleted: %(name)s.")
    is_serious = True

    @cached_property
    def tag(self) -> BoardTag:
        return get_object_or_404(BoardTag, pk=self.kwargs["tag_id"])

    def names(self) -> dict[str, str]:
        return {"name": self.tag.name}

    def act(self) -> None:
        tag_delete(tag=self.tag, actor=self.request.user, now=timezone.now())

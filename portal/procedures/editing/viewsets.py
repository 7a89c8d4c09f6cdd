"""The shared records in Wagtail's snippet screens: changed by the province, read by nobody else."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from portal.procedures.editing.forms import AdoptionRuleForm, PartPolicyForm
from portal.procedures.editing.panels import PROCEDURE_PANELS
from portal.procedures.editing.services import TranslationRefused, procedure_translate
from portal.procedures.enums import ProcedureLevel, ServiceMode, VersionStatus
from portal.procedures.models import AdoptionRule, LifeEvent, PartPolicy, Procedure, ProcedureField
from search.analysis import words

TRANSLATED_INTO = "en"


def procedures_found(procedures: QuerySet[Procedure], query: str) -> QuerySet[Procedure]:
    """Those whose code, name or everyday words hold all words of the query; accents do not matter."""
    for word in words(query):
        procedures = procedures.filter(search_text__contains=word)
    return procedures


class ProcedureFilterSet(WagtailFilterSet):
    """`levels` is a JSON list: its text holds the value in quotes, on every database alike."""

    level = django_filters.ChoiceFilter(
        label=gettext_lazy("Level"), choices=ProcedureLevel.choices, method="of_level"
    )
    field = django_filters.ModelChoiceFilter(
        label=pgettext_lazy("of administration", "Field"), queryset=ProcedureField.objects.all()
    )
    service_mode = django_filters.ChoiceFilter(
        label=gettext_lazy("Online service"), choices=ServiceMode.choices
    )
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("What the decision does"), choices=VersionStatus.choices
    )

    class Meta:
        model = Procedure
        fields = ["field", "level", "service_mode", "status", "live", "has_unpublished_changes"]

    def of_level(self, procedures: QuerySet[Procedure], name: str, value: str) -> QuerySet[Procedure]:
        return procedures.filter(levels__icontains=f'"{value}"')


class LevelsColumn(Column):
    def get_value(self, instance: Procedure) -> str:
        return ", ".join(
            str(ProcedureLevel(level).label) for level in instance.levels if level in ProcedureLevel.values
        )


class StateColumn(Column):
    """Wagtail's own column looks up approval and schedule for every row."""

    def get_value(self, instance: Procedure) -> str:
        if not instance.live:
            return _("Draft")
        return _("Published, with changes to publish") if instance.has_unpublished_changes else _("Published")


class ProcedureIndexView(IndexView):
    """Constant in queries: the package's buttons of translation would ask for every row."""

    @cached_property
    def is_searchable(self) -> bool:
        return True

    def get_base_queryset(self) -> QuerySet[Procedure]:
        procedures = super().get_base_queryset().select_related("field", "locale")
        if "locale" in self.request.GET:
            return procedures
        return procedures.filter(locale__language_code="vi")

    def search_queryset(self, queryset: QuerySet[Procedure]) -> QuerySet[Procedure]:
        return procedures_found(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Without check boxes: nothing is done to many records at once here."""
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    def get_list_buttons(self, instance: Procedure) -> list[Button]:
        return []


class ProcedureEditView(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        if self.object.locale.language_code == TRANSLATED_INTO or any(
            translation["locale"].language_code == TRANSLATED_INTO for translation in self.translations
        ):
            return buttons
        url = reverse("wagtailsnippets_procedures_procedure:translate", args=[self.object.pk])
        return [*buttons, Button(_("Make the English version"), url=url, icon_name="globe", priority=30)]


class ProcedureTranslateView(WagtailAdminTemplateMixin, TemplateView):
    """Asks on GET, makes the English working copy on POST."""

    template_name = "procedures/admin/confirm.html"
    page_title = gettext_lazy("Make the English version")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("procedures.change_procedure"):
            raise PermissionDenied
        self.object = get_object_or_404(Procedure.objects.select_related("locale", "field"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "question": _("Make an English version of %(code)s?") % {"code": self.object.code},
            "consequence": _(
                "It begins with the Vietnamese words, as a draft; translate them and publish. "
                "Until then English pages show the Vietnamese record."
            ),
            "button": _("Make the English version"),
            "back": reverse("wagtailsnippets_procedures_procedure:edit", args=[self.object.pk]),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        locale = get_object_or_404(Locale, language_code=TRANSLATED_INTO)
        try:
            copy = procedure_translate(
                procedure=self.object, locale=locale, actor=request.user, now=timezone.now()
            )
        except TranslationRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("wagtailsnippets_procedures_procedure:edit", self.object.pk)
        messages.success(request, _("The English version is made, as a draft. Translate it here."))
        return redirect("wagtailsnippets_procedures_procedure:edit", copy.pk)


class ProcedureSearchForm(BaseFilterForm):
    """The search box of the chooser, without accents too."""

    q = forms.CharField(label=gettext_lazy("Search term"), required=False, max_length=200)

    def filter(self, objects: QuerySet[Procedure]) -> QuerySet[Procedure]:
        found = super().filter(objects).filter(locale__language_code="vi").select_related("locale")
        if query := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, query
            found = procedures_found(found, query)
        return found


class ProcedureChooseView(ChooseView):
    filter_form_class = ProcedureSearchForm


class ProcedureChooseResultsView(ChooseResultsView):
    filter_form_class = ProcedureSearchForm


class ProcedureChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ProcedureChooseView
    choose_results_view_class = ProcedureChooseResultsView


class ProcedureViewSet(SnippetViewSet):
    model = Procedure
    icon = "doc-full"
    menu_label = gettext_lazy("Procedures")
    menu_name = "procedures"
    menu_order = 10
    index_view_class = ProcedureIndexView
    edit_view_class = ProcedureEditView
    chooser_viewset_class = ProcedureChooserViewSet
    edit_handler = PROCEDURE_PANELS
    filterset_class = ProcedureFilterSet
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        "name",
        Column("code", label=gettext_lazy("Code"), sort_key="code"),
        Column("field", label=pgettext_lazy("of administration", "Field"), sort_key="field__name"),
        LevelsColumn("levels", label=gettext_lazy("Levels")),
        Column("decision_number", label=gettext_lazy("Publication decision"), sort_key="decision_number"),
        StateColumn("live", label=gettext_lazy("State"), sort_key="live"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        own = path("translate/<int:pk>/", ProcedureTranslateView.as_view(), name="translate")
        return [*super().get_urlpatterns(), own]


class ProcedureFieldViewSet(SnippetViewSet):
    model = ProcedureField
    icon = "folder"
    menu_label = gettext_lazy("Fields")
    list_display = ["name", "name_en", "slug"]
    search_fields = ["name", "name_en", "slug"]
    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug")]


class LifeEventViewSet(SnippetViewSet):
    model = LifeEvent
    icon = "user"
    menu_label = gettext_lazy("Life events")
    list_display = ["name", "name_en", "is_for_business", "sort_order"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("icon")]),
        FieldRowPanel([FieldPanel("is_for_business"), FieldPanel("sort_order")]),
        FieldPanel("field_names"),
        FieldPanel("title_words"),
    ]


class AdoptionRuleViewSet(SnippetViewSet):
    model = AdoptionRule
    icon = "site"
    menu_label = gettext_lazy("Who carries out what")
    list_display = ["__str__", "level", "unit", "procedure", "field", "performs", "reason"]
    list_filter = ["level", "performs"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("level"), FieldPanel("unit")]),
            FieldPanel("procedure"),
            FieldPanel("field"),
            FieldPanel("performs"),
            FieldPanel("reason"),
        ],
        base_form_class=AdoptionRuleForm,
    )


class PartPolicyViewSet(SnippetViewSet):
    model = PartPolicy
    icon = "lock"
    menu_label = gettext_lazy("What units may change")
    list_display = ["__str__", "valid_from", "decision"]
    edit_handler = ObjectList(
        [FieldPanel("part"), FieldPanel("policy"), FieldPanel("valid_from"), FieldPanel("decision")],
        base_form_class=PartPolicyForm,
    )


class ProceduresGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Administrative procedures")
    menu_name = "procedures-group"
    menu_icon = "doc-full"
    menu_order = 155
    items = (
        ProcedureViewSet,
        ProcedureFieldViewSet,
        LifeEventViewSet,
        AdoptionRuleViewSet,
        PartPolicyViewSet,
    )

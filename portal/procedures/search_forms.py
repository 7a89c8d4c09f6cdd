"""The words of forms to download: who types what stands in a form finds the procedure it belongs to."""

from collections.abc import Sequence

from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from portal.media.search_changes import files_mark
from portal.media.texts.selectors import files_pending
from portal.media.texts.services import file_texts_extract
from portal.procedures.models.parts import DossierItem

READ_S = 5.0  # other objects wait for their turn meanwhile
MOST_TEXT = 20_000  # characters of one form; what is longer is a whole dossier of samples


def forms_read(codes: Sequence[str]) -> None:
    """Read forms of these procedures that were never read, for some seconds; the rest has its turn as files
    do, and marks its procedures then."""
    forms = DossierItem.objects.filter(case__procedure__code__in=codes, form_file__isnull=False)
    ids = set(forms.values_list("form_file_id", flat=True))
    if ids:
        file_texts_extract(now=timezone.now, only=ids, seconds=READ_S)
        files_mark(files_pending(only=ids).values_list("pk", flat=True))


def form_texts(procedure_ids: Sequence[int]) -> dict[int, list[str]]:
    """Names and words of the forms that anybody may download, by procedure. Two queries."""
    closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    rows = DossierItem.objects.filter(case__procedure__in=procedure_ids, form_file__isnull=False).values_list(
        "case__procedure",
        "form_file__collection__path",
        "form_name",
        "form_file__title",
        "form_file__text__text",
    )
    found: dict[int, list[str]] = {}
    for procedure_id, folder, name, title, text in rows.order_by("case", "sort_order"):
        if not folder.startswith(closed):
            texts = found.setdefault(procedure_id, [])
            texts += [one for one in (name, title, (text or "")[:MOST_TEXT]) if one and one not in texts]
    return found

"""Who may find a page, in words of the index: everybody, who is signed in, members of groups, nobody."""

from collections.abc import Sequence

from wagtail.models import Page, PageViewRestriction

from search.documents import PUBLIC

SIGNED_IN = "signed-in"


def audiences_of(pages: Sequence[Page]) -> dict[int, tuple[str, ...]]:
    """By key of the page: everybody, or those that every restriction on the way lets in; () is nobody.

    Behind a password nobody finds it: the index knows people, not passwords. Two queries.
    """
    restrictions = _restrictions(pages)
    return {page.pk: _audience(page, restrictions) for page in pages}


def paths_above(page: Page) -> list[str]:
    return [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]


def _restrictions(pages: Sequence[Page]) -> dict[str, list[tuple[str, ...]]]:
    """Words of who may enter, by the path a restriction stands at."""
    paths = {path for page in pages for path in [*paths_above(page), page.path]}
    rows = PageViewRestriction.objects.filter(page__path__in=paths).select_related("page")
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows.prefetch_related("groups"):
        words: tuple[str, ...] = ()
        if row.restriction_type == PageViewRestriction.LOGIN:
            words = (SIGNED_IN,)
        elif row.restriction_type == PageViewRestriction.GROUPS:
            words = tuple(f"g{group.pk}" for group in row.groups.all())
        found.setdefault(row.page.path, []).append(words)
    return found


def _audience(page: Page, restrictions: dict[str, list[tuple[str, ...]]]) -> tuple[str, ...]:
    allowed: set[str] | None = None
    for path in [*paths_above(page), page.path]:
        for words in restrictions.get(path, []):
            here = set(words)
            if allowed is None or allowed == {SIGNED_IN}:
                allowed = here
            elif here != {SIGNED_IN}:
                allowed &= here
    return (PUBLIC,) if allowed is None else tuple(sorted(allowed))

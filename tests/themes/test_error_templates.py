"""Error pages draw when there is nothing to draw from: no layout, no request, no database."""

import pytest
from django.template.loader import get_template


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "core/unknown_host.html"])
def test_error_pages_need_nothing(name):
    html = get_template(name).render()
    assert html.count("<h1") == 1
    assert "<form" not in html
    assert name[:3] in html or "404" in html

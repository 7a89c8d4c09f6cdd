"""Too much is stopped while it arrives, and the form says how much is allowed."""

import tempfile
from pathlib import Path

import pytest

from portal.media.models import File, PortalImage

pytestmark = pytest.mark.django_db
BOUNDARY = "ranhgioi"


class Stream:
    """`size` bytes of a form that were never made: a head, zeros, an end."""

    def __init__(self, head: bytes, zeros: int, end: bytes):
        self.parts = [(head, len(head)), (None, zeros), (end, len(end))]
        self.size = sum(length for _content, length in self.parts)
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        start, stop = self.read_so_far, min(self.size, self.read_so_far + size if size >= 0 else self.size)
        self.read_so_far = stop
        pieces, at = [], 0
        for content, length in self.parts:
            first, last = max(start, at), min(stop, at + length)
            if first < last:
                pieces.append(content[first - at : last - at] if content else bytes(last - first))
            at += length
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        raise AssertionError("a form is read in pieces")


def form(zeros: int, field: str, filename: str, collection: int) -> Stream:
    def field_part(name: str, value: str) -> bytes:
        return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()

    head = field_part("title", "To") + field_part("collection", str(collection))
    head += (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{filename}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()
    return Stream(head, zeros, f"\r\n--{BOUNDARY}--\r\n".encode())


@pytest.fixture
def send(subsite, editors_browser):
    def _send(path: str, zeros: int, field: str = "file", filename: str = "to.pdf"):
        stream = form(zeros, field, filename, subsite.collection_id)
        answer = editors_browser.generic(
            "POST",
            path,
            **{
                "wsgi.input": stream,
                "CONTENT_LENGTH": str(stream.size),
                "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            },
        )
        return stream, answer

    return _send


@pytest.fixture
def temporary(settings, tmp_path, monkeypatch):
    """Where uploads are kept while they arrive; tells how much was ever there at once."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.UPLOAD_MAX_BYTES = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 3_000_000
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1_000_000
    settings.REQUEST_MAX_BYTES = 8_000_000
    written = []
    true_write = tempfile._TemporaryFileWrapper.__getattr__

    def spied(self, name):
        if name == "write":
            written.append(Path(self.name).stat().st_size)
        return true_write(self, name)

    monkeypatch.setattr(tempfile._TemporaryFileWrapper, "__getattr__", spied)
    return tmp_path, written


def test_a_gigabyte_is_refused_unread(send, settings):
    stream, answer = send("/admin/documents/add/", 1_000_000_000)
    assert answer.status_code == 413
    assert stream.read_so_far == 0
    assert "50,0\xa0MB" in answer.content.decode()
    assert "quá lớn" in answer.content.decode()


def test_no_address_reads_more(subsite, visit):
    for path in ("/", "/admin/login/", "/documents/1/a.pdf"):
        answer = visit(subsite, path, method="post", data={}, CONTENT_LENGTH="1000000000")
        assert answer.status_code == 413, path


def test_a_length_that_is_none_is_refused(subsite, visit):
    for told in ("-1", "abc", "1e9"):
        answer = visit(subsite, "/", method="post", data={}, CONTENT_LENGTH=told)
        assert answer.status_code in (400, 413), told


@pytest.mark.parametrize(
    ("path", "field", "filename", "limit"),
    [
        ("/admin/documents/add/", "file", "to.pdf", "2,9\xa0MB"),
        ("/admin/images/add/", "file", "to.png", "976,6\xa0KB"),
    ],
)
def test_a_file_too_big_is_named_in_the_form(send, temporary, path, field, filename, limit):
    folder, written = temporary
    _stream, answer = send(path, 5_000_000, field, filename)
    assert answer.status_code == 200
    (error,) = answer.context["form"].errors["file"]
    assert "quá lớn" in error
    assert limit in error
    assert written and max(written) <= 3_000_000
    assert not list(folder.iterdir())
    assert not File.objects.exists() and not PortalImage.objects.exists()


def test_the_multiple_upload_says_so_too(send, temporary):
    for path, name in (
        ("/admin/documents/multiple/add/", "to.pdf"),
        ("/admin/images/multiple/add/", "to.png"),
    ):
        _stream, answer = send(path, 5_000_000, "files[]", name)
        assert "quá lớn" in answer.json()["error_message"]


def test_the_limits_are_told_beforehand(editors_browser):
    page = editors_browser.get("/admin/documents/add/").content.decode()
    assert "50,0\xa0MB" in page
    assert "docx" in page
    assert "15,0\xa0MB" in editors_browser.get("/admin/images/add/").content.decode()

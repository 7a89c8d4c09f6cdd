"""Whatever door a file takes, its content is what its name says and nothing in it acts by itself."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.media.models import File, PortalImage
from tests.factories.media import make_image
from tests.portal.media import samples

pytestmark = pytest.mark.django_db
IMAGE_DOORS = {
    "single": "/admin/images/add/",
    "multiple": "/admin/images/multiple/add/",
    "chooser": "/admin/images/chooser/create/",
}
FILE_DOORS = {
    "single": "/admin/documents/add/",
    "multiple": "/admin/documents/multiple/add/",
    "chooser": "/admin/documents/chooser/create/",
}
PREFIX = {"/admin/images/chooser/create/": "image-chooser-upload-"}
PREFIX["/admin/documents/chooser/create/"] = "document-chooser-upload-"


class Desk:
    """An editor of a commune who uploads."""

    def __init__(self, subsite, client):
        self.subsite = subsite
        self.client = client

    def upload(self, door: str, name: str, content: bytes, title: str = "Ảnh"):
        prefix = PREFIX.get(door, "")
        field = "files[]" if "/multiple/" in door else f"{prefix}file"
        data = {
            f"{prefix}title": title,
            f"{prefix}collection": self.subsite.collection_id,
            field: SimpleUploadedFile(name, content),
        }
        return self.client.post(door, data, headers={"X-Requested-With": "XMLHttpRequest"})

    def file(self, name: str, content: bytes) -> str:
        """What the answer says, spelled out (the multiple upload answers in JSON)."""
        answer = self.upload(FILE_DOORS["multiple"], name, content)
        return answer.json().get("error_message", "")

    def image(self, name: str, content: bytes) -> str:
        return self.upload(IMAGE_DOORS["multiple"], name, content).json().get("error_message", "")


@pytest.fixture
def desk(subsite, editors_browser):
    return Desk(subsite, editors_browser)


def on_disk() -> set[Path]:
    return {path for path in Path(project_settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.fixture
def nothing_left():
    before = on_disk()
    yield
    assert on_disk() == before
    assert not File.objects.exists()
    assert not PortalImage.objects.exists()


# --- Honest files pass


HONEST = {
    "bao-cao.pdf": samples.pdf(samples.opens_at_first_page),
    "bao-cao.docx": samples.docx(),
    "bang.xlsx": samples.xlsx(),
    "cong-van.odt": samples.odt({"Basic/script-lc.xml": b"<x/>"}),
    "cu.doc": samples.ole("Root Entry", "WordDocument"),
    "thu.rtf": rb"{\rtf1\ansi Th\'f4ng b\'e1o}",
    "mau.zip": samples.archive({"mau/đơn.docx": samples.docx(), "doc.txt": b"x"}),
    "ghi-chu.txt": "Thông báo: giá < 5 triệu".encode(),
    "ghi-chu-2.txt": "Thông báo".encode("utf-16"),
    "bang.csv": "\ufeffXã;Dân số\r\nTân An;1".encode(),
    "scan.jpg": samples.picture("JPEG"),
}


def test_honest_files_pass(desk):
    for name, content in HONEST.items():
        assert desk.file(name, content) == "", name
        assert Path(File.objects.latest("pk").file.path).read_bytes() == content, name


def test_honest_pictures_pass(desk):
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        assert desk.image(f"anh.{kind.lower()}", samples.picture(kind)) == "", kind
        image = PortalImage.objects.latest("pk")
        assert (image.width, image.height) == (40, 30)


def test_a_file_may_be_replaced_by_an_honest_one_only(desk):
    desk.file("a.pdf", samples.pdf())
    file = File.objects.get()
    before = on_disk()
    form = {"title": "A", "collection": desk.subsite.collection_id}
    path = f"/admin/documents/edit/{file.pk}/"
    wicked = SimpleUploadedFile(
        "a.pdf", samples.pdf(samples.starts_with(samples.action("JavaScript", JS="1")))
    )
    page = desk.client.post(path, form | {"file": wicked})
    assert "tập lệnh" in page.content.decode()
    assert on_disk() == before
    desk.client.post(path, form | {"file": SimpleUploadedFile("b.docx", samples.docx())})
    assert File.objects.get().filename.endswith(".docx")


# --- Every door asks


@pytest.mark.parametrize("door", FILE_DOORS.values(), ids=FILE_DOORS)
def test_every_door_for_files_asks(desk, nothing_left, door):
    assert refused(desk.upload(door, "a.pdf", samples.HTML), "không đúng với đuôi")
    assert refused(desk.upload(door, "a.html", samples.HTML), "Không tải lên được loại tệp này")


@pytest.mark.parametrize("door", IMAGE_DOORS.values(), ids=IMAGE_DOORS)
def test_every_door_for_pictures_asks(desk, nothing_left, door):
    assert refused(desk.upload(door, "a.jpg", samples.HTML), "không đúng với đuôi")
    assert refused(desk.upload(door, "a.png", samples.picture()[:60]), "hỏng hoặc thiếu")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.svg", samples.SVG, "Không tải lên được loại tệp này"),
        ("a.png", samples.SVG, "không đúng với đuôi"),
        ("a.png", samples.picture("JPEG"), "không đúng với đuôi"),
        ("a.png", samples.picture_header_of(60_000, 60_000), "quá nhiều điểm ảnh"),
        ("a.png", samples.picture_header_of(9_000, 9_000), "quá nhiều điểm ảnh"),
        ("a.png", b"", "rỗng"),
        ("a.gif", samples.picture("GIF") + samples.archive({"A.class": b"x"}), "hai loại tệp"),
    ],
    ids=["svg", "svg-as-png", "jpg-as-png", "bomb", "large", "empty", "gifar"],
)
def test_pictures_that_are_none_are_refused(desk, nothing_left, name, content, said):
    assert said in desk.image(name, content)


def refused(answer, said: str) -> bool:
    """Whether the answer says so; the multiple upload and the choosers speak JSON."""
    assert answer.status_code == 200
    text = answer.content.decode()
    if answer["Content-Type"] == "application/json":
        text = " ".join(str(value) for value in json.loads(text).values())
    return said in text


def test_a_picture_may_be_replaced_by_a_picture_only(desk):
    image = make_image(desk.subsite)
    name = image.file.name
    form = {"title": "A", "collection": desk.subsite.collection_id}
    wicked = SimpleUploadedFile("a.png", samples.SVG)
    assert refused(
        desk.client.post(f"/admin/images/{image.pk}/", form | {"file": wicked}), "không đúng với đuôi"
    )
    image.refresh_from_db()
    assert image.file.name == name
    assert not [path for path in on_disk() if b"<svg" in path.read_bytes()]


# --- Names


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\an\\báo cáo.txt", "báo_cáo.txt"),
        ("bao\u202etxt.exe.txt", "baotxt.exe.txt"),
        ("a\x00\x1f\u200b.txt", "a.txt"),
        ("Ba\u0301o ca\u0301o.TXT", "Báo_cáo.txt"),
    ],
)
def test_names_are_made_safe(desk, given, kept):
    assert desk.file(given, b"x") == ""
    stored = Path(File.objects.get().file.path)
    assert stored.name == kept
    assert stored.is_relative_to(project_settings.MEDIA_ROOT)


def test_a_name_never_turns_a_program_into_a_text(desk, nothing_left):
    assert ".exe" in desk.file("bao-cao.\u202etxt.exe", b"MZ")


def test_a_name_too_long_for_a_file_system_is_shortened(desk):
    assert desk.file("ộ" * 250 + ".txt", b"x") == ""
    stored = Path(File.objects.get().file.path)
    assert len(stored.name.encode()) <= 255
    assert stored.suffix == ".txt"


# --- What a picture tells


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("door", ["image", "file"])
def test_a_picture_does_not_tell_where_it_was_taken(desk, kind, door):
    if (kind, door) == ("WEBP", "file"):
        pytest.skip("files are no WebP")
    original = samples.picture_of_a_home(kind)
    assert b"TelephoneMaker" in original
    assert getattr(desk, door)(f"anh.{kind.lower()}", original) == ""
    stored = (PortalImage if door == "image" else File).objects.get()
    data = Path(stored.file.path).read_bytes()
    assert stored.file_size == len(data)
    assert b"TelephoneMaker" not in data and b"Nguyen Van A" not in data
    with Image.open(BytesIO(data)) as picture, Image.open(BytesIO(original)) as before:
        assert not picture.getexif().get_ifd(0x8825)
        assert picture.tobytes() == before.tobytes()
        if kind == "JPEG":
            assert picture.getexif()[0x0112] == 6


def test_what_hangs_behind_a_picture_is_cut_off(desk):
    for kind in ("JPEG", "PNG", "WEBP"):
        assert desk.image(f"anh.{kind.lower()}", samples.picture(kind) + b"<script>alert(1)</script>") == ""
    for image in PortalImage.objects.all():
        assert b"script" not in Path(image.file.path).read_bytes()


def test_a_picture_waiting_for_its_title_is_clean_already(desk):
    """Wagtail keeps the file of the request when another field is wrong."""
    answer = desk.upload(
        IMAGE_DOORS["multiple"], "anh.jpg", samples.picture_of_a_home(), title="dài " * 100
    ).json()
    assert answer["uploaded_file_id"]
    for path in on_disk():
        assert b"TelephoneMaker" not in path.read_bytes()

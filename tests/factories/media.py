"""Pictures, drawn when needed."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as PillowImage

from portal.media.models import PortalImage
from sites.models import Subsite


def make_image(
    subsite: Subsite, title: str = "Cánh đồng", size: tuple[int, int] = (1200, 750)
) -> PortalImage:
    buffer = BytesIO()
    PillowImage.new("RGB", size, "#6a9e5b").save(buffer, "PNG")
    return PortalImage.objects.create(
        title=title, collection=subsite.collection, file=ImageFile(buffer, name="canh-dong.png")
    )

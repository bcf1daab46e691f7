"""Pictures that people send, made into the small square that is kept of each.

Whatever arrives is read by libraries in C that must stay patient with anything: so only four kinds
are tried, only as many pixels as memory has room for, and only the first of moving pictures.
"""

import io
import warnings
from typing import TYPE_CHECKING

from parley.errors import BadPicture

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 256
MAX_PIXELS = 16_000_000  # the greediest kind, WebP, takes 16 bytes for each: a quarter of a GiB
MAX_SCANS = 64  # of a progressive JPEG, which has about ten; each is work on all of its pixels
QUALITY = 80
_KINDS = ("PNG", "JPEG", "WEBP", "GIF")
_MODES = ("L", "RGB", "RGBA")  # what can be made smaller as it is
_SCAN = b"\xff\xda"  # ITU-T T.81, B.2.3; within a scan no 0xff is followed by this


def squared(data: bytes) -> bytes:
    """The centre of a picture as a WebP of 256 by 256, upright, with nothing but pixels in it.

    Raises:
        BadPicture: it is none, is broken, or has too many pixels.
    """
    try:
        return _squared(data)
    except BadPicture:
        raise
    except Exception:  # noqa: BLE001 - each decoder fails in ways of its own
        raise BadPicture() from None


def _squared(data: bytes) -> bytes:
    from PIL import ImageOps  # of several megabytes, and seldom needed

    with _opened(data) as image:
        small = _small(image)
    small = ImageOps.exif_transpose(small)
    canvas = _canvas()
    canvas.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    kept = io.BytesIO()
    canvas.save(kept, "WEBP", quality=QUALITY, method=6)
    return kept.getvalue()


def _opened(data: bytes) -> "Image":
    """The picture, of which no more than the header was read."""
    from PIL import GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa

    warnings.filterwarnings("ignore", module=r"PIL\.")  # of oddities; the log is for other things
    Image.MAX_IMAGE_PIXELS = None  # it would warn of what is refused here
    image = Image.open(io.BytesIO(data), formats=_KINDS)
    if image.width * image.height > MAX_PIXELS:
        raise BadPicture(f"A picture has at most {MAX_PIXELS // 1_000_000} megapixels.")
    if image.format == "JPEG" and data.count(_SCAN) > MAX_SCANS:
        raise BadPicture()
    return image


def _small(image: "Image") -> "Image":
    """The centre square, reduced on the way wherever that saves memory."""
    from PIL.Image import Resampling

    image.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is decoded to an eighth of its size, at best
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    image.load()
    even = image if image.mode in _MODES else image.convert("RGBA")
    square = (left, top, left + side, top + side)
    return even.resize((SIDE, SIDE), Resampling.LANCZOS, box=square, reducing_gap=3.0)


def _canvas() -> "Image":
    """What shows where a picture is transparent."""
    from PIL import Image

    return Image.new("RGB", (SIDE, SIDE), "white")

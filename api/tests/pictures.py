"""Pictures to send: good ones, and those that attack whoever opens them."""

import io
import struct
import zlib

from PIL import Image

ORIENTATION, GPS = 0x0112, 0x8825


def made(size=(400, 300), colour="red", kind="PNG", mode="RGB", **options) -> bytes:
    """One plain picture."""
    return saved(Image.new(mode, size, colour), kind, **options)


def saved(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    """A file as a picture."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def halves(left="red", right="blue", size=(400, 400)) -> Image.Image:
    """A picture of two colours, left and right."""
    image = Image.new("RGB", size, left)
    image.paste(right, (size[0] // 2, 0, *size))
    return image


def photo_from_home() -> bytes:
    """A photograph that says where it was taken, that it lies on its side, and by which camera."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # turn clockwise to see it
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return saved(halves(), "JPEG", quality=95, exif=exif.tobytes(), comment=b"SecretComment")


def png(width: int, height: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG that says any size, of one bit a pixel, with `rows` compressed."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), *chunks, (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pixel_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that wants gigabytes."""
    packer = zlib.compressobj(9)
    row = b"\0" * (side // 8 + 1)
    rows = b"".join(packer.compress(row * 1_000) for _ in range(side // 1_000))
    return png(side, side, rows + packer.flush())


def text_bomb() -> bytes:
    """A small PNG with a comment of a hundred megabytes, compressed."""
    packer = zlib.compressobj(9)
    megabyte = b"x" * 1_000_000
    text = b"".join(packer.compress(megabyte) for _ in range(100)) + packer.flush()
    return png(8, 8, zlib.compress(b"\0\0" * 8), (b"zTXt", b"Comment\0\0" + text))


def many_frames(kind: str, count: int) -> bytes:
    """A moving picture: the first frame is red, all others are blue."""
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("blue", "navy")]
    others = [frames[number % 2] for number in range(count - 1)]
    first = Image.new("RGB", (16, 16), "red")
    return saved(first, kind, save_all=True, append_images=others, duration=10, loop=0)


def many_scans(count: int) -> bytes:
    """A JPEG that says the last part of itself again and again, each time work on all pixels."""
    data = saved(Image.new("RGB", (4_000, 4_000)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def claimed_size(width: int, height: int) -> bytes:
    """A WebP of a few bytes that says a size of its own (VP8X: less one, in 24 bits)."""
    data = bytearray(
        saved(
            Image.new("RGBA", (8, 8)),
            "WEBP",
            save_all=True,
            append_images=[Image.new("RGBA", (8, 8), "blue")],
        )
    )
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(data)

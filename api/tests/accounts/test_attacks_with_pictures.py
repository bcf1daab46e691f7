"""Attacks with pictures: too large, too many, broken, or none at all."""

import io
import zipfile

import pytest
from PIL import Image

from parley.refusals import IMAGE_MAX_BYTES
from parley.services import pictures
from tests import pictures as drawn
from tests.accounts.test_avatars import RED, is_about, seen, shown
from tests.claims import problem
from tests.pictures import claimed_size, made, many_frames, many_scans, pixel_bomb, saved

SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
<script>fetch("/api/account", {method: "DELETE"})</script></svg>"""


@pytest.fixture
def refused(chat, bob):
    """A function that sends a picture as Bob and claims that it is refused and nothing kept."""

    def send(data, content_type="image/png", status=422, kind="invalid", fields=("",)):
        said = problem(bob.show_picture(data, content_type), status, kind, *fields)
        assert chat.sql("SELECT * FROM avatars") == []
        assert bob.who_am_i().json["avatar"] is None
        return said

    return send


def test_pixel_bomb_of_30000_by_30000_in_a_few_kilobytes(refused):
    bomb = pixel_bomb()
    assert len(bomb) < 200_000
    assert "16 megapixels" in refused(bomb)["errors"][0]["message"]


def test_one_pixel_more_than_is_allowed(refused):
    assert 4_000 * 4_000 == pictures.MAX_PIXELS
    refused(saved(Image.new("1", (4_001, 4_000))))


@pytest.mark.parametrize("size", [(16_383, 16_383), (2**24, 2**24), (2**24, 1)])
def test_a_webp_that_claims_to_be_vast(refused, size):
    refused(claimed_size(*size), "image/webp")


def test_a_gif_that_claims_to_be_vast(refused):
    data = bytearray(made((8, 8), kind="GIF"))
    data[6:10] = b"\xff\xff\xff\xff"
    refused(bytes(data), "image/gif")


def test_zip_bomb_in_a_comment_of_a_hundred_megabytes(bob):
    """Compressed, it is a few kilobytes. Whether it is shown or not, it is not unpacked."""
    assert len(drawn.text_bomb()) < 200_000
    assert bob.show_picture(drawn.text_bomb()).status_code in (200, 422)


@pytest.mark.parametrize(("kind", "count"), [("GIF", 5_000), ("WEBP", 200), ("PNG", 500)])
def test_of_a_moving_picture_with_many_frames_only_the_first_is_read(bob, kind, count):
    data = many_frames(kind, count)
    assert opened_frames(data) == count
    assert is_about(seen(bob, shown(bob, data)), (128, 128), RED)


def opened_frames(data):
    return Image.open(io.BytesIO(data)).n_frames


def test_a_jpeg_with_thousands_of_scans(refused):
    """Each is a few bytes, and work on millions of pixels."""
    data = many_scans(2_000)
    assert len(data) < IMAGE_MAX_BYTES
    refused(data, "image/jpeg")


def test_a_zip_that_begins_like_a_png(refused):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb", b"\0" * 10_000_000)
    refused(b"\x89PNG\r\n\x1a\n" + archive.getvalue())


def test_a_picture_that_is_a_zip_as_well_keeps_nothing_of_it(bob):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("evil.html", "<script>alert(1)</script>")
    answer = bob.picture(shown(bob, made() + archive.getvalue()))
    assert b"script" not in answer.data and b"PK" not in answer.data[-200:]


@pytest.mark.parametrize("content_type", ["image/png", "image/webp"])
def test_an_svg_with_a_script(refused, content_type):
    refused(SVG, content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        *("image/svg+xml", "text/html", "application/octet-stream", "application/json"),
        *("multipart/form-data; boundary=x", "image/bmp", "image/*", "", "image/png, text/html"),
        "text/plain; image/png",
    ],
)
def test_a_body_that_calls_itself_something_else(refused, content_type):
    refused(made(), content_type, 415, "unsupported-media-type", ())


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM", "PDF", "EPS", "TGA", "JPEG2000"])
def test_kinds_that_nobody_needs_are_not_even_tried(refused, kind):
    refused(made(kind=kind))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("part", [0.999, 0.9, 0.5, 0.1, 0.01])
def test_a_truncated_picture(refused, kind, part):
    whole = saved(Image.effect_noise((300, 300), 90).convert("RGB"), kind)
    # What a GIF or a JPEG lacks at its very end is the sign that it ends.
    keep = min(int(len(whole) * part), len(whole) - 200)
    refused(whole[:keep])


def test_broken_pictures_are_a_problem_and_never_a_failure_of_ours(bob, monkeypatch):
    """A byte here and there, in the header above all."""
    from random import Random

    monkeypatch.setattr("parley.services.pace.spend_picture", lambda _person_id: None)
    chance = Random(7)
    for kind in ("PNG", "JPEG", "WEBP", "GIF"):
        whole = saved(Image.effect_noise((40, 40), 90).convert("RGB"), kind)
        for _ in range(30):
            broken = bytearray(whole)
            for _ in range(chance.randrange(1, 4)):
                broken[chance.randrange(min(len(broken), 120))] = chance.randrange(256)
            answer = bob.show_picture(bytes(broken))
            assert answer.status_code in (200, 422), answer.text


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"hello", b"{}", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]
)
def test_what_is_no_picture(refused, data):
    refused(data)


def test_four_mebibytes_are_read_and_one_byte_more_is_too_large(bob):
    picture = made()
    filler = b"\0" * (IMAGE_MAX_BYTES - len(picture))
    assert bob.show_picture(picture + filler).status_code == 200
    answer = bob.show_picture(picture + filler + b"\0")
    said = problem(answer, 413, "too-large")
    assert "4096 KiB" in said["detail"]


def test_what_is_too_large_elsewhere_is_not_let_in_by_calling_it_a_picture(bob):
    for method, address in (("POST", "/api/messages"), ("DELETE", "/api/account/avatar")):
        answer = bob.send(method, address, data=made(), content_type="image/png")
        problem(answer, 415, "unsupported-media-type")
        answer = bob.send(method, address, data=b" " * 65_537, content_type="application/json")
        problem(answer, 413, "too-large")


def test_a_body_of_unknown_length_is_not_read_beyond_the_limit(bob):
    from tests.routes.test_bodies import Endless

    stream = Endless()
    body = {
        "wsgi.input": stream,
        "wsgi.input_terminated": True,
        "HTTP_TRANSFER_ENCODING": "chunked",
    }
    answer = bob.send(
        "PUT", "/api/account/avatar", content_type="image/png", environ_overrides=body
    )
    assert answer.status_code in (413, 422)
    assert stream.taken <= IMAGE_MAX_BYTES


def test_nothing_is_read_of_who_may_not(gus, charlie):
    from tests.routes.test_bodies import Endless

    for person, status in ((gus, 403), (charlie, 401)):
        stream = Endless()
        body = {"wsgi.input": stream, "wsgi.input_terminated": True}
        answer = person.send(
            "PUT", "/api/account/avatar", content_type="image/png", environ_overrides=body
        )
        assert answer.status_code == status and stream.taken == 0


def test_another_site_sends_no_picture(bob):
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    answer = bob.send(
        "PUT", "/api/account/avatar", headers=headers, data=made(), content_type="image/png"
    )
    problem(answer, 403, "cross-site")


def test_who_waits_too_long_for_a_turn_is_told_to_come_again(bob, monkeypatch):
    from parley.services import avatars

    monkeypatch.setattr(avatars, "PATIENCE_S", 0.01)
    with avatars._turn():
        problem(bob.show_picture(made()), 503, "unavailable")
    assert bob.show_picture(made()).status_code == 200

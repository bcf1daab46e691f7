"""The built front end: what is kept, what is asked for again, what is not there."""

import re

import pytest

from tests.stack.people import Person

ASSET = "/assets/index-C0ffee42.js"
FOREVER = "public, max-age=31536000, immutable"


def test_a_hashed_file_is_kept_for_good(stranger):
    answer = stranger.get(ASSET)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == FOREVER
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"


ACCOUNT_PAGES = ("/sign-in", "/account", "/people")
WAY_BACK = "/sign-in/via/corp-2"
ROOMS = ("/rooms/7", "/rooms/7-caf%C3%A9.and-more", "/rooms/7/", "/rooms/7/messages/1234")


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/api/docs", *ACCOUNT_PAGES, WAY_BACK, *ROOMS]
)
def test_a_page_is_asked_for_again_and_costs_a_304(stranger, path):
    first = stranger.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Content-Type"] == "text/html; charset=utf-8"
    again = stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/assets/gone-C0ffee42.js", "/assets/gone.css", "/assets", "/assets/", "/gone.js"]
)
def test_a_missing_file_is_a_404_that_nobody_keeps(stranger, path):
    answer = stranger.get(path, allow_redirects=False)
    assert answer.status_code == 404
    assert "Parley</title>" in answer.text and "There is no such address." in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ACCOUNT_PAGES)
def test_an_account_page_has_an_address_of_its_own_whatever_is_asked_there(stranger, path):
    assert f"<title>{path[1:]}</title>" in stranger.get(path).text
    assert stranger.get(f"{path}?next=/&ended").status_code == 200


@pytest.mark.parametrize("path", ROOMS)
def test_a_room_and_a_message_have_addresses_that_are_the_chat(stranger, path):
    assert "<title>Parley</title>" in stranger.get(path).text


@pytest.mark.parametrize(
    "path",
    [
        "/rooms",
        "/rooms/",
        "/rooms/0",
        "/rooms/lobby",
        "/rooms/7x",
        "/rooms/7-a/b",
        "/rooms/7/messages",
        "/rooms/7/messages/x",
        "/rooms/7/messages/1/2",
        "/x/rooms/7",
        f"/rooms/{'9' * 17}",
    ],
)
def test_only_what_can_be_a_room_or_a_message_is_one(stranger, path):
    assert stranger.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/index", "/-/problem", "/-/page", "/docs"])
def test_an_address_that_is_no_page_is_a_404(stranger, path):
    assert stranger.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/x", "/sign-ins", "/x/account", "/people."])
def test_only_the_exact_address_is_that_page(stranger, path):
    assert stranger.get(path).status_code == 404


@pytest.mark.parametrize("id", ["", "Corp", "corp/", "corp/x", "-corp", "c" * 33, "..", "%0a"])
def test_only_what_can_be_a_provider_has_a_way_back(stranger, id):
    assert stranger.get(f"/sign-in/via/{id}").status_code == 404


def test_the_way_back_is_the_sign_in_page_and_its_code_goes_nowhere_else(stack, stranger):
    answer = stranger.get(f"{WAY_BACK}?code=swordfish&state=herring")
    assert "<title>sign-in</title>" in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert stranger.get("/sign-in").headers["Referrer-Policy"] == "same-origin"
    log = stack.nginx_log.read_text()
    assert f'"path":"{WAY_BACK}"' in log
    assert "swordfish" not in log and "herring" not in log


@pytest.mark.parametrize("path", ["/.secret", "/%2esecret", "/x/../.secret", "/assets/.secret"])
def test_a_hidden_file_is_not_there(stranger, path):
    answer = stranger.get(path)
    assert answer.status_code == 404
    assert "business" not in answer.text


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("brotli", None),
        ("identity", None),
    ],
)
@pytest.mark.parametrize("suffix", ["js", "css"])
def test_an_asset_comes_compressed_as_the_browser_can_read_it(
    stranger, html, accepts, encoding, suffix
):
    name = f"index-C0ffee42.{suffix}"
    answer = stranger.get(f"/assets/{name}", headers={"Accept-Encoding": accepts}, stream=True)
    file = {"br": f"{name}.br", "gzip": f"{name}.gz", None: name}[encoding]
    assert answer.raw.read(decode_content=False) == (html / "assets" / file).read_bytes()
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == FOREVER
    assert answer.headers["Content-Type"].startswith(f"text/{'css' if suffix == 'css' else 'java'}")


def test_the_health_address_needs_no_api_and_leaves_no_line(stack, stranger):
    before = stack.nginx_log.read_text()
    assert stranger.get("/healthz").status_code == 204
    assert stranger.get("/marker").status_code == 404
    added = stack.nginx_log.read_text()[len(before) :]
    assert "/marker" in added
    assert "/healthz" not in added


def test_the_real_front_end_is_served_in_every_part(new_stack, dist):
    stack = new_stack(html=dist)
    with stack:
        visitor = Person(stack.url)
        pages = [visitor.get(path).text for path in ("/", *ACCOUNT_PAGES)]
        found = [re.findall(r'(?:src|href)="(/assets/[^"]+)"', page) for page in pages]
        assert all(found), "a page names no assets"
        for path in {path for assets in found for path in assets}:
            answer = visitor.get(path, headers={"Accept-Encoding": "br"}, stream=True)
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, FOREVER)
            compressed = dist / f"{path[1:]}.br"
            assert answer.headers.get("Content-Encoding") == ("br" if compressed.exists() else None)
        assert visitor.get("/api/docs").status_code == 200

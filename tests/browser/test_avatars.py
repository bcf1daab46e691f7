"""Pictures of people: choosing one, cropping it, and where it is seen; time zone and language."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import give_session, go
from tests.browser.browsing import PHONE
from tests.browser.looks import SIZES, STICKS_OUT, objections

PUT = "**/api/account/avatar"
LONG = "Bartholomew Maximilian Featherstonehaugh"


def photo(width=900, height=600, left="red", right="blue") -> dict:
    """A picture of two colours as a file to choose."""
    image = Image.new("RGB", (width, height), left)
    image.paste(right, (width // 2, 0, width, height))
    file = io.BytesIO()
    image.save(file, "PNG")
    return {"name": "me.png", "mimeType": "image/png", "buffer": file.getvalue()}


@pytest.fixture
def mira(chat):
    """Mira, who has an account."""
    return accounts.member(chat, "mira")


@pytest.fixture
def come(arrive):
    """A function that brings somebody with the session of a person of the API."""

    def bring(person, **options):
        visitor = arrive(is_open=False, **options)
        give_session(visitor, person)
        return visitor

    return bring


def choose(page, file=None):
    page.locator("[data-picture-file]").set_input_files(file or photo())


def save(page) -> str:
    """Press the button; gives the key that the server gave."""
    with page.expect_response(PUT) as answer:
        page.get_by_role("button", name="Save the picture").click()
    assert answer.value.status == 200, answer.value.text()
    return answer.value.json()["avatar"]


def kept(person, key) -> Image.Image:
    """The picture that the server keeps."""
    answer = person.get(f"/api/avatars/{key}")
    assert answer.status_code == 200
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def is_seen(avatar) -> None:
    """Wait until a picture has come and fills its place."""
    image = avatar.locator("img")
    expect(image).to_have_js_property("complete", True)
    expect(image).not_to_have_js_property("naturalWidth", 0)
    inner, outer = image.bounding_box(), avatar.bounding_box()
    assert inner == outer


def test_a_picture_is_chosen_cropped_and_seen_everywhere(come, chat, alice, mira):
    page = go(come(mira), "/account")
    choose(page)
    key = save(page)
    expect(page.locator("[data-picture-done]")).to_have_text("Your picture is saved.")
    is_seen(page.locator(".person-head [data-own-avatar]"))
    square = kept(mira, key)
    assert square.size == (256, 256)
    assert square.getpixel((20, 128))[0] > 200 and square.getpixel((236, 128))[2] > 200
    mira.post("look at me")
    is_seen(alice.message("look at me").locator("[data-avatar]"))
    seen = go(come(mira), "/account")
    is_seen(seen.locator(".person-head [data-own-avatar]"))


def test_it_is_moved_by_the_hand_and_brought_nearer_by_keys(come, chat, mira):
    page = go(come(mira), "/account")
    choose(page, photo(2_000, 600))
    canvas = page.locator("[data-crop]")
    expect(canvas).to_be_focused()
    box = canvas.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 2 * box["width"], middle[1], steps=4)
    page.mouse.up()
    canvas.press("+")
    slider = page.get_by_role("slider", name="Zoom")
    expect(slider).to_have_value("1.1")
    slider.focus()
    for _ in range(50):
        slider.press("ArrowRight")
    expect(slider).to_have_value("1.6")
    square = kept(mira, save(page))
    assert all(square.getpixel((x, 128))[0] > 200 for x in (5, 250)), "all of it is the left half"


def test_it_is_dragged_by_a_finger(come, mira):
    page = go(come(mira, has_touch=True, viewport=PHONE), "/account")
    choose(page, photo(2_000, 500))
    page.locator("[data-crop]").scroll_into_view_if_needed()
    box = page.locator("[data-crop]").bounding_box()
    wire = page.context.new_cdp_session(page)
    y = box["y"] + box["height"] / 2

    def touch(kind, x=None):
        points = [] if x is None else [{"x": x, "y": y}]
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    start = box["x"] + 20
    touch("touchStart", start)
    for step in range(1, 11):
        touch("touchMove", start + step * 20)
    touch("touchEnd")
    square = kept(mira, save(page))
    assert all(square.getpixel((x, 128))[0] > 200 for x in (5, 250)), "the left end came in"


def test_a_file_is_dropped_on_the_card(come, mira):
    page = go(come(mira), "/account")
    handle = page.evaluate_handle(
        """async () => {
          const canvas = new OffscreenCanvas(300, 300)
          canvas.getContext("2d").fillRect(0, 0, 300, 300)
          const data = new DataTransfer()
          data.items.add(new File([await canvas.convertToBlob()], "me.png", { type: "image/png" }))
          return data
        }"""
    )
    page.locator("[data-picture]").dispatch_event("drop", {"dataTransfer": handle})
    expect(page.locator("[data-crop]")).to_be_visible()
    save(page)


@pytest.mark.parametrize(
    "file",
    [
        {"name": "x.png", "mimeType": "image/png", "buffer": b"not a picture"},
        {"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='x'><script/></svg>"},
    ],
    ids=["text", "svg"],
)
def test_what_is_no_picture_is_refused_here_and_nothing_is_sent(come, mira, file):
    page = go(come(mira), "/account")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    choose(page, file)
    expect(page.locator("[data-picture-problem]")).to_contain_text("This is no picture")
    expect(page.get_by_role("button", name="Choose a picture")).to_be_focused()
    assert "PUT" not in sent


def test_a_lost_connection_is_said_and_the_square_stays(come, mira):
    page = go(come(mira), "/account")
    choose(page)
    page.route(PUT, lambda route: route.abort())
    page.get_by_role("button", name="Save the picture").click()
    problem = page.locator("[data-picture-form] [data-form-problem]")
    expect(problem).to_contain_text("Parley cannot be reached.")
    page.unroute(PUT)
    save(page)


def test_it_is_taken_away_and_the_initials_are_back(come, alice, mira):
    visitor = come(mira)
    page = go(visitor, "/account")
    choose(page)
    save(page)
    page.get_by_role("button", name="Remove").first.click()
    expect(page.locator("[data-picture-done]")).to_have_text("Your picture is removed.")
    expect(page.locator(".person-head [data-own-avatar] img")).to_have_count(0)
    mira.post("bare again")
    expect(alice.message("bare again").locator("[data-avatar] img")).to_have_count(0)


def test_a_picture_that_is_gone_leaves_the_letters_and_nothing_moves(come, mira):
    page = go(come(mira), "/account")
    choose(page)
    save(page)
    mira.post("first look")
    visitor = come(mira)
    visitor.page.route("**/api/avatars/*", lambda route: route.fulfill(status=404))
    other = visitor.open()
    avatar = other.page.locator("[data-own-avatar]")
    expect(avatar.locator("img")).to_have_count(0)
    expect(avatar).to_have_text("MI")


def test_guests_are_marked_once_in_a_run_and_members_are_not(alice, bob, mira):
    for words in ("guest one", "guest two"):
        expect(bob.say(words)).to_have_attribute("data-delivery", "sent")
    mira.post("a member speaks")
    first, second = alice.message("guest one"), alice.message("guest two")
    expect(second).to_be_visible()
    expect(first.locator("[data-guest-mark]")).to_have_text("guest")
    expect(first.locator("[data-guest-mark]")).to_be_visible()
    expect(second.locator("[data-guest-mark]")).to_be_hidden()
    expect(alice.message("a member speaks").locator("[data-guest-mark]")).to_be_hidden()
    expect(alice.notices.locator("[data-guest-mark]")).to_have_count(0)


def test_time_zone_and_language_are_kept(come, chat, mira):
    page = go(come(mira), "/account")
    zone = page.get_by_role("combobox", name="Time zone")
    expect(zone.locator("option").nth(1)).to_have_text("Europe/Berlin")
    zone.select_option("Asia/Tokyo")
    page.get_by_role("combobox", name="Language").select_option("pt-BR")
    with page.expect_response("**/api/account/locale") as answer:
        page.locator("[data-locale-form] [type=submit]").click()
    assert answer.value.json() == {
        "time_zone": "Asia/Tokyo",
        "language": "pt-BR",
    }
    expect(page.locator("[data-locale-form] [data-form-done]")).to_have_text("Saved.")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_cropping_fits_every_screen(come, mira, size):
    page = go(come(mira, viewport=size), "/account")
    choose(page)
    expect(page.locator("[data-crop]")).to_be_visible()
    assert page.evaluate(STICKS_OUT) == []


def test_nothing_to_object_to(come, mira):
    mira.ask("PATCH", "/api/session", json={"name": LONG})
    visitor = come(mira, reduced_motion="reduce")
    page = go(visitor, "/account")
    choose(page)
    expect(page.locator("[data-crop]")).to_be_visible()
    assert objections(visitor) == []
    save(page)
    expect(page.locator("[data-picture-done]")).not_to_be_empty()
    assert objections(visitor) == []

"""/api/account/avatar and /api/avatars: the picture beside what somebody says."""

import pytest
from PIL import Image

from parley.services import pictures
from tests.claims import problem
from tests.pictures import halves, made, opened, photo_from_home, saved

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def shown(person, data, content_type="image/png"):
    """The key of the picture that somebody shows from now on."""
    answer = person.show_picture(data, content_type)
    assert answer.status_code == 200, answer.text
    return answer.json["avatar"]


def seen(person, key):
    """The picture that a key names, as somebody's browser gets it."""
    answer = person.picture(key)
    assert answer.status_code == 200, answer.text
    return opened(answer.data)


def is_about(image, at, colour):
    """Whether a pixel has this colour, as far as WebP keeps it."""
    pixel = image.convert("RGB").getpixel(at)
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.fixture
def key(bob):
    """That of Bob's picture."""
    return shown(bob, made())


def test_a_picture_becomes_a_webp_of_one_size(bob, key):
    answer = bob.picture(key)
    assert answer.status_code == 200 and answer.content_type == "image/webp"
    image = opened(answer.data)
    assert (image.format, image.size) == ("WEBP", (256, 256))
    assert is_about(image, (128, 128), RED)


def test_it_may_be_kept_for_ever_by_the_browser_alone(bob, key):
    assert bob.picture(key).headers["Cache-Control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_four_kinds_are_read_whatever_they_are_called(bob, kind):
    key = shown(bob, made(kind=kind), "image/gif")
    assert is_about(seen(bob, key), (10, 10), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_write_colours_is_read(bob, mode):
    image = Image.new("L", (300, 200), 255).convert(mode)
    assert seen(bob, shown(bob, saved(image))).size == (256, 256)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_every_way_to_write_a_photograph_is_read(bob, mode):
    data = saved(Image.new(mode, (300, 200)), "JPEG")
    assert seen(bob, shown(bob, data)).size == (256, 256)


@pytest.mark.parametrize("size", [(1, 1), (1, 4_000), (4_000, 1), (257, 255), (4_000, 4_000)])
def test_every_shape_up_to_sixteen_megapixels_is_read(bob, size):
    assert is_about(seen(bob, shown(bob, made(size))), (128, 128), RED)


def test_the_centre_is_what_is_kept(bob):
    image = Image.new("RGB", (900, 300), "blue")
    image.paste("red", (300, 0, 600, 300))
    square = seen(bob, shown(bob, saved(image)))
    assert all(is_about(square, at, RED) for at in ((5, 5), (250, 5), (5, 250), (250, 250)))


def test_what_is_transparent_becomes_white(bob):
    square = seen(bob, shown(bob, made(colour=(255, 0, 0, 0), mode="RGBA")))
    assert square.mode == "RGB" and is_about(square, (128, 128), WHITE)


def test_a_photograph_on_its_side_is_upright(bob):
    square = seen(bob, shown(bob, photo_from_home(), "image/jpeg"))
    assert is_about(square, (128, 20), RED) and is_about(square, (128, 236), BLUE)


def test_where_and_by_what_a_photograph_was_taken_is_gone(bob):
    """GPS, the camera, comments: nothing is kept but pixels."""
    photo = photo_from_home()
    assert b"Exif" in photo and b"SecretCamera" in photo and b"SecretComment" in photo
    answer = bob.picture(shown(bob, photo, "image/jpeg"))
    image = opened(answer.data)
    assert not image.getexif() and not image.info.keys() & {"exif", "xmp", "icc_profile"}
    assert not [word for word in (b"Secret", b"EXIF", b"XMP ", b"ICCP") if word in answer.data]


def test_a_colour_profile_is_gone_too(bob):
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    answer = bob.picture(shown(bob, made(icc_profile=profile)))
    assert b"ICCP" not in answer.data and b"acsp" not in answer.data


def test_the_same_picture_has_another_key_each_time_and_the_former_is_gone(bob, key):
    again = shown(bob, made())
    assert again != key and len(again) == len(key) == 22
    problem(bob.picture(key), 404, "not-found")
    assert bob.picture(again).status_code == 200


def test_one_picture_is_kept_for_each_person(chat, alice, bob, key):
    shown(bob, made())
    shown(alice, made())
    assert chat.sql("SELECT user_id FROM avatars ORDER BY user_id") == sorted(
        [(alice.id,), (bob.id,)]
    )


def test_guests_see_it_and_nobody_else_does(gus, charlie, key):
    assert gus.picture(key).status_code == 200
    problem(charlie.picture(key), 401, "not-signed-in")


def test_who_is_not_signed_in_learns_nothing_of_keys(charlie, key):
    assert charlie.picture(key).text == charlie.picture("A" * 22).text


@pytest.mark.parametrize("key", ["", "x", "A" * 21, "A" * 23, "A" * 21 + ".", "../session", "A%00"])
def test_what_is_no_key_is_no_address(bob, key):
    assert bob.picture(key).status_code == 404


def test_a_person_is_shown_with_it_wherever_they_are(alice, bob, key):
    assert bob.who_am_i().json["avatar"] == key
    assert bob.rename("Robert").json["avatar"] == key
    assert bob.says("hello")["author"]["avatar"] == key
    assert alice.load()[-1]["author"]["avatar"] == key
    assert [p["avatar"] for p in alice.people(search="Robert").json["people"]] == [key]
    assert alice.who_am_i().json["avatar"] is None


def test_what_was_said_before_shows_it_too_and_the_feed_does_not_remember_the_former(alice, bob):
    alice.load()
    bob.says("hello")
    key = shown(bob, made())
    assert [m["author"]["avatar"] for m in alice.follow()] == [key]
    alice.load()
    bob.says("again")
    assert bob.remove_picture().status_code == 204
    assert [m["author"]["avatar"] for m in alice.follow()] == [None]
    assert {m["author"]["avatar"] for m in alice.load() if m["author"]["id"] == bob.id} == {None}


def test_nobody_is_told_of_it_in_the_room(alice, bob):
    before = len(alice.load())
    shown(bob, made())
    assert alice.follow() == [] and len(alice.load()) == before


def test_it_shows_in_another_browser_of_the_same_person_at_once(chat, bob):
    other = chat.another_browser(bob)
    assert other.who_am_i().json["avatar"] is None
    key = shown(bob, made())
    assert other.who_am_i().json["avatar"] == key


def test_removing_it_brings_the_initials_back(chat, bob, key):
    assert bob.remove_picture().status_code == 204
    assert bob.who_am_i().json["avatar"] is None
    problem(bob.picture(key), 404, "not-found")
    assert chat.sql("SELECT * FROM avatars") == []
    assert bob.remove_picture().status_code == 204


def test_who_gives_the_account_up_leaves_no_picture(chat, alice, bob, key):
    alice.load()
    bob.says("hello")
    assert bob.give_up().status_code == 204
    assert {m["author"]["avatar"] for m in alice.load()} == {None}
    assert {m["author"]["avatar"] for m in alice.follow()} <= {None}
    problem(alice.picture(key), 404, "not-found")
    assert chat.sql("SELECT * FROM avatars") == []


def test_nobody_changes_anybody_elses(chat, alice, bob, gus, charlie, key):
    """There is no address for it: the picture is of whoever sends it, whatever is said beside."""
    for address in (
        f"/api/account/avatar?user_id={bob.id}",
        f"/api/account/avatar?person_id={bob.id}",
    ):
        alice.send("PUT", address, data=made(colour="blue"), content_type="image/png")
    for address in (f"/api/avatars/{key}", f"/api/people/{bob.id}/avatar"):
        for method in ("PUT", "POST", "PATCH", "DELETE"):
            assert alice.send(method, address, json={}).status_code in (404, 405)
    assert bob.who_am_i().json["avatar"] == key
    assert chat.sql("SELECT user_id FROM avatars WHERE key = ?", key) == [(bob.id,)]
    problem(gus.show_picture(made()), 403, "not-allowed")
    problem(gus.remove_picture(), 403, "not-allowed")
    problem(charlie.show_picture(made()), 401, "not-signed-in")


def test_who_was_suspended_meanwhile_changes_nothing(chat, bob, monkeypatch):
    def work(data, real=pictures.squared):
        chat.suspend(bob)
        return real(data)

    monkeypatch.setattr(pictures, "squared", work)
    problem(bob.show_picture(made()), 401, "not-signed-in")
    assert chat.sql("SELECT * FROM avatars") == []


def test_six_a_minute_and_then_a_pause(bob, alice):
    for _ in range(6):
        assert bob.show_picture(b"").status_code == 422
    answer = bob.show_picture(made())
    problem(answer, 429, "too-fast")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    problem(bob.remove_picture(), 429, "too-fast")
    assert alice.show_picture(made()).status_code == 200


def test_a_backup_holds_it(chat, bob, key, tmp_path):
    picture = bob.picture(key).data
    backup = tmp_path / "backup.db"
    assert chat.run_command("backup", str(backup)).exit_code == 0
    bob.remove_picture()
    assert chat.run_command("restore", str(backup)).exit_code == 0
    assert bob.picture(key).data == picture
    assert bob.who_am_i().json["avatar"] == key


def test_half_of_it_is_the_half_that_was_sent(bob):
    square = seen(bob, shown(bob, saved(halves())))
    assert is_about(square, (20, 128), RED) and is_about(square, (236, 128), BLUE)

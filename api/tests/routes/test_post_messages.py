"""POST /api/messages: say something."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from tests.claims import problem

ID = "8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10"


def test_a_guest_says_something_and_everybody_reads_it(alice, bob):
    answer = alice.post_message("hello", client_id=ID)
    assert answer.status_code == 201
    message = answer.json
    assert message["author"] == {"id": alice.id, "name": "Alice", "is_guest": True, "avatar": None}
    assert (message["room_id"], message["kind"], message["client_id"]) == (1, "text", ID)
    assert bob.load() == [message]


def test_only_who_is_signed_in_may_post(chat, alice, charlie):
    assert alice.post_message("hello").status_code == 201
    problem(charlie.post_message("hello"), 401, "not-signed-in")
    assert chat.sql("SELECT count(*) FROM messages") == [(1,)]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  hello \n", "hello"),
        ("a\nb\n\nc", "a\nb\n\nc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\u3000a\u00a0", "a"),
        ("x" * 4000, "x" * 4000),
        ("  " + "x" * 4000 + "  ", "x" * 4000),
        ("😀" * 4000, "😀" * 4000),
        ("a\r\n" * 1999 + "bb", "a\n" * 1999 + "bb"),
    ],
)
def test_content_is_trimmed_and_otherwise_kept(alice, sent, kept):
    assert alice.says(sent)["content"] == kept


@pytest.mark.parametrize(
    "content",
    [
        *("", " ", "\n\n", "\u200b", "\u2060 \u00ad", "\ufeff"),
        *("x" * 4001, "a\0b", "\0", "a\ud800b", "\udfff"),
        *(None, 1, 1.5, True, [], {}, ["hello"], {"text": "hello"}),
    ],
)
def test_what_is_no_content_is_refused_with_the_field(chat, alice, content):
    problem(alice.post_message(content), 422, "invalid", "content")
    assert chat.newest().endswith("-0")


@pytest.mark.parametrize("room_id", [None, "1", 1.0, 1.5, True, [], {}, 0, -1, 2**63, 10**3000])
def test_what_is_no_room_id_is_refused_with_the_field(alice, room_id):
    problem(alice.post_message("hello", room_id=room_id), 422, "invalid", "room_id")


@pytest.mark.parametrize("room_id", [2, 999, 2**63 - 1])
def test_a_room_that_does_not_exist_is_not_found(chat, alice, room_id):
    problem(alice.post_message("hello", room_id=room_id), 404, "not-found")
    assert chat.newest().endswith("-0")


@pytest.mark.parametrize("client_id", ["", "x", ID[:-1], ID + "0", None, 1, 1.5, True, [], {}])
def test_what_is_no_uuid_is_refused_with_the_field(alice, client_id):
    body = {"room_id": 1, "content": "hello", "client_id": client_id}
    problem(alice.send("POST", "/api/messages", json=body), 422, "invalid", "client_id")


@pytest.mark.parametrize("missing", ["room_id", "content", "client_id"])
def test_a_missing_field_is_named(alice, missing):
    body = {"room_id": 1, "content": "hello", "client_id": ID}
    del body[missing]
    problem(alice.send("POST", "/api/messages", json=body), 422, "invalid", missing)


@pytest.mark.parametrize("field", ["author_id", "id", "revision", "kind", "created_at", ""])
def test_unknown_fields_are_refused(chat, alice, field):
    body = {"room_id": 1, "content": "hello", "client_id": ID, field: 1}
    problem(alice.send("POST", "/api/messages", json=body), 422, "invalid", field)
    assert chat.newest().endswith("-0")


def test_all_faults_are_told_at_once(alice):
    answer = alice.send("POST", "/api/messages", json={"content": ""})
    problem(answer, 422, "invalid", "room_id", "content", "client_id")


def test_the_same_again_gives_the_first_message_and_writes_nothing(chat, alice):
    first = alice.post_message("hello", client_id=ID)
    alice.poll(after=chat.newest())  # the cursor file is there
    files, newest = chat.cursor_files(), chat.newest()
    assert list(files) == [newest]
    again = alice.post_message("something else", client_id=ID)
    assert again.status_code == 200
    assert again.json == first.json
    assert (chat.cursor_files(), chat.newest()) == (files, newest)
    assert chat.sql("SELECT count(*) FROM messages") == [(1,)]


@pytest.mark.parametrize("spelling", [ID.upper(), UUID(ID).hex, f"{{{ID}}}", f"urn:uuid:{ID}"])
def test_a_uuid_is_the_same_however_it_is_spelled(alice, spelling):
    first = alice.post_message("hello", client_id=ID).json
    again = alice.post_message("hello", client_id=spelling)
    assert (again.status_code, again.json) == (200, first)


def test_the_same_again_shows_the_authors_present_name(alice):
    alice.post_message("hello", client_id=ID)
    alice.rename("Ada")
    assert alice.post_message("hello", client_id=ID).json["author"]["name"] == "Ada"


def test_anothers_client_id_is_a_conflict_and_tells_nothing_of_the_message(chat, alice, bob):
    alice.post_message("my secret", client_id=ID)
    newest = chat.newest()
    answer = bob.post_message("hello", client_id=ID)
    problem(answer, 409, "client-id-taken", "client_id")
    assert b"secret" not in answer.data
    assert chat.newest() == newest


def test_concurrent_twins_are_one_message(chat, alice):
    alice.load()

    def post(_):
        return alice.post_message("hello", client_id=ID)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, range(16)))
    assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
    assert len({answer.data for answer in answers}) == 1
    assert len(alice.follow()) == 1
    assert chat.newest().endswith("-1")


def test_concurrent_twins_of_two_people_have_one_winner(chat, alice, bob):
    def post(number):
        return (alice, bob)[number % 2].post_message("hello", client_id=ID)

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(answer.status_code for answer in pool.map(post, range(16)))
    assert statuses == [200] * 7 + [201] + [409] * 8
    assert chat.sql("SELECT count(*) FROM messages") == [(1,)]


def test_the_cursor_file_goes_before_the_answer_comes(chat, alice):
    alice.poll(after=chat.newest())
    assert list(chat.cursor_files()) == [chat.newest()]
    alice.says("hello")
    assert chat.cursor_files() == {}


def test_times_are_the_clocks(alice, monkeypatch):
    from datetime import UTC, datetime

    from parley import clock

    then = datetime(2026, 11, 22, 6, 40, 0, 7000, UTC)
    monkeypatch.setattr(clock, "utcnow", lambda: then)
    assert alice.says("hello")["created_at"] == "2026-11-22T06:40:00.007Z"
    assert alice.page().json["messages"][0]["created_at"] == "2026-11-22T06:40:00.007Z"


def test_a_query_does_not_replace_the_body(alice):
    path = f"/api/messages?room_id=1&content=hello&client_id={uuid4()}"
    answer = alice.send("POST", path, json={})
    problem(answer, 422, "invalid", "room_id", "content", "client_id")

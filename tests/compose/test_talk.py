"""Two people talk through the published port."""

from uuid import uuid4

from tests.stack.people import eventually


def test_the_page_is_served(chat, ada):
    page = ada.get("/")
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<script type="module"' in page.text
    assert ada.get("/api/docs").status_code == 200


def test_what_one_says_the_other_reads(ada, bob):
    cursor = bob.page()["cursor"]
    content = f"hello {uuid4()}"
    said = ada.post(content)
    assert said.status_code == 201
    news = bob.poll(cursor).json()
    assert [message["content"] for message in news["messages"]] == [content]
    assert news["messages"][0] == said.json()


def test_an_empty_poll_is_answered_without_the_api(chat, ada):
    cursor = ada.idle_cursor()
    before = _polls_that_reached_the_api(chat, ada)
    answers = {ada.poll(cursor).text for _ in range(20)}
    assert answers == {
        f'{{"messages":[],"cursor":"{cursor}","more":false,"reset":false,"left":[]}}'
    }
    assert _polls_that_reached_the_api(chat, ada) == before
    ada.post("and now there is news")
    assert ada.poll(cursor).json()["messages"]
    assert _polls_that_reached_the_api(chat, ada) == before + 1


def _polls_that_reached_the_api(chat, ada) -> int:
    """So far: a line of the log comes later than its answer, but after those before it."""
    ends = _count(chat, "/api/rooms/<id:room_id>")
    assert ada.get("/api/rooms/1").status_code == 200
    eventually(lambda: _count(chat, "/api/rooms/<id:room_id>") > ends)
    return _count(chat, "/api/messages")


def _count(chat, route) -> int:
    return sum('"GET"' in line and f'"{route}"' in line for line in chat.logs("api"))

"""GET /api/health: does the database answer?"""

from tests.claims import problem


def test_a_chat_that_works_is_well(charlie):
    answer = charlie.get("/api/health")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_without_its_tables_it_is_not(chat, charlie):
    assert charlie.get("/api/health").status_code == 200
    chat.sql("ALTER TABLE feed_state RENAME TO lost")
    problem(charlie.get("/api/health"), 503, "unavailable")


def test_with_a_file_that_is_no_database_it_is_not(make_chat):
    chat = make_chat()
    chat.database.write_bytes(b"This is not a database. " * 1000)
    answer = chat.stranger().get("/api/health")
    problem(answer, 503, "unavailable")
    assert int(answer.headers["Retry-After"]) >= 1


def test_it_recovers_with_the_database(chat, charlie):
    chat.sql("ALTER TABLE feed_state RENAME TO lost")
    assert charlie.get("/api/health").status_code == 503
    chat.sql("ALTER TABLE lost RENAME TO feed_state")
    assert charlie.get("/api/health").status_code == 200

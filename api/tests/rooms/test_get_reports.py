"""GET /api/reports: what administrators see of what was reported."""

import pytest

from tests.claims import problem


def listed(person, **query):
    answer = person.reports(**query)
    assert answer.status_code == 200, answer.text
    return answer.json["reports"]


def face(person, name):
    return {"id": person.id, "name": name, "is_guest": False, "avatar": None}


def test_a_report_says_who_said_what_where_and_who_minds(alice, bob, dora):
    said = bob.says("You fool.")
    alice.report(said["id"], "rude")
    (report,) = listed(dora)
    assert report.pop("created_at").endswith("Z")
    assert report == {
        "id": 1,
        "message_id": said["id"],
        "room": {"id": 1, "name": "Lobby"},
        "author": face(bob, "Bob"),
        "reporter": face(alice, "Alice"),
        "content": "You fool.",
        "mentions": [],
        "mentions_room": False,
        "reason": "rude",
        "resolved_at": None,
        "resolved_by": None,
    }


def test_nothing_reported_is_an_empty_queue(dora):
    assert dora.reports().json == {"reports": [], "more": False}


def test_names_are_the_present_ones(alice, bob, dora):
    alice.report(bob.says("You fool.")["id"])
    bob.rename("Robert")
    assert listed(dora)[0]["author"]["name"] == "Robert"


def test_whom_the_words_mean_is_said_as_of_a_message(chat, alice, bob, dora):
    said = bob.says(f"<@{alice.id}> <@room> <@{dora.id}>")
    chat.sql("UPDATE messages SET mentioned = ? WHERE id = ?", f"{alice.id} *", said["id"])
    alice.report(said["id"])
    (report,) = listed(dora)
    assert report["content"] == said["content"]
    assert report["mentions"] == [{"id": alice.id, "name": "Alice"}]
    assert report["mentions_room"] is True


def test_what_was_handed_over_is_seen_and_nothing_else_of_the_room(chat, alice, bob, dora):
    vault = chat.room(alice, bob)
    said, silent = bob.says("rude", vault), bob.says("secret", vault)
    chat.sql("UPDATE rooms SET topic = 'secret', description = 'secret' WHERE id = ?", vault)
    alice.report(said["id"])
    answer = dora.reports()
    assert answer.json["reports"][0]["room"] == {"id": vault, "name": "Vault"}
    assert answer.json["reports"][0]["content"] == "rude"
    assert b"secret" not in answer.data
    for asked in (dora.page(room_id=vault), dora.page(room_id=vault, around=said["id"])):
        problem(asked, 404, "not-found")
    for id in (said["id"], silent["id"]):
        problem(dora.delete_message(id), 404, "not-found")
        problem(dora.report(id), 404, "not-found")


def test_a_conversation_between_few_has_no_name(chat, alice, bob, dora):
    direct = chat.room(alice, bob, kind="direct", name="Alice and Bob")
    alice.report(bob.says("rude", direct)["id"])
    assert listed(dora)[0]["room"] == {"id": direct, "name": ""}


def test_a_report_outlives_its_message_its_room_and_who_made_it(chat, bob, dora):
    eve = chat.account("Eve")
    vault = chat.room(eve, bob)
    eve.report(bob.says("rude", vault)["id"])
    assert eve.give_up("delete").status_code == 204
    chat.sql("DELETE FROM messages WHERE room_id = ?", vault)
    chat.sql("UPDATE rooms SET deleted_at = '2026-01-02' WHERE id = ?", vault)
    (report,) = listed(dora)
    assert (report["content"], report["room"]["name"]) == ("rude", "Vault")
    assert report["reporter"]["name"] == "Former member"


def test_the_open_ones_are_shown_unless_others_are_asked_for(chat, alice, bob, dora):
    for id in chat.fill(bob, 4):
        alice.report(id)
    for id in (2, 3):
        dora.resolve(id)
    assert [report["id"] for report in listed(dora)] == [4, 1]
    assert listed(dora, state="open") == listed(dora)
    assert [report["id"] for report in listed(dora, state="resolved")] == [3, 2]


@pytest.mark.parametrize("state", ["open", "resolved"])
def test_pages_lose_nothing_and_show_nothing_twice(chat, alice, bob, dora, state):
    for id in chat.fill(bob, 7):
        alice.report(id)
    if state == "resolved":
        for id in range(1, 8):
            dora.resolve(id)
    pages, before = [], {}
    while True:
        answer = dora.reports(state=state, limit=3, **before).json
        pages.append([report["id"] for report in answer["reports"]])
        if not answer["more"]:
            break
        before = {"before": pages[-1][-1]}
    assert pages == [[7, 6, 5], [4, 3, 2], [1]]


def test_open_reports_are_found_by_an_index(chat):
    from parley.models import Report

    with chat.app.app_context():
        queue = Report.queue(is_resolved=False, before=9, limit=50)
        text = str(queue.compile(compile_kwargs={"literal_binds": True}))
    plan = [row[3] for row in chat.sql(f"EXPLAIN QUERY PLAN {text}")]
    assert plan[0].startswith("SEARCH reports USING INDEX ix_reports_resolved_at"), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


@pytest.mark.parametrize("role", ["member", "guest"])
def test_others_see_no_report_not_even_their_own(chat, alice, bob, role):
    eve = chat.guest("Eve") if role == "guest" else chat.account("Eve")
    eve.report(bob.says("rude")["id"])
    problem(eve.reports(), 403, "not-allowed")
    problem(eve.resolve(1), 403, "not-allowed")


def test_a_stranger_sees_no_report(chat):
    problem(chat.stranger().reports(), 401, "not-signed-in")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("state", "all"), ("state", ""), ("state", "Open"), ("before", "0"), ("before", "x")),
        *(("before", str(2**63)), ("limit", "0"), ("limit", "201"), ("limit", "1.0"), ("x", "1")),
    ],
)
def test_a_bad_question_is_refused_with_the_field(dora, field, value):
    problem(dora.reports(**{field: value}), 422, "invalid", field)

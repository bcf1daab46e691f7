"""PATCH /api/reports/<id>: a report is dealt with, or is not after all."""

import pytest

from tests.cast import ID_MAX
from tests.claims import problem


@pytest.fixture
def report(chat, alice, bob):
    """Alice's report of what Bob said."""
    return alice.report(bob.says("swordfish")["id"], "rude").json


def test_an_administrator_resolves_a_report_and_takes_it_up_again(dora, report):
    (queued,) = dora.reports().json["reports"]
    answer = dora.resolve(report["id"])
    assert answer.status_code == 200
    assert answer.json["resolved_at"].endswith("Z")
    dora_seen = {"id": dora.id, "name": "Dora", "is_guest": False, "avatar": None}
    assert answer.json["resolved_by"] == dora_seen
    assert dora.reports(state="resolved").json["reports"] == [answer.json]
    again = dora.resolve(report["id"], False)
    assert (again.status_code, again.json) == (200, queued)
    assert dora.reports().json["reports"] == [queued]


def test_both_are_in_the_audit_log_without_the_words(chat, bob, dora, report, olga):
    dora.resolve(report["id"])
    dora.resolve(report["id"], False)
    reopened, resolved = olga.audit()[:2]
    for entry, act in ((resolved, "report-resolved"), (reopened, "report-reopened")):
        assert (entry["act"], entry["details"]) == (act, {"report_id": report["id"]})
        assert (entry["actor"]["id"], entry["subject"]["id"]) == (dora.id, bob.id)
    assert "swordfish" not in repr(chat.sql("SELECT * FROM audit_entries"))


@pytest.mark.parametrize("is_resolved", [True, False])
def test_the_same_again_changes_nothing(dora, report, is_resolved, olga):
    first = dora.resolve(report["id"], is_resolved).json
    before = olga.audit()[0]["id"]
    assert olga.resolve(report["id"], is_resolved).json == first
    assert olga.audit()[0]["id"] == before


def test_a_report_that_is_not_there_is_not_found(dora, report):
    assert dora.resolve(report["id"]).status_code == 200
    problem(dora.resolve(ID_MAX), 404, "not-found")


@pytest.mark.parametrize("value", [None, 1, 0, "true", "", [], {}])
def test_what_is_neither_true_nor_false_is_refused(dora, report, value):
    problem(dora.resolve(report["id"], value), 422, "invalid", "is_resolved")
    assert dora.reports().json["reports"][0]["resolved_at"] is None


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "is_resolved"), ({"is_resolved": True, "reason": "x"}, "reason")],
)
def test_a_field_that_is_missing_or_unknown_is_refused(dora, report, body, field):
    problem(dora.send("PATCH", f"/api/reports/{report['id']}", json=body), 422, "invalid", field)


def test_who_is_an_administrator_no_more_resolves_nothing(chat, dora, report, monkeypatch, olga):
    """Another request takes the role away before this one has its turn."""
    from parley.services import reports

    write = reports.write

    def overtaken():
        chat.sql("UPDATE users SET role = 'member' WHERE id = ?", dora.id)
        chat.sql("UPDATE feed_state SET rights = rights + 1")
        return write()

    monkeypatch.setattr(reports, "write", overtaken)
    problem(dora.resolve(report["id"]), 403, "not-allowed")
    assert olga.reports().json["reports"][0]["resolved_at"] is None

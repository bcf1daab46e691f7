"""The logs: JSON, a line for each request, and nothing that anybody said or is called."""

import json
from uuid import uuid4


def test_a_request_can_be_followed_and_nothing_private_is_logged(chat, ada):
    word, name = uuid4().hex, f"N{uuid4().hex[:12]}"
    assert ada.ask("PATCH", "/api/session", json={"name": name}).status_code == 200
    assert ada.post(f"a secret {word}").status_code == 201
    assert ada.get(f"/api/nowhere/{word[:8]}?q={word}").status_code == 404
    cookie = ada.http.cookies["parley_session"]

    api = [json.loads(line) for line in chat.logs("api")]
    nginx = [json.loads(line) for line in chat.logs("nginx") if line.startswith("{")]
    everything = "\n".join([*chat.logs("api"), *chat.logs("nginx")])

    posts = [
        line for line in api if (line.get("route"), line.get("method")) == ("/api/messages", "POST")
    ]
    assert posts[-1]["status"] == 201
    assert posts[-1]["person_id"] == ada.get("/api/session").json()["id"]
    assert posts[-1]["request_id"] in {line["request_id"] for line in nginx}
    for private in (word, name, cookie, cookie.split(".")[0]):
        assert private not in everything


def test_the_logs_of_nginx_are_json_too(chat, ada):
    ada.get("/")
    for line in chat.logs("nginx"):
        json.loads(line)

"""What comes in by a token."""

from uuid import uuid4

from tests.cast import LOBBY


def make(person, scope="read", name="bot"):
    answer = person.make_token(scope, name)
    assert answer.status_code == 201, answer.text
    return answer.json


class Script:
    """A program that has nothing but a token."""

    def __init__(self, chat, token):
        self.client, self.token = chat.stranger(), token

    def send(self, method, path, headers=None, **body):
        bearer = {"Authorization": f"Bearer {self.token}", "Sec-Fetch-Site": None}
        return self.client.send(method, path, headers=bearer | (headers or {}), **body)

    def who_am_i(self):
        return self.send("GET", "/api/session")

    def post_message(self, headers=None):
        message = {"room_id": LOBBY, "content": "beep", "client_id": str(uuid4())}
        return self.send("POST", "/api/messages", headers, json=message)

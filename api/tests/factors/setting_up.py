"""An authenticator app, and the two steps of signing in."""

from datetime import timedelta

import pyotp

from parley import clock
from parley.services import factors
from tests.cast import PASSWORD

PROOF = {"password": PASSWORD}


class Time:
    """A clock that goes on by steps of the app's codes."""

    def __init__(self, monkeypatch):
        self.steps = 0
        monkeypatch.setattr(factors.clock, "utcnow", self.now)

    def now(self):
        return self._real() + timedelta(seconds=self.steps * factors.STEP_S)

    _real = staticmethod(clock.utcnow)


class App:
    """Bob's authenticator app."""

    def __init__(self, secret, time):
        self.totp, self.time = pyotp.TOTP(secret), time

    def code(self, steps=0):
        return self.totp.at(self.time.now(), counter_offset=steps)


def set_up(person, time):
    begun = person.send("POST", "/api/account/totp", json=PROOF)
    assert begun.status_code == 201, begun.text
    app = App(begun.json["secret"], time)
    step = {"ticket": begun.json["ticket"], "code": app.code()}
    done = person.send("PUT", "/api/account/totp", json=step)
    assert done.status_code == 200, done.text
    time.steps += 1  # that code is used up
    return app, done.json["recovery_codes"]


def first_step(browser, name="bob"):
    answer = browser.send("POST", "/api/session", json={"username": name, **PROOF})
    assert answer.status_code == 202, answer.text
    return answer.json["ticket"]


def second_step(browser, ticket, code):
    return browser.send("POST", "/api/session/second-factor", json={"ticket": ticket, "code": code})

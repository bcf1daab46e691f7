"""Open redirects: no address, and nothing in a request, sends a browser to another host."""

from urllib.parse import urlsplit

import pytest

from tests.stack import wire

TARGETS = {
    "two slashes": b"//evil.example",
    "two slashes below the API": b"/api//evil.example",
    "two slashes and the API": b"//evil.example/api//rooms",
    "a slash at the end": b"//evil.example/..",
    "a folder without its slash": b"//evil.example/assets",
    "an encoded slash": b"/%2f/evil.example/",
    "a backslash": b"/\\evil.example/%2e%2e",
    "an encoded backslash": b"/%5cevil.example/",
    "a tab": b"/%09/evil.example",
    "a line end": b"/%0d%0aLocation:%20http://evil.example",
    "where to go on": b"/sign-in?next=http://evil.example",
    "where to go on, without a scheme": b"/sign-in?next=//evil.example",
    "back from a provider": b"/sign-in/via/corp?code=x&state=x&next=//evil.example",
    "two slashes inside": b"/api//rooms?next=//evil.example",
    "an address as a whole": b"http://evil.example/api//rooms",
}
HOSTS = {"": b"", "forged": b"X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n"}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("host", HOSTS)
def test_open_redirects(stack, target, host):
    answer = wire.ask(stack.port, TARGETS[target], headers=HOSTS[host])
    location = answer.header("Location")
    assert answer.header("Refresh") == ""
    assert (300 <= answer.status < 400) is (location != "")
    if location:
        parts = urlsplit(location)
        assert (parts.scheme, parts.netloc) in (("", ""), ("http", "127.0.0.1")), location
        assert parts.path[1:2] not in ("/", "\\"), location  # browsers take it for a host

"""A setting that is bad, alone or beside another, stops the start with a sentence."""

import json

import pytest

from parley import create_app, settings
from parley.settings import BadSetting
from tests.rules.set_well import BY_NAME, OF_THE_API, WHOLE, provider


@pytest.fixture
def environ(tmp_path):
    return {"DATA_DIR": str(tmp_path / "data"), "FEED_DIR": str(tmp_path / "feed")}


def stop_of(environ):
    """The sentence with which the start stops."""
    with pytest.raises(SystemExit) as stop:
        create_app(environ)
    return str(stop.value)


BAD = {
    "DATA_DIR": ["relative", "./data", "~/data"],
    "FEED_DIR": ["relative", "../feed"],
    "SECRET_KEY": ["short", "x" * 31],
    "LOG_LEVEL": ["loud", "INFO", "10", "debug,info"],
    "WEB_CONCURRENCY": ["0", "2", "four", "-1", "1.0", "01"],
    "POSTS_MAX": ["0", "-1", "1.5", "many", "1e3", "٣", "1_0", "+5", "1000001", "9" * 5000],
    "POSTS_WINDOW_SECONDS": ["0", "10s", "86401", "-10", "0x10"],
    "SIGN_UP": ["closed,open", "OPEN", "on", "yes"],
    "GUESTS": ["true", "1", "ON", "yes"],
    "SECOND_FACTOR": ["all", "true", "Everybody", "nobody,everybody"],
    "GUESTS_KEPT_DAYS": ["-1", "1.5", "never", "1000001"],
    "SIGN_INS_PER_MINUTE": ["0", "-1", "sixty", "1000001"],
    "PUBLIC_URL": [
        "chat.example.org",
        "ftp://chat.example.org",
        "https://chat.example.org/chat",
        "https://ada@chat.example.org",
        "https://chat.example.org?x",
        "https://chat.example.org:port",
        "https://[",
    ],
    "SMTP_HOST": ["mail example", "smtp://mail.example.org"],
    "SMTP_PORT": ["0", "65536", "smtp"],
    "SMTP_SECURITY": ["ssl", "TLS", "on"],
    "SMTP_USERNAME": [],
    "SMTP_PASSWORD": [],
    "MAIL_FROM": ["chat", "Chat <chat@example.org>", "a@b, c@d", "a@b@c", "a..b@c", "a@b..c"],
    "OIDC_PROVIDERS": [
        "corp",
        "{}",
        "[1]",
        "[" * 100_000,
        provider(id="ldap"),
        provider(id="../corp"),
        provider(id=7),
        provider(discovery_url="sso.example.org"),
        provider(discovery_url="http://sso.example.org/.well-known/openid-configuration"),
        provider(discovery_url="http://localhost.example.org/.well-known/openid-configuration"),
        provider(colour="red"),
        provider(domains="example.org"),
        provider(domains=[7]),
        provider(sign_up="yes"),
        json.dumps([{"id": "corp"}]),
        json.dumps(json.loads(provider()) * 2),
    ],
    "LDAP_URL": ["ldap.example.org", "https://ldap.example.org", "ldaps://", "ldaps://l/dc=org"],
    "LDAP_CA": [],
    "LDAP_BIND_DN": ["admin"],
    "LDAP_BIND_PASSWORD": [],
    "LDAP_BASE": ["example.org"],
    "LDAP_FILTER": ["(uid=ada)", "uid={username}", "(&(uid={username})"],
    "LDAP_NAME": ["common name", "1cn", "cn)(x"],
    "LDAP_MAIL": ["mail,cn"],
    "LDAP_ID": ["*"],
    "LDAP_ADMINISTRATORS": ["administrators"],
    "LDAP_OWNERS": ["owners"],
}


def test_every_setting_of_the_api_is_tried_with_bad_values():
    assert set(BAD) == set(OF_THE_API)


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in BAD.items() for value in values],
    ids=lambda text: text[:20],
)
def test_a_bad_value_stops_the_start_with_its_name_and_what_would_be_right(environ, name, value):
    create_app(environ)  # without it, it starts
    said = stop_of(environ | {name: value})
    assert said.startswith(f"parley: {name} cannot be ") and said.endswith(".")
    assert "it must be " in said and said.partition("it must be ")[2] != "."
    if BY_NAME[name].is_secret:
        assert value not in said
    else:
        assert repr(value) in said
    assert "Exceeds" not in said and "invalid literal" not in said


def test_more_workers_are_refused_with_the_reason(environ):
    assert "SQLite" in stop_of(environ | {"WEB_CONCURRENCY": "4"})


@pytest.mark.parametrize(("name", "needs"), settings.NEEDS)
def test_what_does_not_work_without_another_stops_the_start_with_both_names(environ, name, needs):
    every = WHOLE | {"OIDC_PROVIDERS": provider()}
    needed = {other: every[other] for needing, other in settings.NEEDS if needing == name}
    create_app(environ | needed | {name: every[name]})
    said = stop_of(environ | needed | {name: every[name], needs: ""})
    assert said == f"parley: {name} needs {needs}, which is empty."


def test_a_file_that_is_not_there_is_named(environ):
    said = stop_of(environ | {"SECRET_KEY_FILE": "/nowhere/secret"})
    assert "SECRET_KEY_FILE" in said and "/nowhere/secret" in said


def test_a_file_that_is_no_text_is_named(environ, tmp_path):
    (tmp_path / "binary").write_bytes(b"\xff\xfe" * 30)
    assert "SECRET_KEY_FILE" in stop_of(environ | {"SECRET_KEY_FILE": str(tmp_path / "binary")})


def test_a_folder_in_the_files_place_is_named(environ, tmp_path):
    assert "SECRET_KEY_FILE" in stop_of(environ | {"SECRET_KEY_FILE": str(tmp_path)})


def test_a_bad_value_in_a_file_stops_the_start_too(environ, tmp_path):
    (tmp_path / "value").write_text("short")
    said = stop_of(environ | {"SECRET_KEY_FILE": str(tmp_path / "value")})
    assert "SECRET_KEY" in said and "short" not in said


def test_both_ways_at_once_are_refused(environ, tmp_path):
    (tmp_path / "value").write_text("s" * 40)
    both = {"SECRET_KEY": "t" * 40, "SECRET_KEY_FILE": str(tmp_path / "value")}
    assert "both set" in stop_of(environ | both)


NGINX_BAD = [
    ("GUESTS_PER_MINUTE", "0"),
    ("API_REQUESTS_PER_SECOND", "fast"),
    ("TRUSTED_PROXY", "proxy.example"),
    ("TRUSTED_PROXY", "10.0.0.1/8"),
    ("PORT", "0"),
    ("PORT", "65536"),
]


@pytest.mark.parametrize(("name", "value"), NGINX_BAD)
def test_the_readers_of_the_other_settings_refuse_too(name, value):
    with pytest.raises(ValueError):
        BY_NAME[name].read(value)


def test_what_nginx_and_compose_read_does_not_stop_the_api():
    settings.load({"PORT": "x", "TRUSTED_PROXY": "x"})


def test_a_bad_setting_is_an_error_of_its_own():
    with pytest.raises(BadSetting):
        settings.load({"POSTS_MAX": "x"})

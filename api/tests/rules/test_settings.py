"""Every setting: listed, defaulted, from a file too, and refused with a sentence when it is bad."""

import json
import re
from pathlib import Path

import pytest

from parley import create_app, settings
from parley.settings import SETTINGS, BadSetting

REPO = Path(__file__).parents[3]
ENV_EXAMPLE, README = REPO / ".env.example", REPO / "README.md"
SIGNING_IN = REPO / "docs" / "signing-in.md"
BY_NAME = {setting.name: setting for setting in SETTINGS}
OF_THE_API = [setting.name for setting in SETTINGS if "api" in setting.reader]


@pytest.fixture
def environ(tmp_path):
    return {"DATA_DIR": str(tmp_path / "data"), "FEED_DIR": str(tmp_path / "feed")}


def stop_of(environ):
    """The sentence with which the start stops."""
    with pytest.raises(SystemExit) as stop:
        create_app(environ)
    return str(stop.value)


def test_env_example_lists_exactly_the_settings_with_their_defaults():
    listed = dict(re.findall(r"^#([A-Z][A-Z_]*)=(.*)$", ENV_EXAMPLE.read_text(), re.MULTILINE))
    assert listed == {setting.name: setting.default for setting in SETTINGS}


def test_the_readme_lists_exactly_the_settings_with_their_defaults():
    listed = dict(
        re.findall(r"^\| `([A-Z_]+)` \| `?([^|`]*)`? \|", README.read_text(), re.MULTILINE)
    )
    made = {"SECRET_KEY": "made on first start"}
    assert listed == {s.name: made.get(s.name, s.default) for s in SETTINGS}


def test_the_documents_example_of_providers_is_one_that_works():
    example = re.search(r"```json\n(.*?)```", SIGNING_IN.read_text(), re.DOTALL)[1]
    (corp,) = BY_NAME["OIDC_PROVIDERS"].read(example)
    assert (corp.id, corp.administrators, corp.sign_up) == ("corp", ("chat-admins",), True)


def test_env_example_sets_nothing_and_says_of_each_what_it_is():
    paragraphs = ENV_EXAMPLE.read_text().strip().split("\n\n")
    assert all(line.startswith("#") for p in paragraphs for line in p.splitlines())
    for paragraph in paragraphs[1:]:
        *sentence, name = paragraph.splitlines()
        assert re.fullmatch(r"#[A-Z_]+=.*", name), paragraph
        assert sentence and all(line.startswith("# ") for line in sentence), paragraph


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_has_a_sentence_a_default_that_works_and_a_reader(setting):
    assert setting.sentence[0].isupper() and setting.sentence.endswith(".")
    setting.read(setting.default)
    assert set(setting.reader.split()) <= {"api", "nginx", "compose"}


def test_the_names_are_unique():
    assert len(BY_NAME) == len(SETTINGS)


def test_nothing_needs_to_be_set():
    loaded = settings.load({})
    assert set(loaded) == set(OF_THE_API)
    assert (loaded["POSTS_MAX"], loaded["POSTS_WINDOW_SECONDS"]) == (20, 10)
    assert loaded["DATA_DIR"] == Path("/data")


@pytest.mark.parametrize("name", OF_THE_API)
@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_empty_is_the_default_as_compose_passes_it(name, empty):
    assert settings.load({name: empty}) == settings.load({})


WHOLE = {
    "PUBLIC_URL": "https://chat.example.org",
    "SMTP_HOST": "mail.example.org",
    "MAIL_FROM": "chat@example.org",
    "LDAP_URL": "ldaps://ldap.example.org",
    "LDAP_BASE": "dc=example,dc=org",
}


def provider(**fields):
    """A list of one provider of single sign-on that would do, but for these fields."""
    good = {"id": "corp", "name": "Corp", "client_id": "parley"}
    good |= {"discovery_url": "https://sso.example.org/.well-known/openid-configuration"}
    return json.dumps([good | fields])


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


@pytest.mark.parametrize("name", OF_THE_API)
def test_each_can_come_from_a_file(environ, tmp_path, name):
    values = {"SECRET_KEY": "s" * 40, "LOG_LEVEL": "debug", "WEB_CONCURRENCY": "1"}
    values |= {"SIGN_UP": "invite", "GUESTS": "off", "SECOND_FACTOR": "everybody"}
    values |= {
        "SMTP_SECURITY": "tls",
        "OIDC_PROVIDERS": provider(),
        "LDAP_FILTER": "(cn={username})",
    }
    values |= {"LDAP_NAME": "displayName", "LDAP_MAIL": "email", "LDAP_ID": "objectGUID"}
    values |= WHOLE | dict.fromkeys(("LDAP_BIND_DN", "LDAP_ADMINISTRATORS", "LDAP_OWNERS"), "cn=a")
    value = values.get(name, str(tmp_path) if name.endswith("_DIR") else "7")
    (tmp_path / "value").write_text(f"  {value}\n")
    others = {needs: WHOLE[needs] for needing, needs in settings.NEEDS if needing == name}
    from_file = settings.load(others | {f"{name}_FILE": str(tmp_path / "value")})
    assert from_file == settings.load(others | {name: value})


@pytest.mark.parametrize(("name", "needs"), settings.NEEDS)
def test_what_does_not_work_without_another_stops_the_start_with_both_names(environ, name, needs):
    every = WHOLE | {"OIDC_PROVIDERS": provider()}
    needed = {other: every[other] for needing, other in settings.NEEDS if needing == name}
    create_app(environ | needed | {name: every[name]})
    said = stop_of(environ | needed | {name: every[name], needs: ""})
    assert said == f"parley: {name} needs {needs}, which is empty."


def test_a_provider_is_read_with_its_defaults():
    (read,) = settings.load(WHOLE | {"OIDC_PROVIDERS": provider(domains=["a.org"])})[
        "OIDC_PROVIDERS"
    ]
    assert (read.id, read.scopes, read.domains) == ("corp", "openid email profile", ("a.org",))
    assert (read.role_claim, read.sign_up) == ("", False)


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

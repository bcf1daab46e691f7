"""Every setting: listed, explained, defaulted, and read from a file too."""

import re
from pathlib import Path

import pytest

from parley import settings
from parley.settings import SETTINGS
from tests.rules.set_well import BY_NAME, OF_THE_API, WHOLE, provider

REPO = Path(__file__).parents[3]
ENV_EXAMPLE, README = REPO / ".env.example", REPO / "README.md"
SIGNING_IN = REPO / "docs" / "signing-in.md"


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


@pytest.mark.parametrize("name", OF_THE_API)
def test_each_can_come_from_a_file(tmp_path, name):
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


def test_a_provider_is_read_with_its_defaults():
    (read,) = settings.load(WHOLE | {"OIDC_PROVIDERS": provider(domains=["a.org"])})[
        "OIDC_PROVIDERS"
    ]
    assert (read.id, read.scopes, read.domains) == ("corp", "openid email profile", ("a.org",))
    assert (read.role_claim, read.sign_up) == ("", False)

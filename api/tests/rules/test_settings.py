"""Every setting: listed, defaulted, from a file too, and refused with a sentence when it is bad."""

import re
from pathlib import Path

import pytest

from parley import create_app, settings
from parley.settings import SETTINGS, BadSetting

REPO = Path(__file__).parents[3]
ENV_EXAMPLE, README = REPO / ".env.example", REPO / "README.md"
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
    if name == "SECRET_KEY":
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
    value = values.get(name, str(tmp_path) if name.endswith("_DIR") else "7")
    (tmp_path / "value").write_text(f"  {value}\n")
    from_file = settings.load({f"{name}_FILE": str(tmp_path / "value")})
    assert from_file == settings.load({name: value})


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

"""Time zones and languages."""

import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import locales


@pytest.mark.parametrize(
    "name",
    ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "Asia/Kolkata"],
)
def test_names_of_time_zones(name):
    assert ZoneInfo(locales.time_zone(name)).key == name


@pytest.mark.parametrize(
    "name", ["", "Berlin", "europe/berlin", "Europe/Berlin ", "/etc", "posix/UTC"]
)
def test_what_is_no_name_of_one(name):
    with pytest.raises(ValueError, match="Europe/Berlin"):
        locales.time_zone(name)


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        *(("en", "en"), ("EN", "en"), ("pt-br", "pt-BR"), ("ZH-hant-tw", "zh-Hant-TW")),
        *(("es-419", "es-419"), ("sl-ROZAJ-biske", "sl-rozaj-biske"), ("de-1996", "de-1996")),
        *(("zh-yue-HK", "zh-yue-HK"), ("sr-latn-rs", "sr-Latn-RS"), ("gsw", "gsw")),
        *(
            ("de-DE-u-CO-phonebk", "de-DE-u-co-phonebk"),
            ("en-x-US", "en-x-us"),
            ("X-ours", "x-ours"),
        ),
        ("en-a-bbb-x-a-ccc", "en-a-bbb-x-a-ccc"),
    ],
)
def test_tags_as_they_are_mostly_written(tag, kept):
    """The examples of RFC 5646, appendix A, and its rules for case (2.1.1)."""
    assert locales.language(tag) == kept == locales.language(kept)


@pytest.mark.parametrize(
    "tag",
    [
        *("", "e", "-en", "en-", "en--US", "de_DE", "en US", "a-DE", "de-419-DE", "en-US-GB"),
        *("ar-a-aaa-b-bbb-a-ccc", "de-1996-1996", "sl-rozaj-biske-rozaj", "en-u", "x", "x-"),
        *(
            "überall",
            "ｅｎ",
            "en\n",
            "123",
            "en-" + "x" * 40,
            "en-x-" + "-".join("abcdefghijklmnopq"),
        ),
    ],
)
def test_what_is_not_formed_like_one(tag):
    with pytest.raises(ValueError, match="pt-BR"):
        locales.language(tag)


@given(st.text(max_size=200_000))
def test_any_text_is_judged_quickly(text):
    start = time.perf_counter()
    try:
        assert len(locales.language(text)) <= locales.LANGUAGE_MAX_CHARS
    except ValueError:
        pass
    assert time.perf_counter() - start < 0.5

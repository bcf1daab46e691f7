"""The configuration itself: accepted, found sound, and rendered as the container renders it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rendering

NGINX = Path(rendering.__file__).parent
BIN = Path(sys.executable).parent
ENTRYPOINT = NGINX / "entrypoint" / "15-parley-settings.envsh"


def test_nginx_accepts_the_configuration_without_a_word_of_warning(stack):
    said = rendering.check(stack.config)
    assert "test is successful" in said
    assert "[warn]" not in said and "[alert]" not in said


def test_gixy_finds_nothing(stack):
    found = subprocess.run(
        [BIN / "gixy", str(stack.config)], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout
    assert "No issues found" in found.stdout


def test_gixy_would_find_something(stack, tmp_path):
    broken = tmp_path / "nginx"
    shutil.copytree(stack.config.parent, broken)
    (broken / "conf.d" / "proxy.inc").write_text("proxy_pass http://$http_host$uri;\n")
    found = subprocess.run(
        [BIN / "gixy", str(broken / "nginx.conf")], capture_output=True, check=False
    )
    assert found.returncode != 0


def test_no_variable_is_left_to_replace(stack):
    for path in (stack.config.parent / "conf.d").iterdir():
        assert "${" not in path.read_text(), path


@pytest.mark.skipif(not shutil.which("envsubst"), reason="envsubst is not installed")
@pytest.mark.parametrize("template", sorted(p.name for p in (NGINX / "templates").iterdir()))
def test_native_rendering_is_what_the_image_does_with_envsubst(template):
    settings = rendering.settle({"PATH": os.environ["PATH"]})
    names = [name for name in settings if re.search(settings["NGINX_ENVSUBST_FILTER"], name)]
    text = (NGINX / "templates" / template).read_text()
    shell_format = " ".join(f"${{{name}}}" for name in names)
    by_envsubst = subprocess.run(
        ["envsubst", shell_format],
        input=text,
        env=settings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert rendering.substitute(text, settings) == by_envsubst.stdout


def test_the_variables_of_the_templates_are_those_let_through():
    text = "".join(path.read_text() for path in (NGINX / "templates").iterdir())
    admitted = rendering.settle({"PATH": os.environ["PATH"]})["NGINX_ENVSUBST_FILTER"]
    assert set(re.findall(r"\$\{(\w+)\}", text)) == set(re.findall(r"[A-Z_]+", admitted))


def test_the_settings_are_settled_before_the_image_renders_its_templates():
    assert ENTRYPOINT.name < "20-envsubst-on-templates.sh"
    assert os.access(ENTRYPOINT, os.X_OK), "the image sources only executable scripts"


def test_the_defaults_are_those_of_the_settings_table():
    sys.path.insert(0, str(NGINX.parent / "api"))
    from parley.settings import SETTINGS

    ours = rendering.settle({"PATH": os.environ["PATH"]})
    table = {s.name: s.default for s in SETTINGS if "nginx" in s.reader}
    assert len(table) == 4
    assert {name: ours[name] for name in table} == table


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUESTS_PER_MINUTE", "0"),
        ("GUESTS_PER_MINUTE", "-1"),
        ("GUESTS_PER_MINUTE", "many"),
        ("GUESTS_PER_MINUTE", "1.5"),
        ("GUESTS_PER_MINUTE", "1000001"),
        ("GUESTS_PER_MINUTE", "60\n; 1"),
        ("GUESTS_PER_MINUTE", "60r/s; deny all"),
        ("SIGN_INS_PER_MINUTE", "0"),
        ("API_REQUESTS_PER_SECOND", "0"),
        ("API_REQUESTS_PER_SECOND", "٣"),
        ("TRUSTED_PROXY", "proxy.example"),
        ("TRUSTED_PROXY", "256.0.0.1"),
        ("TRUSTED_PROXY", "10.0.0.0/33"),
        ("TRUSTED_PROXY", "10.0.0.1 10.0.0.2"),
        ("TRUSTED_PROXY", "0.0.0.0/0; allow all"),
        ("TRUSTED_PROXY", "1:2"),
        ("FEED_DIR", "relative"),
        ("FEED_DIR", '/a"b'),
        ("FEED_DIR", "/a$b"),
    ],
)
def test_a_setting_that_is_wrong_ends_the_start_with_a_sentence(name, value):
    with pytest.raises(rendering.NativeError) as refused:
        rendering.settle({"PATH": os.environ["PATH"], name: value})
    assert f"{name} is '{value}', which does not work: it must be" in str(refused.value)
    assert str(refused.value).endswith((".", "}", ";"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUESTS_PER_MINUTE", "1000000"),
        ("API_REQUESTS_PER_SECOND", "1"),
        ("TRUSTED_PROXY", "10.0.0.5"),
        ("TRUSTED_PROXY", "172.16.0.0/12"),
        ("TRUSTED_PROXY", "fd00::/8"),
        ("TRUSTED_PROXY", "::1"),
        ("TRUSTED_PROXY", "0.0.0.0/0"),
    ],
)
def test_a_setting_that_is_right_is_one_nginx_takes(new_stack, name, value):
    assert "test is successful" in new_stack(settings={name: value}).check_config()


def test_an_empty_setting_is_its_default():
    assert (
        rendering.settle({"PATH": os.environ["PATH"], "GUESTS_PER_MINUTE": ""})["GUESTS_PER_MINUTE"]
        == "60"
    )

"""nginx's configuration for a native start: the container's own files, with other values."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETTINGS_SCRIPT = HERE / "entrypoint" / "15-parley-settings.envsh"
TEMPLATE_SUFFIX = ".template"


class NativeError(Exception):
    """Why the native start cannot be, in a sentence for the person at the terminal."""


def settle(environment: dict[str, str]) -> dict[str, str]:
    """The environment with nginx's defaults and what follows from them, checked by the script
    that checks it in the container."""
    show = "import json, os; print(json.dumps(dict(os.environ)))"
    command = ["sh", "-c", 'set -e; . "$1"; exec "$2" -c "$3"', "sh"]
    command += [str(SETTINGS_SCRIPT), sys.executable, show]
    checked = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if checked.returncode != 0:
        raise NativeError(checked.stderr.strip())
    return json.loads(checked.stdout)


def render(folder: Path, settings: dict[str, str]) -> Path:
    """Write the configuration into `folder`, as the image has it in /etc/nginx; return its head."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "conf.d").mkdir(parents=True)
    shutil.copy(HERE / "nginx.conf", folder)
    shutil.copytree(HERE / "snippets", folder / "snippets")
    for template in sorted((HERE / "templates").glob("*" + TEMPLATE_SUFFIX)):
        rendered = substitute(template.read_text(), settings)
        (folder / "conf.d" / template.name[: -len(TEMPLATE_SUFFIX)]).write_text(rendered)
    return folder / "nginx.conf"


def substitute(text: str, settings: dict[str, str]) -> str:
    """What envsubst does with NGINX_ENVSUBST_FILTER: these variables are replaced, no others."""
    admitted = re.compile(settings["NGINX_ENVSUBST_FILTER"])

    def value(match: re.Match) -> str:
        name = match[1] or match[2]
        return settings[name] if admitted.search(name) and name in settings else match[0]

    return re.sub(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))", value, text)


def nginx_command(head: Path) -> list[str]:
    """How nginx is called with this configuration and none of the system's paths."""
    program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if not program:
        raise NativeError("nginx is not installed. On Debian: apt-get install nginx-light")
    # Started by root, the workers stay root: the clone may be where no other account can read.
    globals_ = "daemon off; user root;" if os.geteuid() == 0 else "daemon off;"
    return [program, "-e", "stderr", "-p", f"{head.parent}/", "-c", str(head), "-g", globals_]


def check(head: Path) -> str:
    """`nginx -t`; returns what it said, or raises with it."""
    checked = subprocess.run(
        [*nginx_command(head), "-t"], capture_output=True, text=True, check=False
    )
    if checked.returncode != 0:
        raise NativeError(f"nginx refuses its configuration:\n{checked.stderr.strip()}")
    return checked.stderr

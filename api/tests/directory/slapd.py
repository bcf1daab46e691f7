"""A real directory: OpenLDAP's server, on free ports, in a folder of its own."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ldap3

from tests.directory.certificates import Authority
from tests.stage import PATIENCE_S

BASE = "dc=example,dc=org"
PEOPLE, GROUPS = f"ou=people,{BASE}", f"ou=groups,{BASE}"
ADMIN, SEARCHER = f"cn=admin,{BASE}", f"cn=parley,{BASE}"
ADMIN_PASSWORD, SEARCHER_PASSWORD = "of the administrator", "of who searches"
PASSWORD = "kept in the directory"  # of everybody in it
OWNERS, ADMINISTRATORS = f"cn=owners,{GROUPS}", f"cn=administrators,{GROUPS}"

CONFIG = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/inetorgperson.schema
# What Active Directory has, with the syntax and the rules that it has there.
attributetype ( 1.3.6.1.4.1.4203.666.1.1 NAME 'objectGUID' SINGLE-VALUE
  EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 )
attributetype ( 1.3.6.1.4.1.4203.666.1.2 NAME 'sAMAccountName' SINGLE-VALUE
  EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.3.6.1.4.1.4203.666.1.3 NAME 'userAccountControl' SINGLE-VALUE
  EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 )
objectclass ( 1.3.6.1.4.1.4203.666.3.1 NAME 'likeActiveDirectory' SUP top AUXILIARY
  MAY ( objectGUID $ sAMAccountName $ userAccountControl ) )
pidfile {folder}/pid
argsfile {folder}/args
modulepath /usr/lib/ldap
moduleload back_mdb
{tls}
database mdb
suffix "{base}"
rootdn "{admin}"
rootpw "{password}"
directory {folder}/data
dbnosync
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{searcher}" read by * none
"""


def program() -> str | None:
    """Where slapd is, if it is."""
    return shutil.which("slapd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/libexec")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


class Slapd:
    """One started directory; stops exactly the process that it started."""

    def __init__(self, folder: Path, authority: Authority | None) -> None:
        self.authority, self.log = authority, folder / "log"
        self.port, self.tls_port = free_port(), free_port()
        (folder / "data").mkdir(parents=True)
        self._configure(folder)
        addresses = f"ldap://127.0.0.1:{self.port}/"
        if authority is not None:
            addresses += f" ldaps://127.0.0.1:{self.tls_port}/"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [self._unconfined(folder), "-f", folder / "slapd.conf", "-h", addresses]
                + ["-d", "stats"],  # in the foreground, with a line for each operation
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _configure(self, folder: Path) -> None:
        tls = ""
        if self.authority is not None:
            certificate, key = self.authority.vouch_for("localhost", folder)
            tls = f"TLSCertificateFile {certificate}\nTLSCertificateKeyFile {key}"
        texts = {"base": BASE, "admin": ADMIN, "password": ADMIN_PASSWORD, "searcher": SEARCHER}
        config = CONFIG.format(folder=folder, tls=tls, **texts)
        (folder / "slapd.conf").write_text(config)

    @staticmethod
    def _unconfined(folder: Path) -> str:
        """Ubuntu's AppArmor knows the program by its path and keeps it out of other folders."""
        if not Path("/etc/apparmor.d/usr.sbin.slapd").exists():
            return program()
        return shutil.copy(program(), folder / "slapd")

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                assert time.monotonic() < deadline, self.log.read_text()
                time.sleep(0.02)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(PATIENCE_S)

    def settings(self, **more: str) -> dict[str, str]:
        """What makes a chat ask this directory."""
        return {
            "LDAP_URL": f"ldaps://localhost:{self.tls_port}",
            "LDAP_CA": self.authority.pem if self.authority else "",
            "LDAP_BIND_DN": SEARCHER,
            "LDAP_BIND_PASSWORD": SEARCHER_PASSWORD,
            "LDAP_BASE": PEOPLE,
        } | more

    def begin_anew(self) -> None:
        """Nobody but who searches, and no group."""
        with self._administrator() as admin:
            admin.search(BASE, "(objectClass=*)", attributes=["1.1"])
            found = sorted((entry["dn"] for entry in admin.response), key=len, reverse=True)
            for dn in found:
                assert admin.delete(dn), admin.result
            top = {"dc": "example", "o": "Example"}
            assert admin.add(BASE, ["dcObject", "organization"], top), admin.result
            for unit in (PEOPLE, GROUPS):
                assert admin.add(unit, "organizationalUnit"), admin.result
            role = ["organizationalRole", "simpleSecurityObject"]
            assert admin.add(SEARCHER, role, {"userPassword": SEARCHER_PASSWORD}), admin.result

    def add(self, uid: str, name: str = "", mail: str = "", base: str = PEOPLE, **more) -> str:
        """Somebody who may come in by PASSWORD; gives the entry's DN."""
        about = {"uid": uid, "cn": name or uid.title(), "sn": "x", "userPassword": PASSWORD}
        about |= {"mail": mail} if mail else {}
        classes = ["inetOrgPerson", "likeActiveDirectory"]
        dn = f"cn={ldap3.utils.dn.escape_rdn(uid)},{base}"
        with self._administrator() as admin:
            assert admin.add(dn, classes, about | more), admin.result
        return dn

    def remove(self, dn: str) -> None:
        with self._administrator() as admin:
            assert admin.delete(dn), admin.result

    def rename(self, dn: str, uid: str) -> str:
        """Another user name, another DN; the same entry."""
        with self._administrator() as admin:
            assert admin.modify(dn, {"uid": [(ldap3.MODIFY_REPLACE, [uid])]}), admin.result
            assert admin.modify_dn(dn, f"cn={uid}"), admin.result
        return f"cn={uid},{dn.partition(',')[2]}"

    def move(self, dn: str, base: str) -> None:
        """The same entry, elsewhere."""
        name = dn.partition(",")[0]
        with self._administrator() as admin:
            assert admin.modify_dn(dn, name, new_superior=base), admin.result

    def change(self, dn: str, **attributes: str) -> None:
        changes = {name: [(ldap3.MODIFY_REPLACE, [text])] for name, text in attributes.items()}
        with self._administrator() as admin:
            assert admin.modify(dn, changes), admin.result

    def group(self, dn: str, kind: str, **members: list[str]) -> None:
        """A group of exactly these, in place of the one before."""
        more = {"gidNumber": "1"} if kind == "posixGroup" else {}
        with self._administrator() as admin:
            admin.delete(dn)
            assert admin.add(dn, kind, members | more), admin.result

    def binds(self) -> list[str]:
        """The DNs that somebody tried to bind as, by what the server logged."""
        lines = self.log.read_text(errors="replace").splitlines()
        asked = (line.partition(' BIND dn="')[2] for line in lines if "method=128" in line)
        return [rest.rpartition('" method=')[0] for rest in asked]

    @contextmanager
    def _administrator(self) -> Iterator[ldap3.Connection]:
        server = ldap3.Server("127.0.0.1", self.port, get_info=None)
        admin = ldap3.Connection(server, ADMIN, ADMIN_PASSWORD, auto_bind=True)
        try:
            yield admin
        finally:
            admin.unbind()

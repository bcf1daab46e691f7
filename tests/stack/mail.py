"""The mail server of the API's tests, for the tests of the stack and of the browser.

The two trees of tests share no package, so it is loaded by its path.
"""

from importlib.util import module_from_spec, spec_from_file_location

from tests.stack.conftest import REPO

_spec = spec_from_file_location("parley_mail_sink", REPO / "api" / "tests" / "mail_sink.py")
_module = module_from_spec(_spec)
_spec.loader.exec_module(_module)

MailSink, link_in, token_in = _module.MailSink, _module.link_in, _module.token_in

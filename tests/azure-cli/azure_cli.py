"""Asks the Azure CLI's own parser what it thinks of a command. Runs nothing, reaches nothing."""

import atexit
import io
import json
import logging
import os
import re
import shutil
import socket
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from urllib.parse import urlsplit

from shell import STAND_IN

# Nothing of the machine's own Azure CLI: neither settings nor extensions nor a login.
for _name in [n for n in os.environ if n.startswith("AZURE_")]:
    del os.environ[_name]
_home = tempfile.mkdtemp(prefix="azure-cli-parser-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ.update(
    AZURE_CONFIG_DIR=_home,
    AZURE_EXTENSION_DIR=os.path.join(_home, "extensions"),
    AZURE_EXTENSION_USE_DYNAMIC_INSTALL="no",
    AZURE_CORE_COLLECT_TELEMETRY="no",
    AZURE_CORE_NO_COLOR="yes",
)


def _refuse(*_, **__):
    raise OSError("the parser must not reach the network")


socket.getaddrinfo = _refuse
socket.socket.connect = _refuse

from azure.cli.core import MainCommandsLoader, __version__, get_default_cli  # noqa: E402
from knack.events import EVENT_INVOKER_POST_PARSE_ARGS  # noqa: E402

VERSION = __version__
GRAPH = {
    "graph.microsoft.com",
    "graph.microsoft.us",
    "dod-graph.microsoft.us",
    "microsoftgraph.chinacloudapi.cn",
}


class Parsed(BaseException):
    """Ends an invocation when its arguments are parsed, before anything of it runs."""


def _parsed(_context, args=None, **_):
    raise Parsed(args)


class Loader(MainCommandsLoader):
    """Looks a command up by its first word, which the index of the Azure CLI knows.

    With all its words a misspelt command has the Azure CLI load everything, for 20 seconds.
    """

    def load_command_table(self, args):
        return super().load_command_table(args[:1])


class Messages(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


class Azure:
    def __init__(self):
        self.cli = get_default_cli()
        self.cli.register_event(EVENT_INVOKER_POST_PARSE_ARGS, _parsed)
        self.messages = Messages()
        logger = logging.getLogger("cli")
        logger.addHandler(self.messages)
        logger.propagate = False

    def errors(self, command):
        """What is wrong with a command: nothing, if the list is empty."""
        if not command.arguments:
            return ["az without a command"]
        arguments = [from_file(a, command.standard_input) for a in command.arguments]
        if arguments in (["--version"], ["-v"]):
            return []
        found, error = self.parse(arguments)
        if error:
            return [error]
        if found is None:  # --help
            return []
        wrong = list(abbreviations(found, arguments))
        if found.command == "rest":
            wrong += rest(found)
        if found.command == "ad app permission add":
            wrong += api_permissions(found)
        return wrong

    def parse(self, arguments):
        self.messages.said.clear()
        cli = self.cli
        cli.invocation = cli.invocation_cls(
            cli_ctx=cli, parser_cls=cli.parser_cls, commands_loader_cls=Loader, help_cls=cli.help_cls
        )
        try:
            with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
                cli.invocation.execute(list(arguments))
        except Parsed as parsed:
            return parsed.args[0], None
        except SystemExit as end:
            if end.code in (0, None):
                return None, None
            return None, "; ".join(self.messages.said) or f"the parser ended with {end.code}"
        except Exception as error:  # What the Azure CLI would print instead of running.
            return None, f"{type(error).__name__}: {error}"
        return None, "the parser let the command pass unseen"


def from_file(argument, standard_input):
    """`@file` has the Azure CLI read a file, which is not there yet; `@-` its standard input."""
    option, at, file = argument.partition("@")
    if not at or not file or (option and not re.fullmatch(r"--[\w-]+=", option)):
        return argument
    return option + (standard_input if file == "-" and standard_input is not None else "{}")


def abbreviations(found, arguments):
    """The parser takes the beginning of an option for it, until another begins alike."""
    # `az ad app permission grant` has one option called "--id, --client-id"; its own help writes --id.
    known = {o for options in found._parser._option_string_actions for o in options.split(", ")}
    for argument in arguments:
        option = argument.partition("=")[0]
        if re.fullmatch(r"--[a-z][a-z-]*", option) and option not in known:
            yield f"{option} is not an option, only the beginning of one"


def rest(found):
    """What `az rest` finds out only when it runs."""
    url = found.url
    parts = urlsplit(url)
    if url.startswith(STAND_IN):
        if url != STAND_IN:
            yield f"--url starts with a variable that is set nowhere above: {url}"
    elif not parts.scheme:
        # Relative to the resource manager, whatever its path says.
        if re.match(r"/?(v1\.0|beta)(/|$)", url):
            yield f"--url: the Azure CLI takes a relative one for the resource manager's, not Graph's: {url}"
        elif not url.startswith("/"):
            yield f"--url is neither https nor relative: {url}"
    elif parts.scheme != "https":
        yield f"--url is not https: {url}"
    elif parts.hostname not in GRAPH:
        yield f"--url is not of Microsoft Graph: {url}"
    elif parts.hostname == "dod-graph.microsoft.us" and not found.resource:
        yield f"--resource is missing: the Azure CLI knows no such host and sends no token: {url}"
    if re.search(r"\s", url):
        yield f"--url has a blank in it: {url}"
    for option, values in (("--headers", found.headers), ("--url-parameters", found.uri_parameters)):
        for value in values or []:
            if "=" not in value and not is_json(value):
                yield f"{option} is neither NAME=VALUE nor JSON: {value}"
    if found.body is not None and (why := is_json(found.body, say=True)):
        yield f"--body is not JSON: {why}: {found.body}"
    if found.body is not None and (found.method or "get").lower() == "get":
        yield "--body goes with --method post, patch or put, not with get"


def api_permissions(found):
    for value in found.api_permissions:
        if not re.fullmatch(r"[0-9a-fA-F-]{36}=(Role|Scope)", value):
            yield f"--api-permissions is not ID=Role or ID=Scope: {value}"


def is_json(text, say=False):
    try:
        json.loads(text)
    except ValueError as error:
        return str(error) if say else False
    return None if say else True

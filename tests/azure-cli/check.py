"""Checks every az command in shell scripts, Markdown and HTML against the real Azure CLI's parser."""

import re
import shlex
import sys
from html.parser import HTMLParser
from pathlib import Path

from azure_cli import VERSION, Azure
from shell import Block


# What was said of a command, by its arguments and its standard input: runbooks repeat themselves.
READ = {}


def main(names):
    azure, commands, blocks, errors = Azure(), 0, 0, []
    for name in names:
        found = check(azure, name, Path(name).read_text(encoding="utf-8"))
        commands, blocks, errors = commands + found[0], blocks + found[1], errors + found[2]
    for error in errors:
        print(error, file=sys.stderr)
    print(f"{commands} az commands in {blocks} blocks of {len(names)} files parsed by Azure CLI {VERSION}")
    if not commands:
        print("there is no az command to check", file=sys.stderr)
    return 1 if errors or not commands else 0


def check(azure, name, text):
    """The number of az commands, the number of blocks, and the errors with their places."""
    commands, errors, variables = 0, [], {}
    found = blocks(name, text)
    for number, (line, source) in enumerate(found, 1):
        block = Block(source, line, variables).read()
        said = [(line, message) for line, message in block.errors]
        for command in block.commands:
            written = shlex.join(["az", *command.arguments])
            known = (tuple(command.arguments), command.standard_input)
            if known not in READ:
                READ[known] = azure.errors(command)
            said += [(command.line, f"{error}\n    {written}") for error in READ[known]]
        commands += len(block.commands)
        errors += [f"{name}: block {number}, line {line}: {message}" for line, message in sorted(said)]
    return commands, len(found), errors


def blocks(name, text):
    """Each block of bash, with the number of its first line."""
    kind = Path(name).suffix.lower()
    if kind == ".sh":
        return [(1, text)]
    if kind in (".md", ".markdown"):
        return markdown(text)
    if kind in (".html", ".htm"):
        page = Page()
        page.feed(text)
        page.close()
        return page.blocks
    raise SystemExit(f"{name}: neither .sh nor .md nor .html")


def markdown(text):
    found, fence, lines = [], None, []
    for number, line in enumerate(text.split("\n"), 1):
        if fence is None:
            opened = re.match(r"([ >]*)(`{3,}|~{3,})\s*([\w-]*)", line)
            if opened:
                indent, fence, language = opened.groups()
                lines, first = [], number + 1
        elif re.fullmatch(rf"[ >]*{fence[0]}{{{len(fence)},}}\s*", line):
            if language in ("bash", "sh"):
                found.append((first, "\n".join(lines) + "\n"))
            fence = None
        else:
            # The block is as far in as its fence is.
            own = len(indent)
            lines.append(line[own:] if not line[:own].strip(" >") else line)
    if fence is not None and language in ("bash", "sh"):
        found.append((first, "\n".join(lines)))
    return found


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.in_pre, self.first, self.text = [], False, None, []

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if tag == "pre":
            self.in_pre = True
        elif tag == "code" and self.in_pre and {"language-bash", "language-sh"} & set(classes):
            self.first, self.text = self.getpos()[0], []

    def handle_data(self, data):
        if self.first is not None:
            self.text.append(data)

    def handle_endtag(self, tag):
        if tag == "code" and self.first is not None:
            self.blocks.append((self.first, "".join(self.text)))
            self.first = None
        elif tag == "pre":
            self.in_pre = False


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("usage: check.py FILE...")
    sys.exit(main(sys.argv[1:]))

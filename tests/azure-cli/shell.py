"""Reads bash and finds the az commands in it, with the arguments that bash would hand over.

What only a run can know (an id that a command returns, a parameter of a function) becomes a
stand-in. What the script itself says (a variable, an array, a heredoc) is taken at its word.
"""

import re
import subprocess
from dataclasses import dataclass

import tree_sitter_bash
from tree_sitter import Language, Parser

STAND_IN = "00000000-0000-0000-0000-000000000001"
# In double quotes bash takes these for variables, and the request goes out without them.
ODATA = {"filter", "select", "top", "expand", "search", "count", "orderby", "skip", "skiptoken"}
# Commands whose arguments may say "az" without running it.
TALKERS = {"echo", "printf", "type", "which", "hash", "alias", "grep", "sed", "awk"}
REDIRECTS = {"file_redirect", "heredoc_redirect", "herestring_redirect"}

BASH = Parser(Language(tree_sitter_bash.language()))


@dataclass
class Command:
    """One az command: its arguments without the az, and its standard input where it is known."""

    line: int
    arguments: list
    standard_input: "str | None"


class Block:
    """A piece of bash. `variables` is shared by the blocks of one file, as their reader's shell is."""

    def __init__(self, source, first_line, variables):
        self.source = source.encode()
        self.first_line = first_line
        self.variables = variables
        self.commands = []
        self.errors = []  # (line, message)

    def read(self):
        said = subprocess.run(["bash", "-n"], input=self.source, capture_output=True, check=False)
        if said.returncode != 0:
            text = said.stderr.decode(errors="replace").strip().splitlines()
            at = re.search(r"line (\d+)", text[0]) if text else None
            line = self.first_line + int(at.group(1)) - 1 if at else self.first_line
            self.errors.append((line, "bash: " + (text[0] if text else "does not parse")))
        root = BASH.parse(self.source).root_node
        if root.has_error:
            bad = first_error(root)
            self.errors.append((self.line(bad), f"does not parse as bash near {self.text(bad)[:60]!r}"))
        self.walk(root, None)
        return self

    def line(self, node):
        return self.first_line + node.start_point[0]

    def text(self, node):
        return self.source[node.start_byte : node.end_byte].decode()

    # From top to bottom: a variable is what was last assigned above.

    def walk(self, node, standard_input):
        if node.type == "redirected_statement":
            standard_input = self.heredoc(node)
        if node.type == "command":
            self.command(node, standard_input)
        for child in node.children:
            self.walk(child, standard_input if node.type == "redirected_statement" else None)
            if node.type == "for_statement" and child.type == "in":
                self.loop(node)
        if node.type == "variable_assignment":
            self.assign(node)

    def command(self, node, standard_input):
        nodes = [c for c in node.children if c.type not in REDIRECTS | {"variable_assignment", "<<<"}]
        outer = node.parent
        if outer.type == "redirected_statement":
            # What stands after a redirection is still an argument; the grammar counts it to the latter.
            for redirect in outer.children:
                if redirect.type in REDIRECTS:
                    nodes += redirect.children_by_field_name("destination")[1:]
                    nodes += redirect.children_by_field_name("argument")
        words, end = [], None
        for child in nodes:
            if child.start_byte == end:
                words = join(words, self.words(child, False))
            else:
                words += self.words(child, False)
            end = child.end_byte
        # Bash that stands in a string: trap 'az logout' EXIT.
        if words[:1] in (["trap"], ["eval"]) or words[:2] in (["bash", "-c"], ["sh", "-c"]):
            said = (words + [""])[1] if words[0] == "trap" else words[-1]
            inner = Block(said, self.line(node), self.variables).read()
            self.commands += inner.commands
            self.errors += inner.errors
            return
        if "az" not in words or words[0] in TALKERS or words[:2] in (["command", "-v"], ["command", "-V"]):
            return
        arguments = words[words.index("az") + 1 :]
        for name in re.findall(r"(?<!\\)\$\{?(\w+)", self.text(node)):
            if name in ODATA and name not in self.variables and f"${name}" not in " ".join(arguments):
                self.errors.append((self.line(node), f"bash takes ${name} for a variable, and none is set"))
        self.commands.append(Command(self.line(node), arguments, standard_input))

    def assign(self, node):
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name.type == "subscript":
            return
        adds = any(c.type == "+=" for c in node.children)
        if value is not None and value.type == "array":
            new = [w for c in value.named_children if c.type != "comment" for w in self.words(c, False)]
            old = self.variables.get(self.text(name), [])
            self.variables[self.text(name)] = (old if isinstance(old, list) else [old]) + new if adds else new
            return
        new = "" if value is None else " ".join(self.words(value, True))
        old = self.variables.get(self.text(name), "")
        self.variables[self.text(name)] = old + new if adds and isinstance(old, str) else new

    def loop(self, node):
        name = self.text(node.child_by_field_name("variable"))
        values = [w for c in node.children_by_field_name("value") for w in self.words(c, False)]
        self.variables[name] = values[0] if values else STAND_IN

    # The words that an argument becomes: one as a rule; none or many for an array.

    def words(self, node, quoted):
        kind = node.type
        if kind == "raw_string":
            return [self.text(node)[1:-1]]
        if kind == "ansi_c_string":
            return [self.text(node)[2:-1].encode("latin-1", "backslashreplace").decode("unicode_escape")]
        if kind == "string":
            return self.between(node, node.start_byte + 1, node.end_byte - 1)
        if kind == "translated_string":
            return self.words(node.named_children[0], quoted)
        if kind == "$":  # of $"..."
            return [""]
        if kind == "concatenation":
            words = []
            for child in node.children:
                words = join(words, self.words(child, quoted))
            return words
        if kind in ("simple_expansion", "expansion"):
            return self.expansion(self.text(node).lstrip(), quoted)
        if kind == "command_substitution" and not self.text(node).startswith("$(("):
            return [self.substitution(node)]
        if kind in ("arithmetic_expansion", "command_substitution"):
            return ["1"]
        if kind == "process_substitution":
            return ["/dev/fd/63"]
        if kind == "command_name" and node.children:
            return self.words(node.children[0], quoted)
        return [re.sub(r"\\(.)", r"\1", self.text(node).replace("\\\n", ""), flags=re.DOTALL)]

    def between(self, node, start, end):
        """Text in double quotes or a heredoc: everything but its expansions stands for itself."""
        words, at, arrays_only = [""], start, True
        for child in node.children:
            if "expansion" not in child.type and child.type != "command_substitution":
                continue
            # The grammar counts blanks before a `$` to the expansion.
            begin = child.end_byte - len(self.text(child).lstrip().encode())
            words = join(words, [unescape(self.source[at:begin].decode())])
            more = self.words(child, True)
            arrays_only = arrays_only and not more
            words, at = join(words, more), child.end_byte
        words = join(words, [unescape(self.source[at:end].decode())])
        # "${nothing[@]}" is no word at all, "" is one.
        return [] if words == [""] and arrays_only and at != start else words

    def expansion(self, text, quoted):
        if text.startswith("${#") or text in ("$#", "$?"):
            return ["1"]
        parts = re.fullmatch(r"\$\{?(\w+|[@*])(\[[^\]]*\])?(.*?)\}?", text, flags=re.DOTALL)
        if not parts:
            return [STAND_IN]
        name, index, rest = parts.groups()
        value = self.variables.get(name)
        if index in ("[@]", "[*]"):
            elements = value if isinstance(value, list) else [STAND_IN if value is None else value]
            added = re.fullmatch(r"/([%#])/([^/$`]*)", rest)
            if added:
                front = added.group(1) == "#"
                elements = [added.group(2) + e if front else e + added.group(2) for e in elements]
            return list(elements) if index == "[@]" else [" ".join(elements)]
        if index:
            at = index[1:-1]
            if isinstance(value, list) and at.isdigit() and int(at) < len(value):
                return [value[int(at)]]
            return [STAND_IN]
        if isinstance(value, list):
            value = value[0] if value else ""
        if rest[:2] in (":-", ":=") and not value:
            value = None if re.search(r"[$`]", rest) else rest[2:].strip("\"'")
        elif rest and rest[:2] not in (":?", ":-", ":="):
            value = STAND_IN
        if value is None:
            return [STAND_IN]
        return [value] if quoted else value.split()

    def substitution(self, node):
        """A heredoc that is only printed stands for itself; what speaks JSON for an empty object."""
        last = [c for c in node.named_children if c.type != "comment"][-1:]
        if not last:
            return STAND_IN
        last = last[0]
        if last.type == "pipeline":
            last = last.named_children[-1]
        if last.type == "redirected_statement" and self.text(last).startswith("cat <<"):
            return (self.heredoc(last) or STAND_IN).rstrip("\n")
        said = self.text(last)
        if re.match(r"jq\s", said) and not re.search(r"\s(-\w*r\w*|--raw-output)\s", said):
            return "{}"
        if re.match(r"az\s", said) and re.search(r"\s(-o|--output)[ =]json\b", said):
            return "{}"
        return STAND_IN

    def heredoc(self, node):
        for redirect in node.children:
            if redirect.type == "heredoc_redirect":
                start = next((c for c in redirect.children if c.type == "heredoc_start"), None)
                body = next((c for c in redirect.children if c.type == "heredoc_body"), None)
                if body is None:
                    return ""
                if start is not None and re.search(r"['\"\\]", self.text(start)):
                    return self.text(body)
                return "".join(self.between(body, body.start_byte, body.end_byte))
        return None


def join(words, more):
    if not words or not more:
        return words or more
    return words[:-1] + [words[-1] + more[0]] + more[1:]


def unescape(text):
    return re.sub(r'\\([$`"\\\n])', lambda m: "" if m.group(1) == "\n" else m.group(1), text)


def first_error(node):
    for child in node.children:
        if child.is_error or child.is_missing:
            return child
        if child.has_error:
            return first_error(child)
    return node

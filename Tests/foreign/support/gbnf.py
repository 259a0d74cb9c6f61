# SPDX-License-Identifier: Apache-2.0
"""Reads grammars in llama.cpp's notation (GBNF), draws texts from them, and says whether they accept one."""

from functools import cached_property

# llama.cpp writes repetitions out. It refuses one whose rules are this many, and lets a greater one go on for ever.
MOST_TIMES = 2000
LIKED = "aZ0 _-.:@/é€🜲\"\\"


class Grammar:
    """Nodes are tuples: literal, set, rule, sequence, either, times."""

    def __init__(self, text):
        self.rules = _Reader(text).rules()
        assert "root" in self.rules
        for name, node in self.rules.items():
            assert _names(node) <= set(self.rules), f"{name} names a rule that is not there"

    @cached_property
    def order(self):
        """The rules, each behind those that it names; fails where one contains itself."""
        done, open_names = {}, set()

        def visit(name):
            assert name not in open_names, f"{name} contains itself"
            if name in done:
                return
            open_names.add(name)
            for inner in _names(self.rules[name]):
                visit(inner)
            open_names.remove(name)
            done[name] = True

        for name in self.rules:
            visit(name)
        return list(done)

    @cached_property
    def longest(self):
        """The greatest number of characters of a text."""
        lengths = {}

        def length(node):
            kind, value = node[0], node[1]
            if kind == "literal":
                return len(value)
            if kind == "set":
                return 1
            if kind == "rule":
                return lengths[value]
            if kind == "times":
                return length(value) * node[3]
            return (sum if kind == "sequence" else max)(map(length, value)) if value else 0

        for name in self.order:
            lengths[name] = length(self.rules[name])
        return lengths["root"]

    def draw(self, random, node=("rule", "root"), eager=0.5):
        """A text; `eager` is how much of what may be left out is there."""
        kind, value = node[0], node[1]
        if kind == "literal":
            return value
        if kind == "set":
            liked = [letter for letter in LIKED if any(low <= ord(letter) <= high for low, high in value)]
            low, high = random.choice(value)
            return random.choice(liked) if liked and random.random() < 0.8 else chr(random.choice([low, high, random.randint(low, high)]))
        if kind == "rule":
            return self.draw(random, self.rules[value], eager)
        if kind == "sequence":
            return "".join(self.draw(random, part, eager) for part in value)
        if kind == "either":
            return self.draw(random, random.choice(value), eager)
        _, part, least, most = node
        if (least, most) == (0, 1):
            count = int(random.random() < eager)
        else:
            # As many as possible of what is short only.
            greatest = most if part[0] != "rule" or most < 8 else least
            count = random.choice([least, min(most, least + 1), random.randint(least, min(most, least + 8)), greatest])
        return "".join(self.draw(random, part, eager) for _ in range(count))

    def accepts(self, text):
        return len(text) in _Matcher(self.rules, text).ends(("rule", "root"), 0)


class _Matcher:
    """All places where a node may end, by where it begins."""

    def __init__(self, rules, text):
        self.rules, self.text, self.known = rules, text, {}

    def ends(self, node, start):
        kind, value = node[0], node[1]
        if kind == "literal":
            return {start + len(value)} if self.text.startswith(value, start) else set()
        if kind == "set":
            found = start < len(self.text) and any(low <= ord(self.text[start]) <= high for low, high in value)
            return {start + 1} if found else set()
        if kind == "rule":
            key = (value, start)
            if key not in self.known:
                self.known[key] = self.ends(self.rules[value], start)
            return self.known[key]
        if kind == "either":
            return set().union(*(self.ends(part, start) for part in value))
        places = {start}
        if kind == "sequence":
            for part in value:
                places = set().union(*(self.ends(part, place) for place in places))
            return places
        _, part, least, most = node
        result = set(places) if least == 0 else set()
        for count in range(1, most + 1):
            places = set().union(*(self.ends(part, place) for place in places)) if places else places
            if not places:
                break
            if count >= least:
                result |= places
        return result


def _names(node):
    kind, value = node[0], node[1]
    if kind == "rule":
        return {value}
    if kind in ("sequence", "either"):
        return set().union(*map(_names, value))
    return _names(value) if kind == "times" else set()


class _Reader:
    """By llama.cpp's rules: outside of brackets a line's end is a rule's end, except behind `|` and `::=`."""

    ESCAPES = {"t": "\t", "r": "\r", "n": "\n", "\\": "\\", '"': '"', "[": "[", "]": "]"}

    def __init__(self, text):
        self.text, self.at = text, 0

    def rules(self):
        result = {}
        self._space(True)
        while self.at < len(self.text):
            name = self._name()
            self._space(False)
            self._take("::=")
            self._space(True)
            assert name not in result, name
            result[name] = self._alternatives(False)
            if self.at < len(self.text):
                self._take("\n")
            self._space(True)
        return result

    def _peek(self):
        return self.text[self.at:self.at + 1]

    def _take(self, text):
        assert self.text.startswith(text, self.at), f"{text!r} is missing at {self.text[self.at:self.at + 40]!r}"
        self.at += len(text)

    def _space(self, lines):
        while self._peek() and self._peek() in (" \t#\n" if lines else " \t#"):
            if self._peek() == "#":
                self.at = (self.text + "\n").index("\n", self.at)
            else:
                self.at += 1

    def _name(self):
        start = self.at
        while self._peek().isascii() and (self._peek().isalnum() or self._peek() == "-"):
            self.at += 1
        assert self.at > start, f"a name is missing at {self.text[start:start + 40]!r}"
        return self.text[start:self.at]

    def _alternatives(self, nested):
        result = [self._sequence(nested)]
        while self._peek() == "|":
            self.at += 1
            self._space(True)
            result.append(self._sequence(nested))
        return result[0] if len(result) == 1 else ("either", result)

    def _sequence(self, nested):
        parts = []
        while True:
            letter = self._peek()
            if letter == '"':
                self.at += 1
                parts.append(("literal", "".join(self._until('"'))))
            elif letter == "[":
                self.at += 1
                parts.append(("set", self._set()))
            elif letter == "(":
                self.at += 1
                self._space(True)
                parts.append(self._alternatives(True))
                self._take(")")
            elif letter == "?":
                self.at += 1
                parts[-1] = ("times", parts[-1], 0, 1)
            elif letter == "{":
                parts[-1] = ("times", parts[-1], *self._count())
            elif letter and letter.isascii() and (letter.isalnum() or letter == "-"):
                parts.append(("rule", self._name()))
            else:
                return parts[0] if len(parts) == 1 else ("sequence", parts)
            self._space(nested)

    def _count(self):
        self.at += 1
        end = self.text.index("}", self.at)
        numbers = [int(number) for number in self.text[self.at:end].split(",")]
        self.at = end + 1
        assert numbers[-1] < MOST_TIMES and numbers[0] <= numbers[-1], numbers
        return numbers[0], numbers[-1]

    def _until(self, end):
        while self._peek() != end:
            assert self._peek() not in ("", "\n")
            yield self._character()
        self.at += 1

    def _character(self):
        letter = self._peek()
        self.at += 1
        if letter != "\\":
            return letter
        letter = self._peek()
        self.at += 1
        width = {"x": 2, "u": 4, "U": 8}.get(letter)
        if width is None:
            return self.ESCAPES[letter]
        self.at += width
        return chr(int(self.text[self.at - width:self.at], 16))

    def _set(self):
        ranges = []
        assert self._peek() != "^", "our generator writes no negated sets"
        while self._peek() != "]":
            low = high = self._character()
            if self._peek() == "-" and self.text[self.at + 1] != "]":
                self.at += 1
                high = self._character()
            assert low <= high
            ranges.append((ord(low), ord(high)))
        self.at += 1
        return ranges

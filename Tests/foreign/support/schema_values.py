# SPDX-License-Identifier: Apache-2.0
"""Random JSON values that a JSON Schema accepts, with a liking for its bounds."""

import math
import re
import re._parser as sre

import jsonschema

CHARACTERS = "aZ0 _-.:@/é€🜲\"\\\n\x01"


class Validator:
    """PyPI jsonschema, with patterns as ECMAScript has them: `$` is the very end, also before a line break."""

    def __init__(self, schema):
        def pattern(_, wanted, instance, __):
            assert wanted.startswith("^") and wanted.endswith("$")
            if isinstance(instance, str) and not re.search(wanted[:-1] + r"\Z", instance):
                yield jsonschema.ValidationError(f"{instance!r} does not match {wanted!r}")

        self.validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern})(schema)

    def problem(self, value):
        return next((f"{list(error.absolute_path)}: {error.message}" for error in self.validator.iter_errors(value)), None)


def match(pattern, random):
    """A text that a pattern matches from end to end."""
    return _matches(sre.parse(pattern), random)


def _matches(parts, random):
    return "".join(_one(operation, argument, random) for operation, argument in parts)


def _one(operation, argument, random):
    name = str(operation)
    if name == "AT":
        return ""
    if name == "LITERAL":
        return chr(argument)
    if name == "IN":
        return _member(argument, random)
    if name == "NOT_LITERAL":
        return random.choice([letter for letter in CHARACTERS if ord(letter) != argument])
    if name == "SUBPATTERN":
        return _matches(argument[3], random)
    if name == "BRANCH":
        return _matches(random.choice(argument[1]), random)
    assert name == "MAX_REPEAT", name
    low, high, inner = argument
    most = low + 3 if high is sre.MAXREPEAT else high
    return "".join(_matches(inner, random) for _ in range(random.choice([low, most, random.randint(low, min(most, low + 8))])))


def _member(items, random):
    if str(items[0][0]) == "NEGATE":
        allowed = [letter for letter in CHARACTERS if not any(_has(item, ord(letter)) for item in items[1:])]
        return random.choice(allowed)
    name, argument = random.choice(items)
    if str(name) == "LITERAL":
        return chr(argument)
    if str(name) == "RANGE":
        return chr(random.choice([argument[0], argument[1], random.randint(*argument)]))
    return random.choice(CHARACTERS)  # [\s\S]


def _has(item, value):
    name, argument = str(item[0]), item[1]
    return value == argument if name == "LITERAL" else name == "RANGE" and argument[0] <= value <= argument[1]


class Draw:
    def __init__(self, root, random):
        self.root, self.random = root, random

    def value(self, schema=None, depth=0):
        schema = self.root if schema is None else schema
        random = self.random
        if "$ref" in schema:
            return self.value(self.root["$defs"][schema["$ref"].removeprefix("#/$defs/")], depth + 1)
        if "anyOf" in schema:
            return self.value(random.choice(schema["anyOf"]), depth)
        if "enum" in schema:
            return random.choice(schema["enum"])
        kind = schema.get("type")
        if kind is None:
            return random.choice([None, True, 1.5, "x", [1, None], {"a": {}}])
        return getattr(self, f"_{kind}")(schema, depth)

    def _object(self, schema, depth):
        more = schema["additionalProperties"]
        if more is True:
            if schema.get("required"):
                return {"@type": self.value(schema["properties"]["@type"]), "value": "1s"}  # an Any of a Duration
            return {} if "properties" in schema else {"a": 1, "b": [None, "x"]}
        if more:
            return {f"{self.random.randint(0, 9)}": self.value(more, depth) for _ in range(self.random.randint(0, 2))}
        share = self.random.choice([0.1, 0.5, 0.9]) if depth < 5 else 0
        chosen = [key for key in schema["properties"] if key in schema["required"] or self.random.random() < share]
        return {key: self.value(schema["properties"][key], depth) for key in chosen}

    def _array(self, schema, depth):
        low = schema.get("minItems", 0)
        high = schema.get("maxItems", low + 3) if depth < 5 else low
        items = schema.get("items", {"type": "boolean"})
        return [self.value(items, depth) for _ in range(self.random.choice([low, min(high, low + 1), min(high, low + 4)]))]

    def _string(self, schema, _):
        low, high = schema.get("minLength", 0), schema.get("maxLength", 20)
        if "pattern" not in schema:
            return "".join(self.random.choice(CHARACTERS) for _ in range(self.random.choice([low, high])))
        while True:
            text = match(schema["pattern"], self.random)
            if low <= len(text) <= schema.get("maxLength", math.inf):
                return text

    def _boolean(self, *_):
        return self.random.random() < 0.5

    def _null(self, *_):
        return None

    def _integer(self, schema, _):
        low, high = schema["minimum"], schema["maximum"]
        return self.random.choice([low, high, min(high, low + 1), self.random.randint(low, high)])

    def _number(self, schema, _):
        low, high = schema.get("minimum"), schema.get("maximum")
        if "exclusiveMinimum" in schema:
            low = math.nextafter(schema["exclusiveMinimum"], math.inf)
        if "exclusiveMaximum" in schema:
            high = math.nextafter(schema["exclusiveMaximum"], -math.inf)
        low = (high if high is not None and high < -1e6 else -1e6) * 2 if low is None else low
        high = max(1e6, low * 2) if high is None else high
        return self.random.choice([low, high, self.random.uniform(low, high), min(high, max(low, 0)), -0.0 if low <= 0 <= high else low])

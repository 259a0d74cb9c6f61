# SPDX-License-Identifier: Apache-2.0
"""Messages and the lists of rules that a generated schema or grammar leaves unchecked."""

import functools
import subprocess

import protovalidate
from google.protobuf import json_format

from .paths import PROTO, TOOLS


@functools.cache
def _validator(pool):
    """A validator keeps what it has compiled, by the names of types: one for each pool."""
    return protovalidate.Validator()


def generate(directory, kind, file, names, *parameters, folders=()):
    """Runs one of our plugins; the folder with what it wrote."""
    output = directory / kind
    output.mkdir(exist_ok=True)
    plugin = TOOLS / f"protoc-gen-strategos-{kind}"
    options = ",".join([*(f"message={name}" for name in names), *parameters])
    subprocess.run([
        "protoc", f"--plugin=protoc-gen-x={plugin}", f"--x_out={output}", f"--x_opt={options}",
        *(f"--proto_path={folder}" for folder in (*folders, PROTO)), file], check=True)
    return output


def violations(message):
    """What protovalidate says; nothing where one of its expressions fails."""
    try:
        return [violation.proto for violation in _validator(message.DESCRIPTOR.file.pool).collect_violations(message)]
    except (protovalidate.CompilationError, protovalidate.EvaluationError):
        return None


def path_of(violation):
    return violation.field.elements if violation.field is not None else []


def mended(message):
    """The message without fields that break a rule, or nothing where that does not help."""
    for _ in range(8):
        found = violations(message)
        if not found:
            return message if found == [] else None
        for violation in found:
            names = [element.field_name for element in path_of(violation)]
            if not names or names[0] not in message.DESCRIPTOR.fields_by_name:
                continue
            field = message.DESCRIPTOR.fields_by_name[names[0]]
            if violation.rule_id == "required" and len(names) == 1 and field.message_type and not field.is_repeated:
                getattr(message, names[0]).SetInParent()
            else:
                message.ClearField(names[0])
    return None


def canonical(message):
    """Its JSON, or nothing where it has none (an Any of an unknown type, a time out of bounds)."""
    try:
        return json_format.MessageToDict(message)
    except (TypeError, ValueError, json_format.SerializeToJsonError):
        return None


def is_listed(violation, descriptor, lines):
    """Whether the list says that this rule is not checked."""
    return any(_says(line, place, violation.rule_id, violation.for_key)
               for place in _places(path_of(violation), descriptor) for line in lines)


def _places(path, descriptor):
    places = [descriptor.full_name]
    for element in path:
        owner = descriptor
        name = f"{owner.full_name}.{element.field_name}"
        places = [name, f"{name}[]", f"{name}[key]"]
        field = owner.fields_by_name.get(element.field_name)
        descriptor = field.message_type if field is not None else None
        if descriptor is None:
            break
        if descriptor.GetOptions().map_entry:
            descriptor = descriptor.fields_by_name["value"].message_type
        if descriptor is None:
            break
        places.append(descriptor.full_name)
    return places


def _says(line, place, rule, is_key):
    if not line.startswith(place + ": "):
        return False
    said = line.removeprefix(place + ": ")
    if said == rule or said.startswith("keys: ") and is_key:
        return True
    if ": a rule of extension" in said:
        return True
    said = said.split(" (")[0]
    kind, _, parts = rule.partition(".")
    return rule in (said, said + "_empty") or rule.startswith(said + ".") or (
        # One id for two bounds: timestamp.gt_lt.
        kind in ("timestamp", "duration") and any(said == f"{kind}.{part}" for part in parts.split("_")))

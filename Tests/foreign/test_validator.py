# SPDX-License-Identifier: Apache-2.0
"""Our validators, the interpreter and the generated ones, and protovalidate's say the same of random
messages: rules, paths and words."""

import os
import pathlib
import random
import subprocess

import pytest

from support import validation_schema, validation_suite
from support.boundary_messages import Generator
from support.generators import NEW_PROTOC, plugin
from support.paths import PROTO, ROOT
from support.refused_rules import NOT_SUPPORTED, REFUSED, SUITE_REFUSED, schema
from support.validation import EXECUTOR, OurValidator, ReferenceValidator, compile_schemas, message_classes

SEED = int(os.environ.get("STRATEGOS_SEED", random.SystemRandom().randrange(2**32)))
COUNT = int(os.environ.get("STRATEGOS_VALIDATION_MESSAGES", 150))


def difference(one, other):
    if isinstance(one, str) or isinstance(other, str):
        return one, other
    return [item for item in one if item not in other], [item for item in other if item not in one]


def compare(directory, files, package):
    print(f"seed {SEED}: repeat with STRATEGOS_SEED={SEED}")
    generator = Generator(random.Random(SEED))
    types = [made for name, made in sorted(message_classes(files).items())
             if name.startswith(package) and not made.DESCRIPTOR.GetOptions().map_entry]
    ours = [OurValidator(directory, files), OurValidator(directory, files, "--compiled")]
    reference = ReferenceValidator()
    rules, count, invalid = set(), 0, 0
    for made in types:
        messages = [made()] + [generator.fill(made()) for _ in range(COUNT)]
        for message, interpreted, compiled in zip(messages, *(validator.judge(messages) for validator in ours)):
            # Our CEL has cel-spec's own cases as its reference; protovalidate's in Python knows less of CEL.
            is_expression = made.DESCRIPTOR.name.startswith("Expression")
            expected = interpreted if is_expression else reference.judge(message)
            for name, verdict in ("interpreter", interpreted), ("generated validator", compiled):
                assert verdict == expected, (
                    f"seed {SEED}, {name}: {made.DESCRIPTOR.full_name} {message}\n"
                    f"only one says: {difference(verdict, expected)}")
            count += 1
            invalid += bool(expected)
            if isinstance(expected, list):
                rules.update(violation[0] for violation in expected)
    print(f"{count} messages, {invalid} of them invalid, {len(rules)} rules broken")
    return rules


def test_our_schema(tmp_path):
    names = [str(path.relative_to(PROTO)) for path in sorted(PROTO.glob("strategos/v1/*.proto"))]
    compare(tmp_path, compile_schemas(tmp_path, names), "strategos.v1.")


def test_every_rule(tmp_path):
    schemas = ROOT / "Tests" / "proto"
    for name, text in validation_schema.files().items():
        assert (schemas / name).read_text() == text, f"{name}: run Tests/foreign/support/validation_schema.py"
    rules = compare(tmp_path, compile_schemas(tmp_path, [f"{validation_schema.FOLDER}/rules.proto"], schemas), "rules.")
    # A generator that no longer reaches the rules would make the comparison empty.
    assert len(rules) > 220 or COUNT < 100


def test_what_generated_validators_refuse_the_interpreter_judges(tmp_path):
    (tmp_path / "refused.proto").write_text(schema())
    result = plugin("strategos-swift", tmp_path, "", ["refused.proto"], [tmp_path, PROTO])
    said = [line.split(": error: ")[1] for line in result.stderr.splitlines()[1:]]
    assert said == [f"rule case{index}: {rule.problem}{NOT_SUPPORTED}" for index, rule in enumerate(REFUSED)]
    files = compile_schemas(tmp_path, ["refused.proto"], tmp_path)
    validator, classes = OurValidator(tmp_path, files), message_classes(files)
    for index, rule in enumerate(REFUSED):
        made = classes[f"refused.Case{index}"]
        kept, broken = validator.judge([made(n=1), made(n=2)])
        assert kept == [] and [violation[0] for violation in broken] == [f"case{index}"], rule.expression


@pytest.mark.skipif("PROTOVALIDATE_SCHEMAS" not in os.environ, reason="needs the folder proto of protovalidate's sources")
def test_what_is_refused_of_the_public_suite(tmp_path):
    folder = pathlib.Path(os.environ["PROTOVALIDATE_SCHEMAS"])
    suite = folder / "protovalidate-testing"
    names = sorted(str(path.relative_to(suite)) for path in suite.glob("buf/validate/conformance/cases/**/*.proto"))
    result = plugin(
        "strategos-swift", tmp_path, "stubs=none", names, [suite, folder / "protovalidate"], protoc=NEW_PROTOC)
    lines = [line for line in result.stderr.splitlines() if ": error: " in line]
    assert sorted(line.split(": error: ")[1] for line in lines) == SUITE_REFUSED.read_text().splitlines()


@pytest.mark.skipif("PROTOVALIDATE_SCHEMAS" not in os.environ, reason="needs the folder proto of protovalidate's sources")
def test_generated_validators_of_the_public_suite(tmp_path):
    """They and the interpreter, which passes the suite, say the same of random messages of its schemas."""
    print(f"seed {SEED}: repeat with STRATEGOS_SEED={SEED}")
    executor, files = validation_suite.build(pathlib.Path(os.environ["PROTOVALIDATE_SCHEMAS"]))
    ours = [OurValidator(tmp_path, files, *options, executor=executor) for options in ((), ("--compiled",))]
    generator, count, invalid, rules = Generator(random.Random(SEED)), 0, 0, set()
    for name, made in sorted(message_classes(files).items()):
        if not name.startswith("buf.validate.conformance.") or made.DESCRIPTOR.GetOptions().map_entry:
            continue
        messages = [made()] + [generator.fill(made()) for _ in range(COUNT)]
        # Without proto2's required fields there are no bytes to judge.
        messages = [message for message in messages if message.IsInitialized()]
        for message, interpreted, compiled in zip(messages, *(validator.judge(messages) for validator in ours)):
            assert compiled == interpreted, f"seed {SEED}: {name} {message}\nonly one says: {difference(compiled, interpreted)}"
            count += 1
            invalid += bool(compiled)
            rules.update(violation[0] for violation in compiled if isinstance(compiled, list))
    print(f"{count} messages, {invalid} of them invalid, {len(rules)} rules broken")
    assert len(rules) > 150 or COUNT < 100


def run_public_suite(*executor):
    """Runs the suite; gives the result in one line, and what went wrong with each case that failed."""
    harness = os.environ["PROTOVALIDATE_CONFORMANCE"]
    command = [harness, "--strict_message", "--strict_error", "--timeout", "60s", "--", *executor]
    run = subprocess.run(command, capture_output=True, text=True)
    lines = (run.stdout + run.stderr).splitlines()
    print(lines[-1])
    return lines[-1], [line.split("got: ")[1] for line in lines if " got: " in line]


@pytest.mark.skipif("PROTOVALIDATE_CONFORMANCE" not in os.environ, reason="needs the path of protovalidate's harness")
def test_public_suite():
    result, failures = run_public_suite(EXECUTOR)
    assert result.startswith("PASS (failed: 0, skipped: 0, passed: 2878"), failures


@pytest.mark.skipif(
    not {"PROTOVALIDATE_CONFORMANCE", "PROTOVALIDATE_SCHEMAS"} <= os.environ.keys(),
    reason="needs protovalidate's harness and the folder proto of its sources")
def test_public_suite_by_generated_validators():
    executor, _ = validation_suite.build(pathlib.Path(os.environ["PROTOVALIDATE_SCHEMAS"]))
    result, failures = run_public_suite(executor, "--compiled")
    refused = {f'unexpected error: UnknownType(name: "{name}")' for name in validation_suite.refused_messages()}
    assert set(failures) <= refused, "\n".join(failure for failure in failures if failure not in refused)
    assert f"passed: {2878 - len(failures)}, total: 2878" in result

# SPDX-License-Identifier: Apache-2.0
"""Counts what a program does per operation, by two runs of different length: their difference leaves out the start."""

import os
import pathlib
import re
import subprocess

# Seeds of hash tables would make the program's start cost something else each time.
os.environ["SWIFT_DETERMINISTIC_HASHING"] = "1"


def callgrind(output):
    return ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}"]


def read_instructions(output):
    return int(re.search(r"^(?:totals|summary): (\d+)", pathlib.Path(output).read_text(), re.M).group(1))


def stripped(program, directory):
    """A copy without debug information, which is too new for Debian's valgrind; the symbols stay."""
    copy = pathlib.Path(directory) / pathlib.Path(program).name
    subprocess.run(["strip", "--strip-debug", "-o", copy, program], check=True)
    return copy


def per_operation(count, low, high, factor=1):
    """`count` gives a program's total for a number of repetitions, each of which is `factor` operations."""
    return round((count(high) - count(low)) / (high - low) / factor)


def instructions(command, directory, name, low=20, high=1020, factor=1):
    """`command` gives the program and its arguments for a number of repetitions."""
    def count(repetitions):
        output = pathlib.Path(directory) / f"callgrind.out.{name}.{repetitions}"
        subprocess.run([*callgrind(output), *command(repetitions)], check=True, capture_output=True)
        return read_instructions(output)
    return per_operation(count, low, high, factor)


def allocations(command, low=20, high=520):
    """Blocks of the heap that one operation asks for, as valgrind's memory checker counts them."""
    def count(repetitions):
        report = subprocess.run(
            ["valgrind", "--leak-check=no", *command(repetitions)], check=True, capture_output=True, text=True).stderr
        return int(re.search(r"total heap usage: ([\d,]+) allocs", report).group(1).replace(",", ""))
    return per_operation(count, low, high)

"""Runs dieharder over the words of a world in three orders: `python -m tests.long.dieharder`.

Every test reads words of its own: those from replication 100 x number + n-tuple on. What is weak is looked
at again with ten times the sample, on words 100,000 replications further down, and once more in the same
way if it is still weak. What has been found is written after
every test, so that an interrupted battery goes on where it was; remove the file to begin anew.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.long.word_stream import ORDERS, SEED, chunks

ROOT = Path(__file__).parents[2]
STORED = Path(__file__).with_name("dieharder_results.json")
COLUMNS = ("test_name", "ntuple", "tsamples", "psamples", "pvalues", "assessment")
COMMAND = f"dieharder -g 200 -Y 0 -k 2 -c , {' '.join(f'-D {column}' for column in COLUMNS)}"
TIMES_THE_SAMPLE, MOST_REPEATS = 10, 2
FURTHER_DOWN = 100_000

# dieharder's numbers and n-tuples of all that `dieharder -a` runs, but for the sums test (14), which it
# marks `Do Not Use` itself. The tests of lagged sums come last: they read most of the words.
WITHOUT_TUPLE = (*range(14), 15, 16, 17, 100, 101, 102, 204, 205, 206, 207, 208, 209)
TUPLES = {200: range(1, 13), 201: range(2, 6), 202: range(2, 6), 203: range(33)}
TESTS = (
    *((number, 0) for number in WITHOUT_TUPLE),
    *((number, ntuple) for number, ntuples in TUPLES.items() for ntuple in ntuples),
)


def the_map():
    """Return what tells one map from counters to words from another: the seed, and the first words."""
    first = {order: next(chunks(order, 0)).astype("<u4").tobytes() for order in ORDERS}
    digests = {order: hashlib.sha256(words).hexdigest() for order, words in first.items()}
    return {"seed": SEED, "sha256_of_first_words": digests}


def run_battery():
    """Run what is missing, and store the results after every test, so that hours can be spread over days."""
    record = _begun()
    for order, number, ntuple in missing(record):
        record["results"].append(_result(order, number, ntuple))
        _store(record)
    for found in record["results"]:
        _repeated(found)
        _store(record)


def _store(record):
    unfinished = STORED.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(record, indent=1) + "\n")
    unfinished.replace(STORED)


def missing(record):
    """Return the (order, number, n-tuple) of all tests that have not been run."""
    done = {(each["order"], each["number"], each["ntuple"]) for each in record["results"]}
    wanted = [(order, number, ntuple) for number, ntuple in TESTS for order in ORDERS]
    return [each for each in wanted if each not in done]


def faults(record):
    """Yield what is no pass: a result that is failed, or weak and not repeated."""
    for found in record["results"]:
        place = f"{found['order']}: test {found['number']}, n-tuple {found['ntuple']}"
        if any(row["assessment"] == "FAILED" for run in _runs(found) for row in run["rows"]):
            yield f"{place} is FAILED"
        elif still_weak(found) and not found["again"]:
            yield f"{place} is WEAK and was not repeated"


def still_weak(found):
    """Return the rows that were weak in every run so far."""
    each_run = zip(*(run["rows"] for run in _runs(found)), strict=True)
    return [index for index, rows in enumerate(each_run) if {row["assessment"] for row in rows} == {"WEAK"}]


def _runs(found):
    return [found, *found["again"]]


def _begun():
    version = subprocess.run(["dieharder", "-l"], capture_output=True, text=True, check=True).stdout
    record = {
        "dieharder": version.partition("version ")[2].split()[0],
        "command": f"python -m tests.long.word_stream ORDER REPLICATION | {COMMAND} -d NUMBER -n NTUPLE",
        **the_map(),
        "results": [],
    }
    before = json.loads(STORED.read_text()) if STORED.exists() else record
    return before if before | {"results": []} == record else record


def _result(order, number, ntuple):
    replication = 100 * number + ntuple
    found = {"order": order, "number": number, "ntuple": ntuple, **_run(order, number, ntuple, replication)}
    return _repeated({**found, "again": []})


def _repeated(found):
    """Look at what is weak again, twice at most: ten times the sample each time, of words further down."""
    while still_weak(found) and len(found["again"]) < MOST_REPEATS:
        last = _runs(found)[-1]
        samples = ["-p", str(TIMES_THE_SAMPLE * last["rows"][0]["psamples"])]
        further_down = last["replication"] + FURTHER_DOWN
        found["again"].append(_run(found["order"], found["number"], found["ntuple"], further_down, samples))
    return found


def _run(order, number, ntuple, replication, samples=()):
    began = time.monotonic()
    stream = [sys.executable, "-m", "tests.long.word_stream", order, str(replication)]
    read_end, write_end = os.pipe()
    with subprocess.Popen(stream, stdout=write_end, stderr=subprocess.PIPE, cwd=ROOT) as words:
        os.close(write_end)
        try:
            rows = judged(read_end, number, ntuple, samples)
        finally:
            os.close(read_end)  # nobody reads any more, so the stream ends and says how long it was
        _, taken = words.communicate()
    seconds = round(time.monotonic() - began, 1)
    return {"replication": replication, "words": int(taken), "seconds": seconds, "rows": rows}


def judged(words, number, ntuple, samples=()):
    """Return what a test says of the words that can be read from a file or a pipe, a row a p-value."""
    command = [*COMMAND.split(), "-d", str(number), "-n", str(ntuple), *samples]
    said = subprocess.run(command, stdin=words, capture_output=True, text=True, check=True).stdout
    return [_row(line) for line in said.splitlines() if line.count(",") >= len(COLUMNS) - 1]


def _row(line):
    name, ntuple, tsamples, psamples, p_value, assessment = (part.strip() for part in line.split(",")[:6])
    counts = {"ntuple": int(ntuple), "tsamples": int(tsamples), "psamples": int(psamples)}
    return {"test": name, **counts, "p_value": float(p_value), "assessment": assessment}


if __name__ == "__main__":
    run_battery()

"""Carries out the tiny study in processes that are stopped at some moment, and then resumes it.

It is a script, so that it can fork: every attempt starts from a process that has compiled the laws.
`python -m tests.stopped_studies KIND FOLDER` prints one line of JSON for each moment: what was found then.
"""

import json
import multiprocessing
import os
import shutil
import signal
import sys
import time
from pathlib import Path

from hooper.cli.main import main as command
from hooper.foundation.random_words import uniforms, words
from hooper.history import table_parts
from hooper.study import durable, run_store, runner
from hooper.study.compare import compare_worlds
from hooper.study.executors.catalogue import executor_for
from hooper.study.save import save_worlds
from hooper.study.study import Study
from tests.tiny_studies import records, written

MOMENTS = 50
SEED = 20260101
COUNTED = ("mkdir", "open", "write", "fsync", "rename")
STORE = (durable, run_store, table_parts)
FORK = multiprocessing.get_context("fork")


class StoppedAt:
    """Stands for `os` in the modules of the store, and stops at operation number `last`, from 1."""

    def __init__(self, last, how):
        self.count, self._last, self._how = 0, last, how

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in COUNTED:
            return real

        def operation(*arguments):
            self.count += 1
            if self.count == self._last:
                if name == "write" and self._how != "error":
                    os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
                if self._how == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise OSError("no space left, and no number to tell it by")
            return real(*arguments)

        return operation

    def watch(self):
        for module in STORE:
            setattr(module, "os", self)  # noqa: B010  a checker knows no such attribute
        return self


def carry_out(study, out, *, resume=False):
    executor = executor_for("serial", 1)
    return compare_worlds(Study.read(study), study.parent, out, executor=executor, resume=resume)


def noting_each_run(notes):
    """Have every run that is lived leave a line."""
    lived = runner.run_outcomes

    def noted(tasks):
        with notes.open("a") as file:
            file.writelines(f"{task.key}\n" for task in tasks)
        return lived(tasks)

    runner.run_outcomes = noted


def stopped(study, out, notes, last, how):
    StoppedAt(last, how).watch()
    noting_each_run(notes)
    try:
        carry_out(study, out)
    except OSError:
        os._exit(3)
    os._exit(0)


def commanded(study, out, notes):
    noting_each_run(notes)
    sys.argv = ["hooper", "compare", str(study), "--out", str(out), "--workers", "1", "--quiet", "--json"]
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    command()


def resumed(study, out, notes, answer):
    noting_each_run(notes)
    done = carry_out(study, out, resume=True)
    answer.write_text(json.dumps([done.complete, done.worlds[0].digests, records(done.worlds[0])]))
    os._exit(0)


def in_a_fork(function, *arguments, seconds=None):
    """Run a function in a fork, kill it after so many seconds if it is still there; return its exit code."""
    process = FORK.Process(target=function, args=arguments)
    process.start()
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode


def found(study, out, stop):
    """Stop a study, look at what it left, resume it, and tell all that must hold."""
    notes, answer = out.with_suffix(".notes"), out.with_suffix(".json")
    code = stop(out, notes)
    kept = {folder.name: stamp(folder) for folder in committed(out)}
    lived_before = lines(notes)
    resume_code = in_a_fork(resumed, study, out, notes, answer)
    complete, digests, ranking = json.loads(answer.read_text())
    untouched = all(stamp(folder) == kept[folder.name] for folder in committed(out) if folder.name in kept)
    again = len(lines(notes)) - len(set(lines(notes)))
    told = {
        "code": code,
        "resumed": resume_code,
        "kept": len(kept),
        "lived_before": len(lived_before),
        "complete": complete,
        "digests": digests,
        "ranking": ranking,
        "committed": len(committed(out)),
        "untouched": untouched,
        "lived_twice": again,
        "left_over": [path.name for path in out.rglob("unfinished-*")],
    }
    shutil.rmtree(out)
    notes.unlink()
    answer.unlink()
    return told


def committed(out):
    folder = out / "runs"
    return [path for path in folder.glob("*") if not path.name.startswith("unfinished-")]


def stamp(folder):
    return [(file.name, file.stat().st_ino, file.stat().st_mtime_ns) for file in sorted(folder.iterdir())]


def lines(notes):
    return notes.read_text().splitlines() if notes.exists() else []


def at_every_operation(study, folder, how):
    """Yield what is found after a stop at each operation of the store in turn."""
    seen = StoppedAt(0, how).watch()
    carry_out(study, folder / "counted")
    for module in STORE:
        setattr(module, "os", os)  # noqa: B010  as above
    for last in range(1, seen.count + 1):
        out = folder / f"stopped-{last}"
        yield found(study, out, lambda out, notes, k=last: in_a_fork(stopped, study, out, notes, k, how))


def at_seeded_moments(study, folder):
    """Yield what is found after the real command was killed at a moment drawn by lot.

    Most of the moments lie in its runs, and the others in its report, which takes far longer and loses
    nothing.
    """
    began = time.monotonic()
    in_a_fork(carry_out, study, folder / "timed")
    whole = 1.25 * (time.monotonic() - began)
    lots = uniforms(words((SEED, 0), range(MOMENTS), 0, 0, 0))[0]
    for moment, lot in enumerate(lots.tolist()):
        out = folder / f"moment-{moment}"
        yield found(
            study,
            out,
            lambda out, notes, after=lot * whole: in_a_fork(commanded, study, out, notes, seconds=after),
        )


def say(told):
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(kind, folder):
    study = written(folder)
    done = carry_out(study, folder / "warm")
    list(save_worlds(done, folder / "warm"))
    say({"digests": done.worlds[0].digests, "ranking": records(done.worlds[0])})
    at_all = (
        at_seeded_moments(study, folder) if kind == "moments" else at_every_operation(study, folder, kind)
    )
    for each in at_all:
        say(each)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

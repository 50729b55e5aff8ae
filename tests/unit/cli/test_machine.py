import subprocess
import sys

from hooper.cli import machine

TELL_PEAK = "from hooper.cli.machine import peak_rss_bytes; print(peak_rss_bytes())"
MIB = 2**20


def test_the_peak_of_memory_is_that_of_the_program_and_not_of_who_started_it():
    ballast = bytearray(b"x" * (400 * MIB))
    told = subprocess.run([sys.executable, "-c", TELL_PEAK], capture_output=True, text=True, check=True)
    assert 1 * MIB < int(told.stdout) < 200 * MIB
    assert machine.peak_rss_bytes() > len(ballast)


def test_the_processor_is_described_by_what_the_kernel_says(monkeypatch, tmp_path):
    described = tmp_path / "cpuinfo"
    one = "processor : 0\nmodel name\t: Some: Processor\nflags\t\t: fpu sse4_2 avx512f avx2 fma\n\n"
    described.write_text(one + one.replace("Some", "Another"))
    monkeypatch.setattr(machine, "_CPUINFO", described)
    assert machine.cpu() == "Some: Processor"
    assert machine.isa() == ["sse4_2", "fma", "avx2", "avx512f"]


def test_where_the_kernel_says_nothing_the_processor_has_a_name_and_no_flags(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "_CPUINFO", tmp_path / "nothing")
    assert machine.cpu()
    assert machine.isa() == []

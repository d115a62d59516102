"""The command line as a whole: help, exit codes, and what it says when it fails itself."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from ilacs_rules.cli import main
from ilacs_rules.cli.options import colour_option, on_option

ROOT = Path(__file__).parents[2]


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A command `probe` that fails in the way it is asked to."""

    @click.command()
    @on_option()
    @colour_option()
    @click.option("--fail", type=click.Choice(["bug", "disk", "pipe", "findings", "stop"]))
    @click.pass_context
    def command(ctx: click.Context, on: object, colour: bool, fail: str | None) -> None:
        click.echo(f"{on} {'colour' if colour else 'plain'}")
        match fail:
            case "bug":
                raise KeyError("last check")
            case "disk":
                raise OSError(28, "No space left on device", "plan.csv")
            case "pipe":
                raise BrokenPipeError(32, "Broken pipe")
            case "findings":
                ctx.exit(1)
            case "stop":
                raise KeyboardInterrupt

    module = ModuleType("ilacs_rules.cli.probe")
    module.command = command  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ilacs_rules.cli.probe", module)
    monkeypatch.setitem(main.COMMANDS, "probe", "Try things out.")
    return CliRunner()


def test_help_tells_the_commands_and_the_exit_codes(probe: CliRunner) -> None:
    result = probe.invoke(main.commands, ["--help"])
    assert result.exit_code == 0
    assert re.search(r"^  probe +Try things out\.$", result.output, re.MULTILINE)
    assert "  1  the files have errors, or something asked could not be decided" in result.output


def test_help_imports_neither_a_command_nor_anything_heavy() -> None:
    program = (
        "import sys; sys.argv = ['ilacs-rules', '--help']\n"
        "from ilacs_rules.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "ilacs_rules.cli.main" in loaded
    assert not loaded & {"rich", "jsonschema", "jinja2", "openpyxl", "holidays"}
    assert not loaded & {f"ilacs_rules.cli.{command}" for command in main.COMMANDS}


def test_every_command_listed_can_be_imported() -> None:
    context = click.Context(main.commands)
    for name in main.COMMANDS:
        command = main.commands.get_command(context, name)
        assert command is not None
        assert command.help, f"{name} has no help"


def test_no_command_of_that_name(probe: CliRunner) -> None:
    result = probe.invoke(main.commands, ["proble"])
    assert result.exit_code == 2
    assert "there is no command “proble”; did you mean “probe”?" in result.output


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("01/08/2018", "“01/08/2018” is not a date here: 1 August or 8 January? Write the year first: 2018-08-01"),
        ("20180801", "“20180801” is not a date"),
        ("today", "no clock is read: write the day itself instead of “today”"),
        ("2018-W01-1", "“2018-W01-1” is not a date"),
        ("2019-02-29", "there is no day 2019-02-29"),
    ],
)
def test_a_day_is_written_year_first(probe: CliRunner, written: str, said: str) -> None:
    result = probe.invoke(main.commands, ["probe", "--on", written])
    assert result.exit_code == 2
    assert said in result.output


def test_the_day_reaches_the_command(probe: CliRunner) -> None:
    assert probe.invoke(main.commands, ["probe", "--on", "2018-08-01"]).output == "2018-08-01 plain\n"


def test_colours_are_a_matter_of_asking(probe: CliRunner) -> None:
    asked = ["probe", "--on", "2018-08-01", "--colour"]
    assert probe.invoke(main.commands, asked).output == "2018-08-01 colour\n"


def test_findings_give_exit_code_1(probe: CliRunner) -> None:
    assert probe.invoke(main.commands, ["probe", "--on", "2018-08-01", "--fail", "findings"]).exit_code == 1


def test_a_fault_of_our_own_is_told_in_plain_lines(probe: CliRunner) -> None:
    result = probe.invoke(main.commands, ["probe", "--on", "2018-08-01", "--fail", "bug"])
    assert result.exit_code == 3
    assert result.stderr == (
        "ilacs-rules failed, and not through your files: KeyError: 'last check'\n"
        "Please report this line with the command and the files you gave; --debug, put first, shows more.\n"
    )


def test_debug_shows_the_traceback(probe: CliRunner) -> None:
    result = probe.invoke(main.commands, ["--debug", "probe", "--on", "2018-08-01", "--fail", "bug"])
    assert isinstance(result.exception, KeyError)


def test_what_the_system_refuses_is_told_with_the_file(probe: CliRunner) -> None:
    result = probe.invoke(main.commands, ["probe", "--on", "2018-08-01", "--fail", "disk"])
    assert result.exit_code == 2
    assert result.stderr == "Error: plan.csv: No space left on device\n"


def test_a_reader_that_goes_away_is_no_fault(probe: CliRunner) -> None:
    result = probe.invoke(main.commands, ["probe", "--on", "2018-08-01", "--fail", "pipe"])
    assert result.stderr == ""


def test_a_terminal_that_knows_no_quotation_marks_gets_replacements() -> None:
    program = "import sys; sys.argv = ['ilacs-rules', '“']\nfrom ilacs_rules.cli.main import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 2
    assert b'there is no command """; ' in done.stderr


def test_stopped_with_ctrl_c_it_says_so_and_ends_as_shells_count_it(probe: CliRunner) -> None:
    result = probe.invoke(main.commands, ["probe", "--on", "2020-01-01", "--fail", "stop"])
    assert (result.exit_code, result.stderr) == (130, "stopped\n")


STOPPED_AT_ONCE = """
import os, signal, sys
when = sys.argv.pop()
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == when:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
from ilacs_rules.cli.start import main
sys.argv[1:] = ["check", "ilacs"]
main()
"""


@pytest.mark.parametrize("while_importing", ["click", "ilacs_rules.cli.check", "ilacs_rules.workspace.workspace"])
def test_stopped_before_it_has_begun_it_ends_without_a_word(while_importing: str) -> None:
    done = _stopped(while_importing)
    assert done.returncode == -signal.SIGINT
    assert (done.stdout, done.stderr) == (b"", b"")


def test_stopped_while_what_reads_a_policy_is_imported_it_says_so() -> None:
    done = _stopped("lark")
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"stopped\n")


def _stopped(while_importing: str) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-c", STOPPED_AT_ONCE, while_importing]
    return subprocess.run(program, cwd=ROOT, capture_output=True, check=False)


def test_closed_standard_streams_are_no_fault() -> None:
    program = "from ilacs_rules.cli.start import main\nimport sys\nsys.argv[1:] = ['check', 'sif']\nmain()"
    for closed in ("stdout", "stderr"):
        shell = f'exec "$0" -c "$1" {">" if closed == "stdout" else "2>"}&-'
        done = subprocess.run(["sh", "-c", shell, sys.executable, program], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0
        assert done.stderr == b""


def test_the_module_of_the_console_script_can_be_run_by_its_name() -> None:
    program = [sys.executable, "-m", "ilacs_rules.cli.start", "--version"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout != b"") == (0, True)

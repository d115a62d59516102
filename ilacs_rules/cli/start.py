"""Where the console script begins: so early that an interruption while the rest is imported is a plain end too."""

from __future__ import annotations

import signal


def main() -> None:
    """The console script `ilacs-rules`."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until a command has been imported: see `Commands.get_command`
    from ilacs_rules.cli.main import main as run

    run()


if __name__ == "__main__":
    main()

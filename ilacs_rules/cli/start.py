"""Where the console script begins: so early that an interruption while the rest is imported is a plain end too."""

from __future__ import annotations

import gc
import signal

_OBJECTS = 100_000  # new ones, after which Python looks for rings of them; trees are none, and looking took a third


def main() -> None:
    """The console script `ilacs-rules`."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until a command has been imported: see `Commands.get_command`
    gc.set_threshold(_OBJECTS)
    from ilacs_rules.cli.main import main as run

    try:
        run()
    finally:
        gc.freeze()  # the system takes everything back: nobody waits while Python looks for rings as it ends


if __name__ == "__main__":
    main()

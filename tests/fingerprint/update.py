"""Stores the fingerprints of the golden worlds as they are now: `python -m tests.fingerprint.update`."""

import json
import sys

from tests.fingerprint.golden_worlds import STORED, WORLDS, fingerprint, stored

if __name__ == "__main__":
    before = stored() if STORED.exists() else {}
    after = {name: fingerprint(name) for name in WORLDS}
    STORED.write_text(json.dumps(after, indent=2) + "\n")
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    sys.stdout.write(f"changed: {', '.join(changed) or 'nothing'}\n")
    if changed:
        sys.stdout.write("now add a line to CHANGELOG.md that says what changed and why\n")

#!/usr/bin/env python3
"""Runs Cosell against a Tryton that is really there.

usage: run.py BUILD-FOLDER   The last line says what went well; the exit status is 1 when something did not.
"""
import json
import os
import subprocess
import sys
import tempfile

from server import DATABASE, PASSWORD, USER, Tryton


def run(words, environment, **more):
    return subprocess.run(words, env=environment, timeout=120, stdin=subprocess.DEVNULL, **more)


def check(condition, words):
    if not condition:
        sys.exit(f"FAIL: {words}")
    print(f"ok: {words}")


def run_client(build, tryton):
    """The client by itself: every call of it, and then what others see of them."""
    environment = dict(os.environ, COSELL_PEER_URL=tryton.url, COSELL_PEER_DATABASE=DATABASE,
                       COSELL_PEER_USER=USER, COSELL_PEER_PASSWORD=PASSWORD)
    done = run([os.path.join(build, "tests/peers/peer-tryton")], environment)
    check(done.returncode == 0, "the client makes, reads, changes and closes opportunities")
    rows = tryton.kim().model("sale.opportunity", "search_read", [["description", "=", "ERP move"]],
                              0, None, None, ["amount", "end_date", "comment", "reference", "state"])
    check(len(rows) == 1, "what was made once stands there once")
    check(rows[0]["amount"]["decimal"] == "25000.10", "the amount has its digits")
    check((rows[0]["end_date"]["year"], rows[0]["end_date"]["month"], rows[0]["end_date"]["day"])
          == (2027, 1, 15), "the date is that day")
    check(rows[0]["reference"] == "0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10", "the reference is ours")


def main():
    build = os.path.abspath(sys.argv[1])
    with Tryton() as tryton:
        run_client(build, tryton)
    print("tryton: all went well")


if __name__ == "__main__":
    main()
